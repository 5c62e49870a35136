// Whatever the bytes are, the reader of safetensors ends with arrays or a data_error; what was read
// can be written so that it reads the same. The length of the header is also set to fit, as few
// inputs would get past it otherwise.
#include <cstdint>
#include <span>

#include <ctgrad/io/safetensors.hpp>

namespace {

namespace io = ctgrad::io;

void read(std::vector<std::byte> bytes) {
    try {
        const auto file = io::read_safetensors(std::move(bytes), "f");
        const auto again =
            io::read_safetensors(io::write_safetensors(file.arrays, file.metadata), "f");
        if (again.arrays.size() != file.arrays.size() || again.metadata != file.metadata)
            __builtin_trap();
        for (std::size_t i = 0; i < file.arrays.size(); ++i) {
            const io::array &a = file.arrays[i], &b = again.arrays[i];
            if (a.name != b.name || a.shape != b.shape || a.type != b.type ||
                !std::ranges::equal(a.bytes, b.bytes))
                __builtin_trap();
            io::numbers_of<double>(a, "f");
        }
    } catch (const io::data_error&) {}
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    std::vector<std::byte> file(bytes.begin(), bytes.end());
    read(file);
    if (size < 9) return 0;
    // The header ends with the last brace.
    std::size_t end = size;
    while (end > 8 && file[end - 1] != static_cast<std::byte>('}')) --end;
    for (std::size_t i = 0; i < 8; ++i) file[i] = static_cast<std::byte>((end - 8) >> 8 * i & 255u);
    read(std::move(file));
    return 0;
}
