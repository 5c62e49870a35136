/// Loads MNIST, or a data set in its form such as Fashion-MNIST, from a directory. Needs zlib.
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include <ctgrad/io/data_error.hpp>
#include <ctgrad/io/data_set.hpp>
#include <ctgrad/io/gzip.hpp>
#include <ctgrad/io/idx.hpp>

namespace ctgrad::io {

enum class mnist_part { train, test };

/// One part of MNIST as a data set: pixels divided by 255, so in 0..1, and labels in 0..9.
/// Shapes: 60000 x 784 (train) or 10000 x 784 (test) for the original; other sizes are accepted.
/// Files: {train,t10k}-{images-idx3,labels-idx1}-ubyte, as they are or with .gz at the end.
/// Errors: data_error if a file is missing or broken, or the numbers of images and labels differ.
template <std::floating_point T = float>
data_set<T> load_mnist(const std::filesystem::path& directory, mnist_part part);

/// Images and labels that were read one by one, as a data set; pixels are divided by 255.
/// Shape: images.count x (images.rows * images.columns). `name` is for messages.
/// Errors: data_error if the numbers of images and labels differ.
template <std::floating_point T = float>
data_set<T> to_data_set(const idx_images& images, std::vector<int> labels, std::string_view name);

namespace detail {

inline std::filesystem::path find_plain_or_gzip(const std::filesystem::path& directory,
                                                const std::string& file) {
    std::error_code error;
    for (const char* ending : {"", ".gz"}) {
        if (const auto path = directory / (file + ending); std::filesystem::exists(path, error)) {
            return path;
        }
    }
    throw data_error(directory.string(), file, "neither this file nor " + file + ".gz exists");
}

/// All 256 pixel values, divided once: exact, and cheaper than one division for every pixel.
template <class T>
std::array<T, 256> pixel_values() {
    std::array<T, 256> values{};
    for (std::size_t i = 0; i < values.size(); ++i) { values[i] = static_cast<T>(i) / T{255}; }
    return values;
}

}  // namespace detail

template <std::floating_point T>
data_set<T> to_data_set(const idx_images& images, std::vector<int> labels, std::string_view name) {
    if (labels.size() != images.count) {
        throw data_error(name, "labels",
                         "there are " + std::to_string(labels.size()) + " labels for " +
                             std::to_string(images.count) + " images");
    }
    const auto values = detail::pixel_values<T>();
    data_set<T> data{images.rows * images.columns, std::vector<T>(images.pixels.size()),
                     std::move(labels)};
    std::transform(images.pixels.begin(), images.pixels.end(), data.inputs.begin(),
                   [&](std::uint8_t pixel) { return values[pixel]; });
    return data;
}

template <std::floating_point T>
data_set<T> load_mnist(const std::filesystem::path& directory, mnist_part part) {
    const std::string prefix = part == mnist_part::train ? "train" : "t10k";
    const auto images = detail::find_plain_or_gzip(directory, prefix + "-images-idx3-ubyte");
    const auto labels = detail::find_plain_or_gzip(directory, prefix + "-labels-idx1-ubyte");
    // Labels first: they are small, so that a mistake in them is found at once.
    auto classes = read_idx_labels(read_plain_or_gzip(labels), labels.string());
    return to_data_set<T>(read_idx_images(read_plain_or_gzip(images), images.string()),
                          std::move(classes), directory.string());
}

}  // namespace ctgrad::io
