/// A value that is made when it is first asked for.
#pragma once

#include <new>

namespace ctgrad::core {

/// Room for a T, in place.
template <class T> class lazy {
public:
    lazy() {}
    lazy(const lazy&) = delete;
    lazy& operator=(const lazy&) = delete;
    ~lazy() {
        if (made_) value_.~T();
    }

    /// The value: what `make()` returns, the first time.
    template <class Make> T& get(Make make) {
        if (!made_) ::new (static_cast<void*>(&value_)) T(make());
        made_ = true;
        return value_;
    }

private:
    union {
        T value_;
    };
    bool made_ = false;
};

}  // namespace ctgrad::core
