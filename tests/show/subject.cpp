#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/subject.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto f = x * y;

template <class X> using subject = detail::subject<std::remove_cvref_t<X>>;

static_assert(computation<decltype(f)> && computation<decltype(gradient(f, x))> &&
                  computation<decltype(value_and_gradient(f, x, y))>,
              "what can be shown");
static_assert(!computation<int>, "and what cannot");
static_assert(subject<decltype(value_and_gradient(f, y, x))>::names[0] == "y",
              "derivatives in the order asked for");

}  // namespace

BOOST_AUTO_TEST_CASE(outputs) {
    BOOST_TEST(subject<decltype(f)>::value);
    BOOST_TEST(subject<decltype(f)>::variables == 0);
    BOOST_TEST(!subject<decltype(gradient(f, x))>::value);
    BOOST_TEST(subject<decltype(value_and_gradient(f, x, y))>::value);
    BOOST_TEST(subject<decltype(value_and_gradient(f, x, y))>::variables == 2);
}
