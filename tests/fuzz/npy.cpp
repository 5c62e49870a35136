// Whatever the bytes are, the reader of .npy ends with an array or a data_error; an array that was
// read can be converted, and written so that it reads the same.
#include <cstdint>
#include <span>

#include <ctgrad/io/npy.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace io = ctgrad::io;
    const auto bytes = std::as_bytes(std::span(data, size));
    try {
        const io::array a = io::read_npy({bytes.begin(), bytes.end()}, "f");
        const auto numbers = io::numbers_of<double>(a, "f");
        const io::array again = io::read_npy(io::write_npy(a), "f");
        if (again.shape != a.shape || again.type != a.type ||
            !std::ranges::equal(again.bytes, a.bytes) || numbers.size() != a.size())
            __builtin_trap();
        io::numbers_of<float>(a, "f");
    } catch (const io::data_error&) {}
    return 0;
}
