// Whatever the text is, the reader of CSV ends with a table or a data_error. The first byte chooses
// the options.
#include <cstdint>
#include <span>

#include <ctgrad/io/csv.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    namespace io = ctgrad::io;
    if (size == 0) return 0;
    io::csv_options options{.separator = (data[0] & 1) != 0 ? ';' : ',',
                            .header = static_cast<io::csv_header>((data[0] >> 1) % 3),
                            .allow_not_finite = (data[0] & 8) != 0,
                            .longest_field = 64,
                            .most_columns = 100};
    if ((data[0] & 16) != 0) options.missing = -1;
    if ((data[0] & 33) == 33) options.decimal = ',';
    if ((data[0] & 64) != 0) options.in_columns = true, options.comment = '#';
    if ((data[0] & 128) != 0) options.text_columns = true;
    try {
        const auto table =
            io::read_csv(io::as_text(std::as_bytes(std::span(data + 1, size - 1))), "f", options);
        if (table.values.size() != table.rows * table.columns || table.rows == 0) __builtin_trap();
        io::labelled<float>(table, 10);
    } catch (const io::data_error&) {}
    return 0;
}
