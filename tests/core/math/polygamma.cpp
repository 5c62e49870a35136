#include <cmath>
#include <limits>

#include <boost/math/special_functions/polygamma.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <boost/test/unit_test.hpp>
#include <ctgrad/core/math/polygamma.hpp>

#include "support.hpp"

namespace math = ctgrad::math;
namespace multiprecision = boost::multiprecision;
using ctgrad_test::units;

namespace {

struct sample {
    double x;
    int n;
    long double value;
};

// By mpmath, with 60 digits.
constexpr sample samples[] = {
    {0.0009765625, 0, -1024.575610429340621908622L},
    {0.0009765625, 1, 1048577.642589392152617041L},
    {0.0009765625, 2, -2147483650.397783916396063L},
    {0.0009765625, 3, 6597069766662.469694508342L},
    {0.0009765625, 6, -850025966916536138466001.1L},
    {0.3125, 0, -3.355105576209839916329401L},
    {0.3125, 1, 11.35945800515565610843836L},
    {0.3125, 2, -66.70498247983454828896925L},
    {0.3125, 3, 631.4620346604859518830187L},
    {0.3125, 6, -2474010.707174508432895798L},
    {1, 0, -0.5772156649015328606065121L},
    {1, 1, 1.644934066848226436472415L},
    {1, 2, -2.404113806319188570799476L},
    {1, 3, 6.493939402266829149096022L},
    {1, 6, -726.0114797149844353246542L},
    {1.4375, 0, -0.02361354400529789914172989L},
    {1.4375, 1, 0.9895029178956272038576289L},
    {1.4375, 2, -0.924132003182345524233607L},
    {1.4375, 3, 1.649842381574239167404272L},
    {1.4375, 6, -58.32890717508695523982228L},
    {1.46875, 0, 0.006865411470735776728138909L},
    {1.46875, 1, 0.9614082520277533593413019L},
    {1.46875, 2, -0.8745854545224309847746843L},
    {1.46875, 3, 1.523317144561636788090474L},
    {1.46875, 6, -50.2662628794781897554861L},
    {1.5, 0, 0.03648997397857652055902367L},
    {1.5, 1, 0.9348022005446793094172455L},
    {1.5, 2, -0.8287966442343199955963343L},
    {1.5, 3, 1.409091034002437236440333L},
    {1.5, 6, -43.45792380302328623108796L},
    {3.75, 0, 1.182537388611796228641512L},
    {3.75, 1, 0.3053398526902530754857984L},
    {3.75, 2, -0.09254633851589926963499986L},
    {3.75, 3, 0.05570526074539450877900713L},
    {3.75, 6, -0.08763133108977134235752127L},
    {21, 0, 3.020523992242149050877257L},
    {21, 1, 0.04877082293520311983153629L},
    {21, 2, -0.002378122402314654593426209L},
    {21, 3, 0.0002318742213396389145941186L},
    {21, 6, -0.000001610107350414489795315958L},
    {1048576, 0, 13.86294313436167219399449L},
    {1048576, 1, 0.0000009536747711537454467537837L},
    {1048576, 2, -9.094955691350798166248627e-13L},
    {1048576, 3, 1.73472595752022247530539e-18L},
    {1048576, 6, -9.027822443077200062391028e-35L},
    {-0.25, 0, 2.914139120213527830373113L},
    {-0.25, 1, 18.54187964767160649839766L},
    {-0.25, 2, 122.6973667836623603685673L},
    {-0.25, 3, 1555.763312534850599760254L},
    {-0.25, 6, 11791071.07349690462546894L},
    {-0.5, 0, 0.03648997397857652055902367L},
    {-0.5, 1, 8.934802200544679309417245L},
    {-0.5, 2, -0.8287966442343199955963343L},
    {-0.5, 3, 193.4090910340024372364403L},
    {-0.5, 6, -43.45792380302328623108796L},
    {-3.1875, 0, 6.009700629766979807478504L},
    {-3.1875, 1, 31.70626368072415381642717L},
    {-3.1875, 2, 300.6109051205919903842994L},
    {-3.1875, 3, 4872.328091421483711248701L},
    {-3.1875, 6, 88370940.18572085669636266L},
    {-10.75, 0, -0.7208957601671611740093725L},
    {-10.75, 1, 19.65037828009909336474951L},
    {-10.75, 2, -124.0329924197051880861268L},
    {-10.75, 3, 1558.544057391479472481088L},
    {-10.75, 6, -11791224.76129898346927996L},
    {-1000.3125, 0, 9.007712590854632921216225L},
    {-1000.3125, 1, 14.27501536459277972229488L},
    {-1000.3125, 2, 59.93485099808880717169191L},
    {-1000.3125, 3, 659.2330848099920346600325L},
    {-1000.3125, 6, 2464073.433430522581475554L},
};

constexpr sample beside_the_zero[] = {
    {1.46163214496836, 0, -2.241076669590646331269717e-15L},
    {1.4616321449683622, 0, -9.241265521729427516792351e-17L},
    {1.4616321449683625, 0, 1.224537462200406903132497e-16L},
};

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

template <class T> double error(const sample& s) {
    return units(math::polygamma(static_cast<T>(s.n), static_cast<T>(s.x)), s.value);
}

using plain_float_50 = multiprecision::cpp_bin_float_50;
using lazy_float_50 = multiprecision::number<plain_float_50::backend_type, multiprecision::et_on>;

}  // namespace

static_assert(math::digamma(1.0) == -0.57721566490153286);
static_assert(math::polygamma(1.0F, 1.0F) == 1.64493407F);
static_assert(math::polygamma(3.0, 0.5) == 97.409091034002437);
static_assert(math::digamma(infinity) == infinity && math::polygamma(1.0, infinity) == 0);
static_assert(math::isnan(math::digamma(-infinity)) && math::isnan(math::digamma(not_a_number)));

BOOST_AUTO_TEST_CASE(agrees_with_mpmath) {
    for (const sample& s : samples) {
        BOOST_TEST_CONTEXT("polygamma(" << s.n << ", " << s.x << ")") {
            BOOST_TEST(error<float>(s) <= 0.51);
            BOOST_TEST(error<double>(s) <= 0.51);
            BOOST_TEST(error<long double>(s) <= 32);
        }
    }
}

BOOST_AUTO_TEST_CASE(digamma_beside_its_positive_zero) {
    for (const sample& s : beside_the_zero) {
        BOOST_TEST(error<double>(s) <= 0.51, "digamma(" << s.x << ")");
    }
}

BOOST_AUTO_TEST_CASE(poles) {
    for (const double pole : {0.0, -1.0, -2.0, -1e6, -1e300}) {
        BOOST_TEST(std::isnan(math::digamma(pole)));
        BOOST_TEST(math::polygamma(1.0, pole) == infinity);
        BOOST_TEST(std::isnan(math::polygamma(2.0, pole)));
    }
    static_assert(noexcept(math::digamma(0.0)));
}

BOOST_AUTO_TEST_CASE(orders_outside) {
    BOOST_TEST(std::isnan(math::polygamma(-1.0, 2.0)));
    BOOST_TEST(std::isnan(math::polygamma(41.0, 2.0)));
    BOOST_TEST(std::isfinite(math::polygamma(40.0, 2.5)));
}

BOOST_AUTO_TEST_CASE(fifty_digits_agree_with_boost) {
    for (const sample& s : samples) {
        const plain_float_50 x = s.x;
        if (s.n == 0 && s.x < 0) { continue; }  // there it is Boost that loses digits
        const plain_float_50 expected = boost::math::polygamma(s.n, x);
        const plain_float_50 found = math::polygamma(plain_float_50(s.n), x);
        BOOST_TEST(abs(found / expected - 1) <= 1e-46, "polygamma(" << s.n << ", " << s.x << ")");
        BOOST_TEST((math::polygamma(lazy_float_50(s.n), lazy_float_50(x)) == lazy_float_50(found)));
    }
}
