#include <ctgrad/io/element.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/test/unit_test.hpp>

using ctgrad::io::bfloat16;
using ctgrad::io::element;
using ctgrad::io::element_of;
using ctgrad::io::float16;
using ctgrad::io::name_of;
using ctgrad::io::size_of;

namespace {

/// By the definition of binary formats: sign, exponent, fraction.
float by_definition(unsigned bits, int exponent_bits, int fraction_bits) {
    const int bias = (1 << (exponent_bits - 1)) - 1;
    const int exponent = static_cast<int>(bits >> fraction_bits & ((1u << exponent_bits) - 1));
    const unsigned fraction = bits & ((1u << fraction_bits) - 1);
    const float sign = bits >> (exponent_bits + fraction_bits) != 0 ? -1.f : 1.f;
    if (exponent == 2 * bias + 1)
        return fraction != 0 ? std::numeric_limits<float>::quiet_NaN()
                             : sign * std::numeric_limits<float>::infinity();
    const double significand = fraction + (exponent > 0 ? std::ldexp(1, fraction_bits) : 0);
    return sign * static_cast<float>(std::ldexp(significand, (exponent > 0 ? exponent : 1) - bias -
                                                                 fraction_bits));
}

bool same(float a, float b) {
    return std::isnan(a) ? std::isnan(b) : a == b && std::signbit(a) == std::signbit(b);
}

}  // namespace

BOOST_AUTO_TEST_CASE(every_half_is_its_number) {
    int wrong = 0;
    for (unsigned bits = 0; bits < 0x10000; ++bits) {
        const auto stored = static_cast<std::uint16_t>(bits);
        wrong += !same(static_cast<float>(float16{stored}), by_definition(bits, 5, 10));
        wrong += !same(static_cast<float>(bfloat16{stored}), by_definition(bits, 8, 7));
    }
    BOOST_TEST(wrong == 0);
    static_assert(static_cast<float>(float16{0x3c00}) == 1);
    static_assert(static_cast<float>(float16{0x7bff}) == 65504);
    static_assert(static_cast<float>(bfloat16{0x4049}) == 3.140625f);
}

BOOST_AUTO_TEST_CASE(sizes_names_and_types) {
    static_assert(size_of(element::boolean) == 1 && size_of(element::int16) == 2);
    static_assert(size_of(element::float16) == 2 && size_of(element::bfloat16) == 2);
    static_assert(size_of(element::uint32) == 4 && size_of(element::float64) == 8);
    static_assert(element_of<float>() == element::float32);
    static_assert(element_of<double>() == element::float64);
    static_assert(element_of<bool>() == element::boolean);
    static_assert(element_of<long long>() == element::int64);
    static_assert(element_of<std::uint8_t>() == element::uint8);
    static_assert(element_of<unsigned short>() == element::uint16);
    static_assert(!ctgrad::io::storable<long double> || sizeof(long double) == sizeof(double));
    BOOST_TEST(name_of(element::boolean) == "bool");
    BOOST_TEST(name_of(element::uint8) == "uint8");
    BOOST_TEST(name_of(element::float64) == "float64");
}
