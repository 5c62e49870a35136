#include <ctgrad/show/python_printer.hpp>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/python.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

BOOST_AUTO_TEST_CASE(parts_of_arrays) {
    constexpr auto A = matrix<"A", 2, 3>;
    const auto shows = [](std::string_view program, std::string_view line) {
        BOOST_TEST(program.find(line) != std::string_view::npos, program);
    };
    shows(python(sin(element<1, 0>(A))), "np.sin(A[1, 0])");
    shows(python(sin(slice<1, 1>(A))), "np.sin(A[1:2])");
    shows(python(2_c * element<0>(vector<"v", 5>)), "2 * v[0]");
}
