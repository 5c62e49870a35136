// Whatever the bytes are, the reader of .npz ends with arrays of at most the limit or a data_error.
// Check sums would keep nearly every input out: archives are made whole here from inputs that are
// members, and broken ones come as they are.
#include <cstdint>
#include <span>

#include <ctgrad/io/npz.hpp>

namespace {

namespace io = ctgrad::io;
constexpr std::size_t limit = 100000;

void read(std::span<const std::byte> bytes) {
    try {
        std::size_t total = 0;
        for (const io::array& a : io::read_npz(bytes, "f", limit).arrays)
            total += io::numbers_of<double>(a, "f").size();
        if (total > limit) __builtin_trap();
    } catch (const io::data_error&) {}
}

/// Sets the check sums in the directory to those of the contents, where members are stored.
void mend(std::vector<std::byte>& file) {
    const auto number = [&](std::size_t at, std::size_t width) {
        std::size_t value = 0;
        for (std::size_t i = width; i-- > 0;)
            value = value << 8 | std::to_integer<std::size_t>(file[at + i]);
        return value;
    };
    for (std::size_t at = 0; at + 46 <= file.size(); ++at) {
        if (number(at, 4) != io::detail::zip_central || number(at + 10, 2) != 0) continue;
        const std::size_t start = number(at + 42, 4), size = number(at + 20, 4);
        if (start > file.size() || file.size() - start < 30) continue;
        const std::size_t begin = start + 30 + number(start + 26, 2) + number(start + 28, 2);
        if (begin > file.size() || size > file.size() - begin) continue;
        const std::size_t sum = io::crc_of(std::span(file).subspan(begin, size));
        for (std::size_t i = 0; i < 4; ++i)
            file[at + 16 + i] = static_cast<std::byte>(sum >> 8 * i & 255u);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto bytes = std::as_bytes(std::span(data, size));
    std::vector<std::byte> file(bytes.begin(), bytes.end());
    read(file);
    mend(file);
    read(file);
    return 0;
}
