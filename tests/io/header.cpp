#include <ctgrad/io/header.hpp>

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <string>

#include "data/support.hpp"
#include "data/written_header.inc"
#include <boost/test/unit_test.hpp>
#include <ctgrad/io/constants.hpp>
#include <ctgrad/io/file.hpp>
#include <ctgrad/nn/mlp.hpp>

using namespace ctgrad;
using ctgrad_test::message_of;

namespace {

using net = nn::mlp<nn::dense<3, 2, nn::tanh>, nn::dense<2, 7>>;
using single = parameters_for<float, decltype(net::parameters)>;
using wide = parameters<double, std::remove_cv_t<decltype(scalar<"gain">)>,
                        std::remove_cv_t<decltype(vector<"v", 3>)>>;

/// Numbers of every kind: subnormal, largest, negative zero, without an end in decimal, NaN, ...
single some_weights() {
    using limits = std::numeric_limits<float>;
    single weights;
    std::uint32_t bits = 12345;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        bits = bits * 1664525u + 1013904223u;
        weights.data()[i] = std::bit_cast<float>((bits & 0x80ffffffu) | 0x3f000000u);
    }
    auto special = weights[net::bias<2>()];
    special[0] = limits::denorm_min();
    special[1] = -limits::max();
    special[2] = -0.0f;
    special[3] = limits::infinity();
    special[4] = std::bit_cast<float>(0xffc00123u);
    special[5] = limits::min();
    special[6] = 1;
    return weights;
}

wide wide_weights() {
    wide weights;
    weights[scalar<"gain">][0] = 0.1;
    for (int i = 0; i < 3; ++i)
        weights[vector<"v", 3>][static_cast<std::size_t>(i)] = (i - 1) / 3e300;
    return weights;
}

template <class Number> bool same_bits(const Number* a, const Number* b, std::size_t count) {
    using bits = std::conditional_t<sizeof(Number) == 4, std::uint32_t, std::uint64_t>;
    for (std::size_t i = 0; i < count; ++i)
        if (std::bit_cast<bits>(a[i]) != std::bit_cast<bits>(b[i])) return false;
    return true;
}

}  // namespace

// data/written_header.inc is what these functions write, compiled into this very program.
BOOST_AUTO_TEST_CASE(the_header_that_is_compiled_is_the_one_written) {
    const auto kept = io::read_file(ctgrad_test::data_file("written_header.inc"));
    const auto written = io::header_text(some_weights(), "written::single") + "\n" +
                         io::header_text(wide_weights(), "written::wide");
    BOOST_TEST(io::as_text(kept) == written);
}

BOOST_AUTO_TEST_CASE(compiled_numbers_are_the_same_bits) {
    const auto weights = some_weights();
    single read;
    io::load(written::single::all, read);
    for (const auto& [a, b] :
         {std::pair(weights[net::bias<2>()].data(), read[net::bias<2>()].data()),
          std::pair(weights[net::bias<1>()].data(), read[net::bias<1>()].data())})
        BOOST_TEST(same_bits<float>(a, b, a == weights[net::bias<2>()].data() ? 7 : 2));
    BOOST_TEST(same_bits<float>(weights[net::weight<1>()].data(), &written::single::W1[0][0], 6));
    BOOST_TEST(
        same_bits<float>(weights[net::weight<2>()].data(), read[net::weight<2>()].data(), 14));
    wide other;
    io::load(written::wide::all, other);
    const auto expected = wide_weights();
    BOOST_TEST(same_bits<double>(expected[scalar<"gain">].data(), &written::wide::gain, 1));
    BOOST_TEST(same_bits<double>(expected[vector<"v", 3>].data(), other[vector<"v", 3>].data(), 3));
}

BOOST_AUTO_TEST_CASE(constants_can_be_bound_while_compiling) {
    constexpr auto row = sum(net::weight<1>() * net::input);
    constexpr float value =
        row(net::weight<1>() = written::single::W1, net::input = std::array<float, 3>{1, 0, 0});
    static_assert(value == written::single::W1[0][0] + written::single::W1[1][0]);
}

BOOST_AUTO_TEST_CASE(names_and_paths_that_do_not_serve) {
    const auto refusal = [](const char* name) {
        return message_of<std::invalid_argument>([&] { io::header_text(wide_weights(), name); });
    };
    BOOST_TEST(refusal("a::b_2") == "no exception");
    for (const char* name : {"", "2", "a-b", "a::", "::a", "a:b", "a b", "a\n"})
        BOOST_TEST(refusal(name).starts_with("write_header: the namespace \""));
    const ctgrad_test::temporary_directory folder;
    io::write_header(folder.path() / "weights.hpp", wide_weights(), "a");
    BOOST_TEST(io::as_text(io::read_file(folder.path() / "weights.hpp")) ==
               io::header_text(wide_weights(), "a"));
    BOOST_TEST(message_of([] {
                   io::write_header("/absent/a.hpp", wide_weights(), "a");
               }).starts_with("/absent/a.hpp: "));
}
