/// Saves parameters to files, and loads them from files of PyTorch, NumPy and others.
///
///   save("weights.safetensors", weights);                        // names as PyTorch's
///   load("weights.safetensors", weights);
///   load(read_npz_file("weights.npz"), weights, variable_names{});
///   write_file("weights.npz", write_npz(to_arrays(weights)));
#pragma once

#include <filesystem>
#include <stdexcept>

#include <ctgrad/io/names.hpp>
#include <ctgrad/io/safetensors.hpp>
#include <ctgrad/io/write_file.hpp>

namespace ctgrad::io {

/// What a file may lack, or have beyond the parameters; as PyTorch, nothing.
struct load_options {
    bool allow_missing = false;      ///< parameters that are not in the file stay as they are
    bool allow_superfluous = false;  ///< other arrays in the file are ignored
};

namespace detail {

template <class T> concept parameter_number = std::same_as<T, float> || std::same_as<T, double>;

template <class T> constexpr bool check_number() {
    if constexpr (!parameter_number<T>)
        fail<"files hold float and double; weights.to<double>() converts others", T>();
    return parameter_number<T>;
}

template <variable X> std::vector<std::size_t> shape_in_file(X, bool transposed = false) {
    constexpr shape extent = X::extent();
    std::vector<std::size_t> sizes{static_cast<std::size_t>(extent.rows),
                                   static_cast<std::size_t>(extent.columns)};
    sizes.resize(static_cast<std::size_t>(extent.rank));
    if (transposed) std::ranges::reverse(sizes);
    return sizes;
}

/// An array that is looked for.
struct wanted_array {
    std::string name;
    std::vector<std::size_t> shape;
    bool transposed = false;
};

template <variable... Variables, class Names>
std::vector<wanted_array> wanted_arrays(const Names& names) {
    std::vector<wanted_array> wanted;
    const auto add = [&](auto variable) {
        file_name name = names(variable);
        for (const auto& other : wanted)
            if (other.name == name.text)
                throw std::invalid_argument("names: two variables are called " +
                                            excerpt(name.text));
        auto extents = shape_in_file(variable, name.transposed);
        wanted.push_back({std::move(name.text), std::move(extents), name.transposed});
    };
    (add(Variables{}), ...);
    return wanted;
}

/// A single number has rank 0, but some writers make it a vector.
inline bool same_shape(std::span<const std::size_t> wanted, std::span<const std::size_t> found) {
    return std::ranges::equal(wanted, found) ||
           (wanted.empty() && found.size() == 1 && found[0] == 1);
}

/// Appends a name to a list for a message, which names no more than some.
inline void append_name(std::string& list, std::size_t& count, const std::string& name) {
    constexpr std::size_t most = 8;
    if (++count <= most) list.append(count > 1 ? ", " : " ").append(excerpt(name));
    else if (count == most + 1) list.append(", ...");
}

/// The arrays wanted, none where that is allowed. Every mistake in names is told at once.
inline std::vector<const array*> find_arrays(const array_file& file,
                                             const std::vector<wanted_array>& wanted,
                                             const load_options& options) {
    std::vector<const array*> found;
    std::string lacking = "missing", superfluous = "superfluous";
    std::size_t missing = 0, known = 0, others = 0;
    for (const auto& one : wanted) {
        found.push_back(file.find(one.name));
        if (found.back() == nullptr) append_name(lacking, missing, one.name);
        else ++known;
    }
    if (known < file.arrays.size())
        for (const array& a : file.arrays)
            if (std::ranges::find(found, &a) == found.end())
                append_name(superfluous, others, a.name);
    const bool bad_missing = missing > 0 && !options.allow_missing;
    const bool bad_others = others > 0 && !options.allow_superfluous;
    if (bad_missing || bad_others)
        throw data_error(file.source, "arrays",
                         (bad_missing ? lacking : "") + (bad_missing && bad_others ? "; " : "") +
                             (bad_others ? superfluous : ""));
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (found[i] == nullptr) continue;
        if (!same_shape(wanted[i].shape, found[i]->shape))
            throw data_error(file.source, "array " + found[i]->quoted(),
                             "expected shape " + text_of(wanted[i].shape) + ", found " +
                                 text_of(found[i]->shape));
        // Whole numbers are weights of another scale, as of a quantised network.
        if (found[i]->type < element::float16)
            throw data_error(file.source, "array " + found[i]->quoted(),
                             "expected floating-point numbers, found " +
                                 std::string(name_of(found[i]->type)));
    }
    return found;
}

template <class T> void transpose_numbers(std::span<const T> from, std::size_t rows, T* to) {
    const std::size_t columns = rows == 0 ? 0 : from.size() / rows;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j) to[j * rows + i] = from[i * columns + j];
}

/// Reads the array's numbers into a variable's view.
template <class T>
void read_into(const array& a, const wanted_array& wanted, T* to, std::string_view source) {
    if (!wanted.transposed || a.shape.size() != 2)
        return copy_numbers<T>(a, std::span(to, a.size()), source);
    const auto numbers = numbers_of<T>(a, source);
    transpose_numbers<T>(numbers, a.shape[0], to);
}

template <class T, variable X> array array_of(X variable, const T* numbers, file_name name) {
    const auto size = static_cast<std::size_t>(X::extent().size());
    std::vector<T> swapped;
    if (name.transposed && X::extent().rank == 2) {
        swapped.resize(size);
        transpose_numbers<T>({numbers, size}, static_cast<std::size_t>(X::extent().rows),
                             swapped.data());
        numbers = swapped.data();
    }
    return make_array<T>(std::move(name.text), shape_in_file(variable, name.transposed),
                         std::span(numbers, size));
}

}  // namespace detail

/// The parameters as arrays under their names. Cost: a copy.
/// Errors: std::invalid_argument if two variables have one name.
template <class T, variable... Variables, class Names = default_names<Variables...>>
std::vector<array> to_arrays(const parameters<T, Variables...>& weights, const Names& names = {}) {
    detail::wanted_arrays<Variables...>(names);  // refuses equal names
    if constexpr (detail::check_number<T>())
        return {
            detail::array_of<T>(Variables{}, weights[Variables{}].data(), names(Variables{}))...};
    else return {};
}

/// Sets the parameters to what a file holds, float16 and others converted. A weight is outputs x
/// inputs on both sides: no number changes its place, unless its file_name says so.
/// Errors: data_error that names the arrays that are missing or superfluous, or an array with the
/// shape expected and the one found, or one of whole numbers, or a number too large for T;
/// std::invalid_argument if two variables have one name. After an error the parameters are what
/// they were.
template <class T, variable... Variables, class Names = default_names<Variables...>>
void load(const array_file& file, parameters<T, Variables...>& weights, const Names& names = {},
          const load_options& options = {}) {
    const auto wanted = detail::wanted_arrays<Variables...>(names);
    const auto found = detail::find_arrays(file, wanted, options);
    auto result = weights;
    std::size_t i = 0;
    const auto read = [&](auto view) {
        if constexpr (detail::check_number<T>())
            if (found[i] != nullptr)
                detail::read_into(*found[i], wanted[i], view.data(), file.source);
        ++i;
    };
    (read(result[Variables{}]), ...);
    // In place: others may hold pointers to these numbers.
    std::ranges::copy(result.all(), weights.data());
}

/// The same from a safetensors file. Errors: also those of read_safetensors_file.
template <class T, variable... Variables, class Names = default_names<Variables...>>
void load(const std::filesystem::path& path, parameters<T, Variables...>& weights,
          const Names& names = {}, const load_options& options = {}) {
    load(read_safetensors_file(path), weights, names, options);
}

/// Writes a safetensors file, at once (see write_file).
/// Errors: those of to_arrays, write_safetensors and write_file.
template <class T, variable... Variables, class Names = default_names<Variables...>>
void save(const std::filesystem::path& path, const parameters<T, Variables...>& weights,
          const Names& names = {}) {
    write_file(path, write_safetensors(to_arrays(weights, names)));
}

}  // namespace ctgrad::io
