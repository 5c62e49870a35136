#include <ctgrad/core/lazy.hpp>

#include <memory>

#include <boost/test/unit_test.hpp>

using ctgrad::core::lazy;

BOOST_AUTO_TEST_CASE(made_once_when_asked_for) {
    int made = 0;
    lazy<int> number;
    BOOST_TEST(made == 0);
    BOOST_TEST(number.get([&] { return 40 + ++made; }) == 41);
    number.get([&] { return 40 + ++made; }) += 1;
    BOOST_TEST(number.get([&] { return 0; }) == 42);
    BOOST_TEST(made == 1);
}

BOOST_AUTO_TEST_CASE(what_was_made_is_destroyed) {
    const auto counted = std::make_shared<int>(1);
    {
        lazy<std::shared_ptr<int>> used, unused;
        used.get([&] { return counted; });
        BOOST_TEST(counted.use_count() == 2);
    }
    BOOST_TEST(counted.use_count() == 1);
}

BOOST_AUTO_TEST_CASE(neither_copied_nor_moved) {
    struct pinned {
        explicit pinned(int n) : number(n) {}
        pinned(pinned&&) = delete;
        int number;
    };
    lazy<pinned> one;
    BOOST_TEST(one.get([] { return pinned(3); }).number == 3);
}
