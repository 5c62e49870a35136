/// Characters that lie elsewhere: names, formulas, the words of rules.
#pragma once

#include <cstddef>
#include <type_traits>

namespace ctgrad {

namespace core {
class text_view;
}

namespace detail {

/// std::string_view or what is like it, known by its shape.
template <class View>
concept standard_view = __is_trivially_copyable(View) && requires {
    typename View::traits_type;
    View::npos;
};
template <class Text>
concept text_like = !std::is_same_v<Text, core::text_view> &&
                    requires(const Text& text) { text.data()[text.size()]; };
template <class Stream>
concept output_stream = requires(Stream& out, const char* text) { out.write(text, 1).flush(); };

}  // namespace detail

namespace core {

/// A std::string_view without its header, which takes compilers a fifth of the time of all that
/// expressions need. It is made from any text, and becomes a std::string_view where one is wanted.
class text_view {
public:
    static constexpr std::size_t npos = ~std::size_t{0};

    constexpr text_view() = default;
    constexpr text_view(const char* text, std::size_t size) : data_(text), size_(size) {}
    constexpr text_view(const char* text) : data_(text), size_(__builtin_strlen(text)) {}
    template <detail::text_like Text>
    constexpr text_view(const Text& text) : data_(text.data()), size_(text.size()) {}
    template <detail::standard_view View> constexpr operator View() const {
        return View(data_, size_);
    }

    constexpr const char* data() const { return data_; }
    constexpr std::size_t size() const { return size_; }
    constexpr std::size_t length() const { return size_; }
    constexpr bool empty() const { return size_ == 0; }
    constexpr const char* begin() const { return data_; }
    constexpr const char* end() const { return data_ + size_; }
    constexpr char front() const { return data_[0]; }
    constexpr char back() const { return data_[size_ - 1]; }
    constexpr char operator[](std::size_t i) const { return data_[i]; }
    /// `count` characters from one on, or up to the end.
    constexpr text_view substr(std::size_t first, std::size_t count = npos) const {
        return {data_ + first, count < size_ - first ? count : size_ - first};
    }
    constexpr bool starts_with(text_view part) const {
        return part.size_ <= size_ && substr(0, part.size_) == part;
    }
    constexpr bool ends_with(text_view part) const {
        return part.size_ <= size_ && substr(size_ - part.size_) == part;
    }
    constexpr bool starts_with(char c) const { return !empty() && front() == c; }
    constexpr bool ends_with(char c) const { return !empty() && back() == c; }
    constexpr void remove_prefix(std::size_t count) { *this = substr(count); }
    constexpr void remove_suffix(std::size_t count) { size_ -= count; }
    /// Where a part first stands, from a character on; npos: nowhere.
    constexpr std::size_t find(text_view part, std::size_t first = 0) const {
        for (; first <= size_ && part.size_ <= size_ - first; ++first)
            if (substr(first).starts_with(part)) return first;
        return npos;
    }
    constexpr std::size_t find(char c, std::size_t first = 0) const {
        return find(text_view(&c, 1), first);
    }
    /// Where a part last stands; npos: nowhere.
    constexpr std::size_t rfind(text_view part) const {
        for (std::size_t behind = size_ + 1; behind > 0; --behind)
            if (substr(behind - 1).starts_with(part)) return behind - 1;
        return npos;
    }
    constexpr std::size_t rfind(char c) const { return rfind(text_view(&c, 1)); }

    friend constexpr bool operator==(text_view a, text_view b) {
        bool equal = a.size_ == b.size_;
        for (std::size_t i = 0; equal && i < a.size_; ++i) equal = a.data_[i] == b.data_[i];
        return equal;
    }
    template <detail::text_like Text>
    friend constexpr bool operator==(text_view a, const Text& b) {
        return a == text_view(b);
    }
    /// Of the stream's width at least, as all text.
    template <detail::output_stream Stream>
    friend Stream& operator<<(Stream& out, text_view text) {
        const auto size = static_cast<std::ptrdiff_t>(text.size_);
        const bool left = (out.flags() & Stream::adjustfield) == Stream::left;
        const auto pad = [&, count = out.width() - size] {
            for (std::ptrdiff_t i = 0; i < count; ++i) out.put(out.fill());
        };
        if (!left) pad();
        out.write(text.data_, size);
        if (left) pad();
        out.width(0);
        return out;
    }

private:
    const char* data_ = nullptr;
    std::size_t size_ = 0;
};

}  // namespace core

}  // namespace ctgrad
