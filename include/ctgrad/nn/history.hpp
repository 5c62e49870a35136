/// What a training was like, epoch by epoch.
#pragma once

#include <charconv>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace ctgrad::nn {

/// One epoch. `validation_loss` is NaN where nothing was validated.
struct epoch_record {
    int epoch = 0;    ///< counted from 1
    double loss = 0;  ///< mean over the epoch's batches, as they were trained
    double validation_loss = std::numeric_limits<double>::quiet_NaN();
    double rate = 0;  ///< learning rate of its last step
    double seconds = 0;
    double samples_per_second = 0;
    std::vector<double> metrics{};  ///< under the history's names
};

/// Why a training ended.
enum class ending : unsigned char { all_epochs, callback, early_stopping, interruption };

struct history {
    std::vector<std::string> metrics{};  ///< names
    std::vector<epoch_record> epochs{};
    ending reason = ending::all_epochs;
    int best_epoch = 0;  ///< with the lowest validation loss, or training loss; 0: none

    /// A table with one line per epoch: a header, comma-separated numbers with all their digits.
    std::string csv() const;
};

namespace detail {

inline void append_number(std::string& text, double value) {
    char digits[32];
    text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// A name as a field of CSV: quoted where it has to be.
inline void append_field(std::string& text, std::string_view name) {
    if (name.find_first_of(",\"\r\n") == std::string_view::npos) {
        text += name;
        return;
    }
    text += '"';
    for (const char c : name) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

}  // namespace detail

inline std::string history::csv() const {
    std::string text = "epoch,loss,validation_loss,rate,seconds";
    for (const std::string& name : metrics) detail::append_field(text += ',', name);
    text += '\n';
    for (const epoch_record& e : epochs) {
        text += std::to_string(e.epoch);
        for (const double value : {e.loss, e.validation_loss, e.rate, e.seconds})
            detail::append_number(text += ',', value);
        for (const double value : e.metrics) detail::append_number(text += ',', value);
        text += '\n';
    }
    return text;
}

}  // namespace ctgrad::nn
