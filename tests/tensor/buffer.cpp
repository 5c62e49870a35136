#include <ctgrad/tensor/buffer.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

#include <boost/test/unit_test.hpp>

using ctgrad::buffer;

BOOST_AUTO_TEST_CASE(zeros_at_a_line) {
    for (std::size_t count : {0u, 1u, 7u, 1000u}) {
        const buffer<float> numbers(count);
        BOOST_TEST(numbers.size() == count);
        BOOST_TEST(
            std::all_of(numbers.data(), numbers.data() + count, [](float n) { return n == 0; }));
        BOOST_TEST(reinterpret_cast<std::uintptr_t>(numbers.data()) % 64 == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_range_of_numbers) {
    buffer<int> numbers(3);
    for (int& n : numbers) n = 2;
    numbers[1] = 7;
    const buffer<int> same = numbers;
    BOOST_TEST((same[0] == 2 && same[1] == 7 && *(same.end() - 1) == 2));
    BOOST_TEST(same.end() - same.begin() == 3);
}

BOOST_AUTO_TEST_CASE(copies_are_deep) {
    buffer<double> first(3);
    first.data()[2] = 5;
    buffer<double> second = first;
    first.data()[2] = 6;
    BOOST_TEST(second.data()[2] == 5);
    second = first;
    BOOST_TEST(second.data()[2] == 6);
    BOOST_TEST(second.data() != first.data());
}

BOOST_AUTO_TEST_CASE(moves_keep_the_numbers_in_place) {
    buffer<int> first(3);
    const int* const place = first.data();
    buffer<int> second = std::move(first);
    BOOST_TEST(second.data() == place);
    first = buffer<int>(2);
    BOOST_TEST(first.size() == 2u);
}

BOOST_AUTO_TEST_CASE(numbers_may_own_something) {
    auto counted = std::make_shared<int>(1);
    {
        buffer<std::shared_ptr<int>> owners(4);
        owners.data()[3] = counted;
        BOOST_TEST(counted.use_count() == 2);
    }
    BOOST_TEST(counted.use_count() == 1);
}
