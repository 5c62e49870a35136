// Whatever the bytes are, the readers of IDX end with images, labels or a data_error.
#include <cstdint>
#include <span>

#include <ctgrad/io/idx.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    try {
        const auto images = ctgrad::io::read_idx_images(bytes, "f");
        if (images.pixels.size() != images.count * images.rows * images.columns) __builtin_trap();
    } catch (const ctgrad::io::data_error&) {}
    try {
        for (const int label : ctgrad::io::read_idx_labels(bytes, "f"))
            if (label < 0 || label > 9) __builtin_trap();
    } catch (const ctgrad::io::data_error&) {}
    return 0;
}
