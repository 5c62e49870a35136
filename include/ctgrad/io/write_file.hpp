/// Writes a whole file, so that nobody ever sees half of it.
#pragma once

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctgrad/io/data_error.hpp>

namespace ctgrad::io {

/// Makes `bytes` the content of the file at `path`, at once: they are written to a new file in the
/// same folder, forced to the disk, and only then take the name. Whatever happens, a kill or a loss
/// of power, there is the old content or the new one; a kill may leave the new file beside it, as
/// PATH.<number>.tmp, which may be deleted. Where `path` is a symbolic link, what it points to is
/// replaced; permissions are kept. Needs POSIX. Cost: waits for the disk.
/// Errors: data_error that names the path, if it is no regular file or cannot be written; then the
/// old content is still there, and nothing else.
inline void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes);

/// The same for text.
inline void write_file(const std::filesystem::path& path, std::string_view text) {
    write_file(path, std::as_bytes(std::span(text)));
}

namespace detail {

/// What a symbolic link points to, whether it is there or not; after so many links, one in a
/// circle.
inline std::filesystem::path behind_links(std::filesystem::path path) {
    constexpr int most = 40;  // Linux's
    std::error_code error;
    for (int i = 0; i < most && std::filesystem::is_symlink(path, error); ++i)
        path = path.parent_path() / std::filesystem::read_symlink(path, error);
    return path;
}

/// A file that is to become another one: deleted, unless that happens.
class new_file {
public:
    explicit new_file(const std::filesystem::path& path) : path_(path) {
        static std::atomic<unsigned> count{0};
        do {  // a killed process of the same number may have left a file
            name_ = path.string() + "." + std::to_string(::getpid()) + "-" +
                    std::to_string(count.fetch_add(1)) + ".tmp";
            descriptor_ = ::open(name_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        } while (descriptor_ < 0 && errno == EEXIST);
        if (descriptor_ < 0) refuse("opening a new file beside it");
    }
    new_file(const new_file&) = delete;
    new_file& operator=(const new_file&) = delete;
    ~new_file() {
        if (descriptor_ >= 0) ::close(descriptor_);
        if (!name_.empty()) ::unlink(name_.c_str());
    }

    void write(std::span<const std::byte> bytes) {
        constexpr std::size_t most = std::size_t{1} << 30;  // systems limit a single call
        while (!bytes.empty()) {
            const auto part = bytes.first(std::min(bytes.size(), most));
            const auto count = ::write(descriptor_, part.data(), part.size());
            if (count >= 0) bytes = bytes.subspan(static_cast<std::size_t>(count));
            else if (errno != EINTR) refuse("writing");
        }
    }

    /// Content first, then the name: a name that is on the disk never stands for less.
    void become() {
        struct stat old{};
        if (::stat(path_.c_str(), &old) == 0 && ::fchmod(descriptor_, old.st_mode & 07777) != 0)
            refuse("setting its permissions");
        if (::fsync(descriptor_) != 0) refuse("forcing it to the disk");
        if (::close(std::exchange(descriptor_, -1)) != 0) refuse("closing");
        if (::rename(name_.c_str(), path_.c_str()) != 0) refuse("renaming");
        name_.clear();
    }

private:
    [[noreturn]] void refuse(std::string_view place) const {
        throw data_error(path_.string(), place, std::generic_category().message(errno));
    }

    std::filesystem::path path_;
    std::string name_;
    int descriptor_ = -1;
};

/// Forces the new name to the disk. File systems that cannot do so for a folder are no error: the
/// file is complete, under its name.
inline void sync_folder(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    ::fsync(descriptor);
    ::close(descriptor);
}

}  // namespace detail

inline void write_file(const std::filesystem::path& path, std::span<const std::byte> bytes) {
    const auto target = detail::behind_links(path);
    std::error_code error;
    const auto status = std::filesystem::status(target, error);
    if (!std::filesystem::status_known(status))
        throw data_error(path.string(), "writing", error.message());
    if (path.empty() || (std::filesystem::exists(status) && !is_regular_file(status)))
        throw data_error(path.string(), "writing", "it is not a regular file");
    detail::new_file file(target);
    file.write(bytes);
    file.become();
    detail::sync_folder(target);
}

}  // namespace ctgrad::io
