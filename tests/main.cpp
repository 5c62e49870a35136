// The main function of every test program; BOOST_TEST_MODULE does not go with precompiled headers.

#include <boost/test/unit_test.hpp>

int main(int argc, char* argv[]) {
    return boost::unit_test::unit_test_main([] { return true; }, argc, argv);
}
