#include <ctgrad/io/names.hpp>

#include <string>
#include <vector>

#include <boost/test/unit_test.hpp>
#include <ctgrad/nn/mlp.hpp>

using namespace ctgrad;

namespace {

/// The names of a tuple of variables, one after the other.
template <class Names, class... Variables>
std::string all(const Names& names, const boost::hana::tuple<Variables...>&) {
    std::string list;
    ((list += io::file_name(names(Variables{})).text + " "), ...);
    return list;
}

template <class... Variables> auto defaults(const boost::hana::tuple<Variables...>&) {
    return io::default_names<Variables...>{};
}

using net = nn::mlp<nn::dense<2, 3, nn::relu>, nn::dense<3, 4, nn::tanh>, nn::dense<4, 1>>;
using linear =
    nn::named_mlp<"encoder", nn::dense<2, 3>, nn::dense<3, 4, nn::relu>, nn::dense<4, 1>>;

}  // namespace

BOOST_AUTO_TEST_CASE(names_of_pytorch) {
    BOOST_TEST(all(io::sequential_names<net>{}, net::parameters) ==
               "0.weight 0.bias 2.weight 2.bias 4.weight 4.bias ");
    BOOST_TEST(all(io::sequential_names<net>{"head."}, net::parameters) ==
               "head.0.weight head.0.bias head.2.weight head.2.bias head.4.weight head.4.bias ");
    // identity is no module: Sequential(Linear, Linear, ReLU, Linear)
    BOOST_TEST(all(io::sequential_names<linear>{}, linear::parameters) ==
               "0.weight 0.bias 1.weight 1.bias 3.weight 3.bias ");
}

BOOST_AUTO_TEST_CASE(names_where_none_are_given) {
    BOOST_TEST(all(defaults(net::parameters), net::parameters) ==
               "0.weight 0.bias 2.weight 2.bias 4.weight 4.bias ");
    constexpr auto layers = boost::hana::make_tuple(matrix<"A", 2, 3>, vector<"c", 2>);
    BOOST_TEST(all(defaults(layers), layers) == "0.weight 0.bias ");
    const auto own = [](auto... variables) {
        constexpr boost::hana::tuple<decltype(variables)...> tuple{};
        return all(defaults(tuple), tuple);
    };
    BOOST_TEST(own(matrix<"A", 2, 3>, vector<"c", 3>) == "A c ");  // as many as columns
    BOOST_TEST(own(vector<"c", 2>, matrix<"A", 2, 3>) == "c A ");
    BOOST_TEST(own(matrix<"A", 2, 3>) == "A ");
    BOOST_TEST(own(scalar<"gain">, vector<"c", 2>) == "gain c ");
}

BOOST_AUTO_TEST_CASE(names_of_ones_own) {
    BOOST_TEST(all(io::variable_names{}, linear::parameters) ==
               "encoderW1 encoderb1 encoderW2 encoderb2 encoderW3 encoderb3 ");
    const io::name_map names{{{"W1", "fc.weight"}, {"b2", std::string("bias")}}};
    BOOST_TEST(all(names, net::parameters) == "fc.weight b1 W2 bias W3 b3 ");
    BOOST_TEST(all([](auto x) { return "my." + io::name_of_variable(x); }, net::parameters) ==
               "my.W1 my.b1 my.W2 my.b2 my.W3 my.b3 ");
    BOOST_TEST(io::file_name("kernel", true).transposed);
    BOOST_TEST(!io::file_name("kernel").transposed);
}
