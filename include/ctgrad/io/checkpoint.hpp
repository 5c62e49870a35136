/// Everything that a training run changes, in one file, from which it goes on bit for bit.
///
///   io::checkpoint state{io::part{"weights", weights}, io::part{"optimiser", adam},
///                        io::part{"plateau", plateau}, io::part{"random", generator},
///                        io::part{"epoch", epoch}};
///   if (std::filesystem::exists("run.ckpt")) state.load("run.ckpt");
///   while (epoch < 30) { ...; ++epoch; state.save("run.ckpt"); }
///
/// What nn::fit knows is one part, see nn/training_state.hpp.
#pragma once

#include <filesystem>
#include <locale>
#include <sstream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <ctgrad/io/names.hpp>
#include <ctgrad/io/safetensors.hpp>
#include <ctgrad/io/write_file.hpp>

namespace ctgrad::io {

/// A thing to be kept and its name in the file. It is one of: parameters; a number; a std::vector
/// of numbers; a std::string; a random number engine (as text, as std and Boost.Random write it);
/// anything that has visit_state(visit), which calls visit("name", x) for things of these kinds, as
/// optimisers, with their rates, and nn::training_state have. It has to live as long as the
/// checkpoint. Settings are no state: where a run changes one, it is a part as well.
template <class T> struct part {
    std::string_view name;
    T& value;

    part(std::string_view name_in_file, T& thing) : name(name_in_file), value(thing) {}
};

namespace detail {

inline constexpr std::string_view checkpoint_format = "ctgrad checkpoint 1";

template <class T> inline constexpr bool is_parameters = false;
template <class T, variable... Variables>
inline constexpr bool is_parameters<parameters<T, Variables...>> = true;

struct ignore_state {
    template <class T> void operator()(std::string_view, T&) const {}
};
template <class T> concept has_state = requires(T& x) { x.visit_state(ignore_state{}); };
template <class T>
concept random_engine = requires(T& engine, std::istream& in, std::ostream& out) {
    typename T::result_type;
    engine();
    in >> engine;
    out << engine;
};
template <class T> inline constexpr bool is_vector = false;
template <storable T> inline constexpr bool is_vector<std::vector<T>> = !std::same_as<T, bool>;

/// Calls numbers(name, shape, span), list(name, vector) or text(name, thing) of `to` for all that
/// a thing consists of.
template <class Sink, class T> void visit_part(Sink& to, const std::string& name, T& thing) {
    if constexpr (is_parameters<T>) visit_parameters(to, name, thing);
    else if constexpr (has_state<T>) {
        thing.visit_state([&](std::string_view inner, auto& value) {
            visit_part(to, name + "." + std::string(inner), value);
        });
    } else if constexpr (storable<T>) to.numbers(name, {}, std::span(&thing, 1));
    else if constexpr (is_vector<T>) to.list(name, thing);
    else if constexpr (random_engine<T> || std::same_as<T, std::string>) to.text(name, thing);
    else
        fail<"a part of a checkpoint is parameters, a number, a vector of numbers, a string, a "
             "random number engine, or has visit_state",
             T>();
}

template <class Sink, class T, variable... Variables>
void visit_parameters(Sink& to, const std::string& name, parameters<T, Variables...>& all) {
    const auto visit = [&](auto variable) {
        constexpr shape extent = decltype(variable)::extent();
        std::vector<std::size_t> sizes{static_cast<std::size_t>(extent.rows),
                                       static_cast<std::size_t>(extent.columns)};
        sizes.resize(static_cast<std::size_t>(extent.rank));
        const auto view = all[variable];
        if constexpr (storable<T>)
            to.numbers(name + "." + name_of_variable(variable), std::move(sizes),
                       std::span(view.data(), view.size()));
        else fail<"a checkpoint holds parameters of float or double", T>();
    };
    (visit(Variables{}), ...);
}

/// Streams write numbers as their locale wants; a file wants them always alike.
template <class Engine> std::string to_text(const Engine& engine) {
    if constexpr (std::same_as<Engine, std::string>) return engine;
    else {
        std::ostringstream out;
        out.imbue(std::locale::classic());
        out << engine;
        return out.str();
    }
}

template <class Engine> bool from_text(const std::string& text, Engine& engine) {
    if constexpr (std::same_as<Engine, std::string>) {
        engine = text;
        return true;
    } else {
        // Boost's engines skip the blanks behind every number, which fails where nothing is left.
        std::istringstream in(text + " ");
        in.imbue(std::locale::classic());
        if (!(in >> engine)) return false;
        while (in.peek() == ' ') in.get();
        return in.eof();
    }
}

/// Collects what is to be written.
struct checkpoint_writer {
    std::vector<array> arrays{};
    std::map<std::string, std::string> texts{};

    template <class T>
    void numbers(std::string name, std::vector<std::size_t> sizes, std::span<T> values) {
        arrays.push_back(make_array<T>(std::move(name), std::move(sizes), values));
    }
    template <class T> void list(std::string name, const std::vector<T>& values) {
        arrays.push_back(make_array<T>(std::move(name), {values.size()}, std::span(values)));
    }
    template <class T> void text(const std::string& name, const T& thing) {
        if (!texts.try_emplace(name, to_text(thing)).second)
            throw std::invalid_argument("checkpoint: two parts are called " + excerpt(name));
    }
};

/// Compares what a file holds with what is wanted and, on a second walk, sets it: a file that does
/// not fit changes nothing.
struct checkpoint_reader {
    const array_file& file;
    bool assigning = false;
    std::size_t arrays_used = 0, texts_used = 0;

    [[noreturn]] void refuse(const std::string& name, std::string_view reason) const {
        throw data_error(file.source, "part " + excerpt(name), reason);
    }
    /// The array of exactly this type: a conversion would not be bit for bit.
    const array& find(const std::string& name, element type) {
        const array* const a = file.find(name);
        if (a == nullptr) refuse(name, "missing");
        if (a->type != type)
            refuse(name, "expected " + std::string(name_of(type)) + ", found " +
                             std::string(name_of(a->type)));
        ++arrays_used;
        return *a;
    }
    template <class T> void assign(const array& a, T* to) const {
        for (std::size_t i = 0; i < a.size(); ++i)
            to[i] = load_number<T>(a.bytes.data() + i * sizeof(T), a.big_endian);
    }
    template <class T>
    void numbers(const std::string& name, const std::vector<std::size_t>& sizes,
                 std::span<T> values) {
        const array& a = find(name, element_of<T>());
        if (a.shape != sizes)
            refuse(name, "expected shape " + text_of(sizes) + ", found " + text_of(a.shape));
        if (assigning) assign(a, values.data());
    }
    template <class T> void list(const std::string& name, std::vector<T>& values) {
        const array& a = find(name, element_of<T>());
        if (a.shape.size() != 1) refuse(name, "expected a vector, found " + text_of(a.shape));
        if (!assigning) return;
        values.resize(a.size());
        assign(a, values.data());
    }
    template <class T> void text(const std::string& name, T& thing) {
        const auto at = file.metadata.find(name);
        if (at == file.metadata.end()) refuse(name, "missing");
        ++texts_used;
        T read = thing;
        if (!from_text(at->second, read)) refuse(name, "its text is not the state of an engine");
        if (assigning) thing = std::move(read);
    }
};

}  // namespace detail

/// Things that are saved and loaded together.
template <class... Things> class checkpoint {
public:
    explicit checkpoint(part<Things>... parts) : parts_(parts...) {}

    /// Writes all parts to a safetensors file, at once: a kill leaves the old file or the new one
    /// (see write_file). Cost: a copy of everything, and the disk.
    /// Errors: those of write_file; std::invalid_argument if two parts have one name, or one is not
    /// UTF-8.
    void save(const std::filesystem::path& path) {
        detail::checkpoint_writer writer;
        writer.texts["format"] = detail::checkpoint_format;
        visit(writer);
        write_file(path, write_safetensors(writer.arrays, writer.texts));
    }

    /// Sets all parts to what the file holds, bit for bit.
    /// Errors: those of read_safetensors_file; data_error that names the part, if the file is no
    /// checkpoint, lacks a part, has others, or one of another type or shape. After an error every
    /// part is what it was.
    void load(const std::filesystem::path& path) {
        const array_file file = read_safetensors_file(path);
        const auto format = file.metadata.find("format");
        if (format == file.metadata.end() || format->second != detail::checkpoint_format)
            throw data_error(file.source, "format", "this is no checkpoint of ctgrad");
        detail::checkpoint_reader reader{file};
        visit(reader);
        if (reader.arrays_used != file.arrays.size() ||
            reader.texts_used + 1 != file.metadata.size())
            throw data_error(file.source, "parts",
                             "the file holds others than these: " + list_of(file));
        reader.assigning = true;
        visit(reader);
    }

private:
    template <class Sink> void visit(Sink& sink) {
        std::apply(
            [&](auto&... parts) {
                (detail::visit_part(sink, std::string(parts.name), parts.value), ...);
            },
            parts_);
    }
    static std::string list_of(const array_file& file) {
        constexpr std::size_t most = 400;
        std::string list;
        const auto append = [&](const std::string& name) {
            if (list.size() < most) list.append(list.empty() ? "" : ", ").append(excerpt(name));
        };
        for (const array& a : file.arrays) append(a.name);
        for (const auto& [name, text] : file.metadata)
            if (name != "format") append(name);
        return list;
    }

    std::tuple<part<Things>...> parts_;
};

}  // namespace ctgrad::io
