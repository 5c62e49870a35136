/// How a CSV text is to be read.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// Whether the first line names the columns.
enum class csv_header {
    automatic,  ///< yes if it holds some text and not a single number
    present,
    absent,
};

/// The defaults accept what nearly every program writes, and nothing doubtful.
struct csv_options {
    char separator = ',';
    csv_header header = csv_header::automatic;
    std::optional<double> missing{};    ///< stands for empty fields; without it they are an error
    bool allow_not_finite = false;      ///< whether "nan" and "inf" are numbers
    std::size_t longest_field = 1024;   ///< in characters
    std::size_t most_columns = 100000;  ///< bounds what one line of separators can cost
};

/// Errors: std::invalid_argument if the separator could be part of a number, a quote or a line end.
inline void check(const csv_options& options) {
    using namespace std::string_view_literals;
    constexpr std::string_view forbidden = "0123456789+-.eEnNaAiIfFtTyY\"\r\n\0"sv;
    if (forbidden.find(options.separator) != std::string_view::npos) {
        throw std::invalid_argument("csv_options: the separator " +
                                    excerpt({&options.separator, 1}) +
                                    " may occur in numbers, quotes or line ends");
    }
}

}  // namespace ctgrad::io
