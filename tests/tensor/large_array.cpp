#include <ctgrad/tensor/large_array.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

#include <boost/test/unit_test.hpp>

#include <ctgrad/tensor/tensor.hpp>

using namespace ctgrad;
using detail::large_array;

namespace {

constexpr int many = 1 << 20;

using small = large_array<float, many>;
using large = large_array<double, many>;

}  // namespace

static_assert(std::is_same_v<small, float[many]> && sizeof(large) <= 4 * sizeof(void*));
static_assert(sizeof(tensor<float, many>) == 4 * many);
static_assert(sizeof(tensor<float, 1025, 1024>) <= 64);

BOOST_AUTO_TEST_CASE(is_used_as_an_array) {
    large a;
    BOOST_TEST((a[0] == 0 && a[many - 1] == 0));
    a[many - 1] = 3;
    BOOST_TEST(*(a + (many - 1)) == 3);
    BOOST_TEST(reinterpret_cast<std::uintptr_t>(a + 0) % 64 == 0u);
}

BOOST_AUTO_TEST_CASE(copies_are_deep) {
    tensor<double, 1024, 1024> t{}, other = t;
    other(1023, 1023) = 2;
    BOOST_TEST((t(1023, 1023) == 0 && !(t == other)));
    t = other;
    BOOST_TEST((t == other && t.data() != other.data() && t.end() - t.begin() == many));
    const double* const numbers = t.data();
    const auto moved = std::move(t);
    BOOST_TEST((moved.data() == numbers && moved == other));
}
