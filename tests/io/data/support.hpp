/// What the tests of ctgrad/io share: bytes, broken bytes, messages, and a place for files.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad_test {

using bytes = std::vector<std::byte>;

inline bytes bytes_of(std::string_view text) {
    const auto view = std::as_bytes(std::span(text));
    return {view.begin(), view.end()};
}

/// A file that stands beside this one; data/make_files.py writes them.
inline std::filesystem::path data_file(const std::string& name) {
    return std::filesystem::path(__FILE__).parent_path() / name;
}

/// The message of the Exception that `action` throws, or what happened instead.
template <class Exception = ctgrad::io::data_error, class Action>
std::string message_of(Action action) {
    try {
        action();
    } catch (const Exception& error) { return error.what(); } catch (const std::exception& error) {
        return std::string("unexpected type of exception: ") + error.what();
    }
    return "no exception";
}

/// Whether reading ended well or with a data_error; any other exception is a failure.
template <class Action>
bool accepted(Action action) {
    try {
        action();
        return true;
    } catch (const ctgrad::io::data_error&) { return false; }
}

/// A copy with one to four random injuries: bytes changed, bits flipped, parts lost or doubled.
inline bytes injured(bytes data, std::mt19937& engine) {
    const auto below = [&](std::size_t bound) { return bound == 0 ? 0 : engine() % bound; };
    for (std::size_t injuries = 1 + below(4); injuries-- > 0;) {
        const auto at = static_cast<std::ptrdiff_t>(below(data.size()));
        const auto length = static_cast<std::ptrdiff_t>(
            below(std::min<std::size_t>(16, data.size() - static_cast<std::size_t>(at)) + 1));
        const auto begin = data.begin() + at;
        switch (data.empty() ? 0 : engine() % 6) {
        case 0: data.insert(begin, std::byte(engine() & 255u)); break;
        case 1: *begin = std::byte(engine() & 255u); break;
        case 2: *begin ^= std::byte(1u << engine() % 8); break;
        case 3: data.erase(begin, begin + length); break;
        case 4: data.erase(begin, data.end()); break;
        default: {
            const bytes part(begin, begin + length);
            data.insert(begin, part.begin(), part.end());
        }
        }
    }
    return data;
}

/// A directory of its own for one test, removed at the end.
class temporary_directory {
public:
    temporary_directory() {
        std::random_device random;
        do {
            path_ =
                std::filesystem::temp_directory_path() / ("ctgrad-io-" + std::to_string(random()));
        } while (!std::filesystem::create_directory(path_));
    }
    temporary_directory(const temporary_directory&) = delete;
    temporary_directory& operator=(const temporary_directory&) = delete;
    ~temporary_directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    const std::filesystem::path& path() const { return path_; }

    std::filesystem::path write(const std::string& name, std::span<const std::byte> content) const {
        std::ofstream stream(path_ / name, std::ios::binary);
        stream.write(reinterpret_cast<const char*>(content.data()),
                     static_cast<std::streamsize>(content.size()));
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

}  // namespace ctgrad_test
