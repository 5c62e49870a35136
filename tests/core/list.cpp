#include <ctgrad/core/list.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;

namespace {

constexpr int sum_of_squares(int n) {
    list<int> squares;
    for (int i = 0; i < n; ++i) squares.push(i * i);
    int sum = 0;
    for (int s : squares) sum += s;
    return sum;
}

}  // namespace

BOOST_AUTO_TEST_CASE(grows) {
    static_assert(sum_of_squares(0) == 0);
    static_assert(sum_of_squares(31) == 9455);
    static_assert(sum_of_squares(100) == 328350);  // beyond the first capacity, twice
}

BOOST_AUTO_TEST_CASE(filled) {
    const list<int> three(3, 7);
    BOOST_TEST(three.size == 3);
    BOOST_TEST(three[2] == 7);
}

BOOST_AUTO_TEST_CASE(last_in_first_out) {
    list<int> stack;
    stack.push(1);
    stack.push(2);
    BOOST_TEST(stack.pop() == 2);
    BOOST_TEST(stack.pop() == 1);
    BOOST_TEST(stack.size == 0);
}

BOOST_AUTO_TEST_CASE(resizes_both_ways) {
    list<int> numbers(2, 1);
    numbers.resize(40, 5);
    BOOST_TEST(numbers.size == 40);
    BOOST_TEST(numbers[1] == 1);
    BOOST_TEST(numbers[39] == 5);
    numbers.resize(1, 0);
    BOOST_TEST(numbers.size == 1);
    BOOST_TEST(numbers.end() - numbers.begin() == 1);
}

BOOST_AUTO_TEST_CASE(pushes_an_element_of_itself) {
    list<int> numbers(32, 9);
    numbers.push(numbers[0]);  // the push that moves all elements
    BOOST_TEST(numbers[32] == 9);
}

BOOST_AUTO_TEST_CASE(another_s_memory_serves_until_it_is_full) {
    int memory[4] = {1, 2, 0, 0};
    {
        list<int> numbers;
        numbers.borrow(memory, 2, 4);
        numbers.push(3);
        BOOST_TEST(numbers.lent);
        BOOST_TEST(numbers.data == memory);
        numbers.push(4);
        numbers.push(5);
        BOOST_TEST(!numbers.lent);
        BOOST_TEST(numbers.size == 5);
        for (int i = 0; i < 5; ++i) BOOST_TEST(numbers[i] == i + 1);
        numbers[0] = 7;
    }
    for (int i = 0; i < 4; ++i) BOOST_TEST(memory[i] == i + 1);
    constexpr int last = [] {
        int few[2] = {1, 2};
        list<int> numbers;
        numbers.borrow(few, 2, 2);
        numbers.push(3);
        return numbers.pop();
    }();
    static_assert(last == 3, "while compiling");
}

BOOST_AUTO_TEST_CASE(swaps_what_it_owns_and_what_is_lent) {
    int memory[2] = {5, 6};
    list<int> borrowed;
    borrowed.borrow(memory, 2, 2);
    list<int> own(3, 7);
    own.swap(borrowed);
    BOOST_TEST(own.size == 2);
    BOOST_TEST(own.data == memory);
    BOOST_TEST(own.lent);
    BOOST_TEST(borrowed.size == 3);
    BOOST_TEST(borrowed[2] == 7);
    borrowed.push(8);
    own.push(9);  // beyond the lent memory, which keeps its numbers
    BOOST_TEST(borrowed.size == 4);
    BOOST_TEST(own[2] == 9);
    BOOST_TEST(memory[1] == 6);
}
