#include <ctgrad/ctgrad.hpp>
#include <ctgrad/plan/shared_exponentials.hpp>

#include <cmath>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto u = vector<"u", 40>;
constexpr auto w = vector<"w", 4>;

template <class Operation, class Code> constexpr int count(const Code& code) {
    int found = 0;
    for (int i = 0; i < Code::size; ++i) found += code.steps[i].key == descriptor<Operation>.key;
    return found;
}

constexpr auto both = value_and_gradient(log_sum_exp(u) + 2_c * squared_norm(u), u);
constexpr auto few = value_and_gradient(log_sum_exp(w), w);

}  // namespace

static_assert(count<operations::exp>(program<decltype(both)::pass>) == 1, "of all entries");
static_assert(count<operations::softmax>(program<decltype(both)::pass>) == 0);
static_assert(count<operations::exp>(program<decltype(few)::pass>) == 4, "one by one");

BOOST_AUTO_TEST_CASE(value_and_gradient_without_overflow) {
    const auto r = few(w = {1000.0, 1001.0, 999.0, -2000.0});
    const double total = 1 + std::exp(-1.0) + std::exp(-2.0);
    BOOST_TEST(r.value == 1001 + std::log(total), boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r.gradient[w][0] == std::exp(-1.0) / total, boost::test_tools::tolerance(1e-15));
    BOOST_TEST(r.gradient[w][3] == 0);
    double start[40];
    for (int i = 0; i < 40; ++i) start[i] = 0.1 * i;
    double sum = 0;
    for (const double s : start) sum += std::exp(s);
    const auto large = both(u = start);
    BOOST_TEST(large.gradient[u][7] == std::exp(start[7]) / sum + 4 * start[7],
               boost::test_tools::tolerance(1e-14));
}
