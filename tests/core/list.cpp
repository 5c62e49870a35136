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

BOOST_AUTO_TEST_CASE(takes_what_another_owns_or_was_lent) {
    int memory[2] = {5, 6};
    list<int> borrowed, taker(2, 1), own(3, 7);
    borrowed.borrow(memory, 2, 2);
    taker.take(own);
    BOOST_TEST(taker.size == 3);
    BOOST_TEST(taker[2] == 7);
    BOOST_TEST(own.size == 0);
    own.push(8);
    BOOST_TEST(own[0] == 8);

    taker.take(borrowed);
    BOOST_TEST(taker.data == memory);
    BOOST_TEST(taker.lent);
    BOOST_TEST(!borrowed.lent);
    taker.push(9);  // beyond the lent memory, which keeps its numbers
    BOOST_TEST(taker[2] == 9);
    BOOST_TEST(memory[1] == 6);
}

constexpr int sum_of_taken() {
    list<int> first(4, 1), second(3, 5);
    first.take(second);
    first.push(2);
    int sum = second.size;
    for (int i : first) sum += i;
    return sum;
}

BOOST_AUTO_TEST_CASE(takes_in_constant_expressions) { static_assert(sum_of_taken() == 17); }
