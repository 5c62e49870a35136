/// How a CSV text is to be read.
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

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
    char decimal = '.';       ///< or ','
    bool in_columns = false;  ///< any number of separators stand for one, as blanks between columns
    char comment = '\0';      ///< lines that begin with it are left out
    std::size_t skip_lines = 0;  ///< at the beginning
    csv_header header = csv_header::automatic;
    /// Stands for empty fields, for NaN and for these words; without it they are an error.
    std::optional<double> missing{};
    std::vector<std::string> missing_words{"NA", "N/A", "n/a", "null", "NULL", "None", "?"};
    bool allow_not_finite = false;  ///< whether "nan" and "inf" are numbers
    /// Whether columns whose first field is no number are text: its values count from 0, in the
    /// order of the alphabet; table::categories has them.
    bool text_columns = false;
    std::size_t longest_field = 1024;   ///< in characters
    std::size_t most_columns = 100000;  ///< bounds what one line of separators can cost
};

/// Errors: std::invalid_argument if the separator or the sign of comments could be part of a
/// number, a quote or a line end, or the decimal sign is none, or the separator.
inline void check(const csv_options& options) {
    using namespace std::string_view_literals;
    constexpr std::string_view forbidden = "0123456789+-.eEnNaAiIfFtTyY\"\r\n\0"sv;
    const auto refuse = [](const char* what, char found, const char* why) {
        throw std::invalid_argument("csv_options: " + std::string(what) + " " +
                                    excerpt({&found, 1}) + why);
    };
    constexpr const char* ambiguous = " may occur in numbers, quotes or line ends";
    if (forbidden.find(options.separator) != std::string_view::npos)
        refuse("the separator", options.separator, ambiguous);
    if (options.decimal != '.' && options.decimal != ',')
        refuse("the decimal sign", options.decimal, " is neither '.' nor ','");
    if (options.decimal == options.separator)
        refuse("the decimal sign", options.decimal, " is the separator as well");
    if (options.comment != '\0' && (options.comment == options.separator ||
                                    forbidden.find(options.comment) != std::string_view::npos))
        refuse("the sign of comments", options.comment,
               " may occur in numbers, quotes or line ends, or is the separator");
}

}  // namespace ctgrad::io
