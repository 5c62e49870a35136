#include <ctgrad/eval/batch_sums.hpp>

#include <memory>
#include <vector>

#include <boost/mpl/list.hpp>

#include "batch_fixture.hpp"

using namespace ctgrad;
using namespace batches;
namespace inner = ctgrad::detail;
using types = boost::mpl::list<float, double, long double>;

namespace {

/// A step on output 0 that reads one value of 3 entries, or two of 3 and `columns`.
batch_step step(batch_work::code work, batch_address a, bool first = true) {
    batch_step s;
    s.work = work;
    s.varies = true;
    s.output = 0;
    s.first = first;
    s.code.count = 1;
    s.code.operand[0].where = a.where == batch_space::constant ? space::constant : space::arena;
    s.code.number[0] = rational(3, 2);
    s.code.operand_extent[0] = vector_shape(3);
    s.operand[0] = a;
    return s;
}
batch_step outer_step(batch_address a, batch_address b, int columns, bool first = true) {
    batch_step s = step(batch_work::add_outer, a, first);
    s.code.count = 2;
    s.code.operand_extent[1] = vector_shape(columns);
    s.operand[1] = b;
    return s;
}

/// Number (sample, entry) of a value as steps see it.
template <class T> T number(memory_of_steps<T>& all, const batch_address& a, int i, int j) {
    switch (a.where) {
    case batch_space::constant: return T(1.5);
    case batch_space::shared: return all.shared[static_cast<std::size_t>(a.offset + a.inner + j)];
    case batch_space::parameter: return all.parameter[static_cast<std::size_t>(a.inner + j)];
    case batch_space::sample:
        return all.rows[static_cast<std::size_t>(i * all.stride + a.inner + j)];
    default: return all.entry(a.offset + a.inner, j, i);
    }
}

const batch_address left_operands[] = {at_tile(8), at_tile(8, 2), at_shared(16), at_parameter(4),
                                       at_sample(8, 1)};

/// Fills what `left_operands` name. What lies in the tile of input 1 is what its rows hold.
template <class T> void fill_operands(memory_of_steps<T>& all) {
    all.fill(8, 6);
    for (std::size_t i = 0; i < 64; ++i) all.shared[16 + i] = static_cast<T>(i % 5);
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(values_are_added_to_an_output, T, types) {
    for (int count : sample_counts<T>())
        for (const batch_address& a :
             {at_tile(8), at_tile(8, 2), at_shared(16), at_parameter(4), batch_address{}}) {
            memory_of_steps<T> all(count);
            fill_operands(all);
            batch_step s = step(batch_work::add, a);
            s.scale = rational(1, 4);
            inner::add_tile(&s, all.m);
            s.first = false;
            s.scale = 3;
            inner::add_tile(&s, all.m);
            for (int j = 0; j < 3; ++j) {
                T sum = 0;
                for (int i = 0; i < count; ++i) sum += number(all, a, i, j);
                BOOST_REQUIRE(all.output[static_cast<std::size_t>(j)] == sum / 4 + 3 * sum);
            }
            BOOST_TEST(is_nan(all.output[3]));
        }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(an_output_is_started_by_its_first_step_alone, T, types) {
    // In later tiles that step adds, too.
    memory_of_steps<T> first(2), later(2, 64);
    fill_operands(first);
    fill_operands(later);
    const batch_step s = step(batch_work::add, at_tile(8));
    later.output[0] = 1000;
    inner::add_tile(&s, first.m);
    inner::add_tile(&s, later.m);
    BOOST_TEST(later.output[0] == first.output[0] + 1000);
    later.output[0] = 1000;
    later.fill_sample(8, 3, 1);
    inner::add_sample<batch_space::tile>(&s, later.m);
    BOOST_TEST(later.output[0] == 1000 + later.tile[8]);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(one_sample_and_shared_steps, T, types) {
    memory_of_steps<T> one(1);
    fill_operands(one);
    one.fill_sample(8, 3, 4);
    batch_step s = step(batch_work::add, at_tile(8));
    s.scale = rational(1, 2);
    inner::add_sample<batch_space::tile>(&s, one.m);
    for (std::size_t j = 0; j < 3; ++j) BOOST_TEST(one.output[j] == one.tile[8 + j] / 2);
    // What all samples share counts once for each of the batch's 1000.
    const auto check = [&]<batch_space::code Where>(
                           std::integral_constant<batch_space::code, Where>, batch_address a) {
        batch_step shared = step(batch_work::add, a);
        shared.varies = false;
        inner::add_sample<Where>(&shared, one.m);
        for (int j = 0; j < 3; ++j)
            BOOST_TEST(one.output[static_cast<std::size_t>(j)] == 1000 * number(one, a, 0, j));
    };
    check(std::integral_constant<batch_space::code, batch_space::shared>(), at_shared(16));
    check(std::integral_constant<batch_space::code, batch_space::parameter>(), at_parameter(4));
    check(std::integral_constant<batch_space::code, batch_space::constant>(), batch_address{});
}

BOOST_AUTO_TEST_CASE_TEMPLATE(outer_products_are_summed, T, types) {
    for (int count : sample_counts<T>())
        for (int columns : {1, 5, kernel::lanes<T>, 19})
            for (const batch_address& a : left_operands)
                for (const bool start : {true, false}) {
                    memory_of_steps<T> all(count);
                    fill_operands(all);
                    // Copied rows, wider than a register, and rows of an input that are.
                    const int row = kernel::padded<T>(columns);
                    for (int i = 0; i < count; ++i)
                        for (int k = 0; k < columns; ++k)
                            all.tile[static_cast<std::size_t>(32 * all.capacity + i * row + k)] =
                                static_cast<T>((i + 2 * k) % 5 - 2);
                    for (int way = 0; way < 3; ++way) {
                        if (way < 2 && columns <= kernel::lanes<T>) continue;
                        const batch_address b = way == 0   ? at_tile(32)
                                                : way == 1 ? at_sample(8, 3)
                                                           : at_parameter(40);
                        const batch_step s = outer_step(a, b, columns, start);
                        std::fill_n(all.output.begin(), 3 * columns, start ? all.none : T(7));
                        inner::add_outer_tile(&s, all.m);
                        for (int j = 0; j < 3; ++j)
                            for (int k = 0; k < columns; ++k) {
                                T sum = start ? T(0) : T(7);
                                for (int i = 0; i < count; ++i)
                                    sum += number(all, a, i, j) *
                                           (way == 0 ? static_cast<T>((i + 2 * k) % 5 - 2)
                                                     : number(all, b, i, k));
                                const T found =
                                    all.output[static_cast<std::size_t>(j * columns + k)];
                                BOOST_REQUIRE(found == sum);
                            }
                        BOOST_TEST(is_nan(all.output[static_cast<std::size_t>(3 * columns)]));
                    }
                }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(narrow_outer_products, T, types) {
    constexpr int lanes = kernel::lanes<T>, row = 4 * lanes + 1;
    std::vector<T> a(static_cast<std::size_t>(3 * lanes * row)), b(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] = static_cast<T>(static_cast<int>(i % 7) - 3);
        b[i] = static_cast<T>(static_cast<int>(i % 5) - 2);
    }
    for (const int rows : {1, lanes, 2 * lanes + 1})
        for (const int columns : {1, lanes / 2 + 1, lanes})
            for (const int count : {1, lanes + 1, 4 * lanes - 1, 4 * lanes}) {
                if (columns > lanes) continue;
                std::vector<T> y(static_cast<std::size_t>(rows * columns), T(9));
                for (const bool start : {true, false})
                    inner::add_narrow_outer_tile<T>({a.data(), row}, rows, {b.data(), row}, columns,
                                                    count, start, y.data());
                for (int i = 0; i < rows; ++i)
                    for (int k = 0; k < columns; ++k) {
                        T sum = 0;
                        for (int s = 0; s < count; ++s)
                            sum += 2 * a[static_cast<std::size_t>(i * row + s)] *
                                   b[static_cast<std::size_t>(k * row + s)];
                        BOOST_REQUIRE(y[static_cast<std::size_t>(i * columns + k)] == sum);
                    }
            }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(outer_product_of_one_sample, T, types) {
    memory_of_steps<T> one(1);
    fill_operands(one);
    one.fill_sample(8, 3, 1);
    const auto check = [&]<bool Varies>(std::bool_constant<Varies>) {
        batch_step s = outer_step(Varies ? at_tile(8) : at_shared(16), at_parameter(40), 5);
        s.varies = Varies;
        constexpr auto left = Varies ? batch_space::tile : batch_space::shared;
        inner::add_outer_sample<3, 5, left, batch_space::parameter>(&s, one.m);
        s.first = false;
        inner::add_outer_sample<3, 5, left, batch_space::parameter>(&s, one.m);
        for (std::size_t j = 0; j < 3; ++j)
            for (std::size_t k = 0; k < 5; ++k)
                BOOST_TEST(one.output[5 * j + k] ==
                           2 * (Varies ? one.tile[8 + j] : 1000 * one.shared[16 + j]) *
                               one.parameter[40 + k]);
    };
    check(std::true_type());
    check(std::false_type());
}

BOOST_AUTO_TEST_CASE_TEMPLATE(rows_are_written, T, types) {
    for (int count : sample_counts<T>())
        for (const batch_address& a :
             {at_tile(8), at_tile(8, 2), at_shared(16), at_parameter(4), batch_address{}}) {
            memory_of_steps<T> all(count, 7);
            fill_operands(all);
            const batch_step s = step(batch_work::write_rows, a);
            inner::write_rows_tile(&s, all.m);
            BOOST_TEST(is_nan(all.output[20]));
            BOOST_TEST(is_nan(all.output[static_cast<std::size_t>(3 * (7 + count))]));
            for (int i = 0; i < count; ++i)
                for (int j = 0; j < 3; ++j)
                    BOOST_REQUIRE(all.output[static_cast<std::size_t>(3 * (7 + i) + j)] ==
                                  number(all, a, i, j));
            if (a.where == batch_space::tile) all.fill_sample(8, 6, 2);
            inner::write_row_sample(&s, all.m);
            for (std::size_t j = 0; j < 3; ++j)
                BOOST_TEST(all.output[21 + j] ==
                           (a.where == batch_space::tile
                                ? all.tile[8 + static_cast<std::size_t>(a.inner) + j]
                                : number(all, a, 0, static_cast<int>(j))));
        }
}
