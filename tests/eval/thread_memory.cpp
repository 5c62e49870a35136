#include <ctgrad/eval/thread_memory.hpp>

#include <cmath>
#include <cstdint>
#include <span>
#include <thread>
#include <vector>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;

static_assert(inner::fits_stack<double, 8192> && !inner::fits_stack<double, 8193>);

BOOST_AUTO_TEST_CASE(every_thread_and_every_owner_has_memory_of_its_own) {
    double* const mine = inner::memory_of_thread<struct one, double, 10>();
    BOOST_TEST((mine == inner::memory_of_thread<struct one, double, 10>()));
    BOOST_TEST((mine != inner::memory_of_thread<struct other, double, 10>()));
    double* theirs = mine;
    std::thread([&] { theirs = inner::memory_of_thread<struct one, double, 10>(); }).join();
    BOOST_TEST((mine != theirs));
}

// Two matrices of 11.5 megabytes between the steps: more than a stack has.
BOOST_AUTO_TEST_CASE(programs_larger_than_a_stack_run) {
    constexpr int n = 1200;
    constexpr auto A = matrix<"A", n, n>;
    constexpr auto f = sum(hadamard(sin(A), exp(A)));
    std::vector<double> a(n * n);
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<double>(i % 100) / 100;
    double expected = 0;
    for (int k = 0; k < 100; ++k) expected += std::sin(k / 100.) * std::exp(k / 100.);
    expected *= n * n / 100;
    double in_thread = 0;
    std::thread thread([&] {
        in_thread = f(A = a);
        char stack[1 << 22];  // as much as a thread has while no program is large
        for (char* at = stack + sizeof stack; at > stack; at -= 4096)
            *const_cast<volatile char*>(at - 1) = 0;
    });
    const double here = f(A = a);
    thread.join();
    BOOST_TEST(here == expected, boost::test_tools::tolerance(1e-11));
    BOOST_TEST(in_thread == here);
}

BOOST_AUTO_TEST_CASE(large_memory_is_allocated_once) {
    const auto large = [] { return inner::memory_of_thread<struct third, double, 100000>(); };
    double* const mine = large();
    mine[99999] = 3;
    BOOST_TEST((large() == mine && reinterpret_cast<std::uintptr_t>(mine) % 64 == 0));
    std::thread([&] { BOOST_TEST((large() != mine && large()[99999] == 0)); }).join();
    BOOST_TEST(mine[99999] == 3);
}

BOOST_AUTO_TEST_CASE(so_do_products_with_long_results) {
    constexpr int rows = 20001;
    constexpr auto A = matrix<"A", rows, 5>;
    constexpr auto x = vector<"x", 5>;
    std::vector<float> a(rows * 5), u{1, 2, 3, 4, 5};
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<float>(i % 7);
    const auto y = (A * x)(A = a, x = u);
    for (int i = 0; i < rows; ++i) {
        float sum = 0;
        for (int k = 0; k < 5; ++k)
            sum += a[static_cast<std::size_t>(5 * i + k)] * u[static_cast<std::size_t>(k)];
        const float found = y[static_cast<std::size_t>(i)];
        if (found != sum) BOOST_ERROR("row " << i << ": " << found << ", not " << sum);
    }
}

// 11.5 megabytes each: more than a stack has.
BOOST_AUTO_TEST_CASE(so_do_those_with_large_results_and_converted_operands) {
    constexpr int n = 1200;
    constexpr auto A = matrix<"A", n, n>;
    std::vector<float> a(n * n);
    for (std::size_t i = 0; i < a.size(); ++i) a[i] = static_cast<float>(i % 100);
    const auto twice = (A + A)(A = a);
    static_assert(std::is_same_v<decltype(twice), const tensor<float, n, n>>);
    BOOST_TEST((twice(0, 99) == 198 && twice(n - 1, n - 1) == 198));
    constexpr auto x = scalar<"x">;
    const auto [value, by] = value_and_gradient(x * squared_norm(A), A)(A = a, x = 0.5);
    BOOST_TEST(value == 0.5 * 3283.5 * n * n, boost::test_tools::tolerance(1e-12));
    static_assert(std::is_same_v<std::remove_cvref_t<decltype(by[A])>, tensor<double, n, n>>);
    BOOST_TEST((by[A](0, 7) == 7 && by[A](n - 1, n - 1) == 99));
}
