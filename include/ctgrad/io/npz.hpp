/// Reads and writes .npz: named arrays of NumPy's in a zip archive. Needs zlib (link with -lz).
#pragma once

#include <ctgrad/io/npy.hpp>
#include <ctgrad/io/zip.hpp>

namespace ctgrad::io {

/// The arrays in `bytes`, as numpy.savez and numpy.savez_compressed write them; `name` is for
/// messages. Cost: memory for all of them, at most `limit` bytes.
/// Errors: those of read_zip and read_npy; data_error for members that are no .npy file, as in what
/// torch.save writes, and for names that occur twice.
inline array_file read_npz(std::span<const std::byte> bytes, std::string_view name,
                           std::size_t limit = default_size_limit) {
    array_file file{.source = std::string(name), .arrays = {}};
    constexpr std::string_view ending = ".npy";
    for (zip_member& member : read_zip(bytes, name, limit)) {
        const std::string place = "member " + excerpt(member.name);
        if (!member.name.ends_with(ending))
            throw data_error(name, place,
                             member.name.ends_with("/data.pkl")
                                 ? "a file of torch.save holds a program; save safetensors or .npz"
                                 : "an .npz file holds nothing but .npy files");
        array a = read_npy(std::move(member.content), file.source + ": " + place);
        a.name = member.name.substr(0, member.name.size() - ending.size());
        file.arrays.push_back(std::move(a));
    }
    detail::sort_by_name(file);
    return file;
}

/// The same for a file. Errors: also those of read_file.
inline array_file read_npz_file(const std::filesystem::path& path,
                                std::size_t limit = default_size_limit) {
    return read_npz(read_file(path, limit), path.string(), limit);
}

/// The arrays as the content of an .npz file.
/// Errors: those of write_npy and write_zip; std::invalid_argument for names that occur twice.
inline std::vector<std::byte> write_npz(const std::vector<array>& arrays,
                                        zip_method method = zip_method::stored) {
    std::vector<zip_member> members;
    for (const array& a : arrays) members.push_back({a.name + ".npy", write_npy(a)});
    std::ranges::sort(members, {}, &zip_member::name);
    const auto twice = std::ranges::adjacent_find(members, {}, &zip_member::name);
    if (twice != members.end())
        throw std::invalid_argument("write_npz: the name " + excerpt(twice->name) +
                                    " occurs twice");
    return write_zip(members, method);
}

}  // namespace ctgrad::io
