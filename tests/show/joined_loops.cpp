#include <ctgrad/show/joined_loops.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/expr/scan.hpp>
#include <ctgrad/show/listing.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

BOOST_AUTO_TEST_CASE(a_loop_that_keeps_more_for_the_way_back_is_the_one_that_is_shown) {
    constexpr auto s = scalar<"s">;
    constexpr auto a = scalar<"a">;
    constexpr auto f = square(scan<6>(carry(s, 1_c, tanh(a * s))).last(s));
    BOOST_TEST(listing(value_and_gradient(f, a)) ==
               R"(// forward
t1 = tanh(a * s)                                  // scalar   flops 2
t2 = scan<6>(s = 1: s = t1; output t1; output s)  // 13
value = square(element(t2, 0))                    // scalar   flops 1

// backward
t3 = 1 - square(t1)                               // scalar   flops 2   saved: t1
t4 = scan_backward<6>(u0 = 2 * element(t2, 0), t1 in slice(t2, 1, 6), s in slice(t2, 7, 6): )"
               R"(u0 = a * u0 * t3; sum s * u0 * t3)  // 2   flops 5   saved: t2, t1

// results
gradient[a] = element(t4, 1)                      // scalar
// in all: flops 55
)");
    // What reads the first loop does not run in its place.
    constexpr auto twice = scan<6>(carry(s, f, tanh(a * s))).last(s);
    constexpr std::string_view both = listing(twice);
    BOOST_TEST(both.find("t2 = scan<6>(s = 1: s = t1)") != both.npos);
    BOOST_TEST(both.find("scan<6>(s = square(element(t2, 0)): s = t1)") != both.npos);
}
