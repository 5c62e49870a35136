#include <ctgrad/eval/batch_steps.hpp>

#include <boost/mpl/list.hpp>

#include "batch_fixture.hpp"

using namespace ctgrad;
using namespace batches;
namespace inner = ctgrad::detail;
using types = boost::mpl::list<float, double, long double>;

namespace {

constexpr batch_step step(batch_work::code work, const operation& op, shape extent,
                          batch_address target, batch_address a, shape a_extent) {
    batch_step s;
    s.work = work;
    s.varies = true;
    s.code.kind = op.kind;
    s.code.key = op.key;
    s.code.count = 1;
    s.code.extent = extent;
    s.code.operand_extent[0] = a_extent;
    s.code.operand[0].where = space::arena;
    s.target = target;
    s.operand[0] = a;
    return s;
}

/// Input 1, from its number 2 on, brought to place 8 of the tile.
constexpr batch_step load = step(batch_work::load, descriptor<operations::copy>, vector_shape(5),
                                 at_sample(8), at_sample(8), vector_shape(5));
constexpr batch_step copy = step(batch_work::copy_rows, descriptor<operations::copy>,
                                 vector_shape(5), at_tile(40), at_tile(8), vector_shape(5));

/// y = W x or W^T g for a parameter W of 30 x 7 or 7 x 30, from 8 to 40; `Biased`: it starts from
/// the parameter's numbers from 300 on. `Chained`: relu of it follows and is all that is kept;
/// `Light`: it runs on sums in registers.
template <bool Transposed, bool Biased, bool Chained, bool Light> constexpr auto make_product() {
    batch_code<1 + Chained, 0> result;
    batch_step& s = result.steps[0];
    s = step(batch_work::product, descriptor<operations::matrix_product>, vector_shape(30),
             at_tile(40), at_parameter(), matrix_shape(30, 7));
    s.code.p = Transposed;
    s.code.count = 2;
    s.code.operand[1].where = space::arena;
    s.code.operand_extent[1] = vector_shape(7);
    s.operand[1] = at_tile(8);
    s.biased = Biased;
    s.chain = Chained;
    s.light = Light;
    s.stored = !Chained;
    if (Biased) s.operand[2] = at_parameter(300);
    if (Chained) {
        result.steps[1] = step(batch_work::inside, descriptor<operations::relu>, vector_shape(30),
                               at_tile(40), {}, vector_shape(30));
        result.steps[1].made_by[0] = 0;
    }
    return result;
}

template <bool Transposed, bool Biased, bool Chained, bool Light> constexpr auto product =
    make_product<Transposed, Biased, Chained, Light>();

template <class T, bool Transposed, bool Biased, bool Chained, bool Light = false>
void check_product() {
    constexpr const auto& program = product<Transposed, Biased, Chained, Light>;
    const batch_step* const s = program.steps;
    for (int count : sample_counts<T>()) {
        memory_of_steps<T> all(count), one(1);
        all.fill(8, 7);
        inner::product_tile<program, 0, T>(s, all.m);
        for (int i = 0; i < count; ++i) {
            one.fill_sample(8, 7, i);
            inner::product_sample<program, 0, T>(s, one.m);
            for (int j = 0; j < 30; ++j) {
                T sum = Biased ? all.parameter[static_cast<std::size_t>(300 + j)] : T(0);
                for (int k = 0; k < 7; ++k)
                    sum += all.parameter[static_cast<std::size_t>(Transposed ? k * 30 + j
                                                                             : j * 7 + k)] *
                           all.entry(8, k, i);
                if (Chained && sum < 0) sum = 0;
                BOOST_REQUIRE(all.entry(40, j, i) == sum);
                BOOST_REQUIRE(one.tile[static_cast<std::size_t>(40 + j)] == sum);
            }
        }
    }
}

template <class Operation> constexpr batch_step structural(shape extent, shape a, shape b = {}) {
    batch_step s =
        step(batch_work::structural, descriptor<Operation>, extent, at_tile(40), at_tile(8), a);
    if (b.rank > 0) {
        s.code.count = 2;
        s.code.operand[1].where = space::arena;
        s.code.operand_extent[1] = b;
        s.operand[1] = at_tile(16);
    }
    return s;
}

constexpr batch_step soft = structural<operations::softmax>(vector_shape(6), vector_shape(6));
constexpr batch_step dot_step =
    structural<operations::dot>(scalar_shape, vector_shape(6), vector_shape(6));
constexpr batch_step dot_with_parameter = [] {
    batch_step s = dot_step;
    s.operand[1] = at_parameter(3);
    return s;
}();
constexpr batch_step dot_with_constant = [] {
    batch_step s = dot_step;
    s.operand[1] = {};
    s.code.operand[1].where = space::constant;
    s.code.number[1] = rational(5, 2);
    return s;
}();

/// An operation on a tile gives what it gives for one sample.
template <class T, class Operation, const auto& Step> void check_structural(int size) {
    for (int count : sample_counts<T>()) {
        memory_of_steps<T> all(count), one(1);
        all.fill(8, 6);
        all.fill(16, 6);
        inner::structural_tile<Operation, inner::form_of(Step.code)>(&Step, all.m);
        for (int i = 0; i < count; ++i) {
            one.fill_sample(8, 6, i);
            one.fill_sample(16, 6, i);
            inner::structural_sample<Operation, inner::form_of(Step.code), Step.target.where,
                                     Step.operand[0].where, Step.operand[1].where>(&Step, one.m);
            for (int j = 0; j < size; ++j) {
                const T expected = one.tile[static_cast<std::size_t>(40 + j)];
                const T error = all.entry(40, j, i) - expected;
                BOOST_REQUIRE((error < 0 ? -error : error) <=
                              16 * std::numeric_limits<T>::epsilon());
            }
        }
    }
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(rows_are_loaded_entry_by_entry, T, types) {
    for (int count : sample_counts<T>()) {
        memory_of_steps<T> all(count);
        inner::load_tile(&load, all.m);
        for (int j = 0; j < 5; ++j)
            for (int i = 0; i < all.capacity; ++i) {
                const T found = all.entry(8, j, i);
                // The last register is filled up with copies of the last sample.
                const int sample = i < count ? i : count - 1;
                if (i < kernel::padded<T>(count)) BOOST_REQUIRE(found == all.row(sample, j));
                else BOOST_REQUIRE(is_nan(found));
            }
        BOOST_TEST(is_nan(all.entry(7, 0, 0)));
        BOOST_TEST(is_nan(all.entry(13, 0, 0)));
    }
}

BOOST_AUTO_TEST_CASE(what_nobody_reads_is_not_loaded) {
    memory_of_steps<float> all(3);
    batch_step unread = load;
    unread.stored = false;
    inner::load_tile(&unread, all.m);
    BOOST_TEST(is_nan(all.entry(8, 0, 0)));
}

BOOST_AUTO_TEST_CASE_TEMPLATE(rows_are_copied_for_outer_products, T, types) {
    for (int count : sample_counts<T>()) {
        memory_of_steps<T> all(count);
        all.fill(8, 5);
        inner::copy_rows_tile(&copy, all.m);
        for (int i = 0; i < count; ++i)
            for (int j = 0; j < 5; ++j)
                BOOST_REQUIRE(all.tile[static_cast<std::size_t>(40 * all.capacity +
                                                                i * kernel::padded<T>(5) + j)] ==
                              all.entry(8, j, i));
    }
}

BOOST_AUTO_TEST_CASE_TEMPLATE(products, T, types) {
    check_product<T, false, false, false>();
    check_product<T, true, false, false>();
    check_product<T, false, true, false>();
    check_product<T, true, true, false>();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(products_with_what_follows, T, types) {
    static_assert(inner::product_rows < 30, "the rows are worked on in two blocks");
    check_product<T, false, true, true>();
    check_product<T, true, false, true>();
    check_product<T, false, true, true, true>();
    check_product<T, true, false, true, true>();
}

BOOST_AUTO_TEST_CASE_TEMPLATE(operations_on_all_entries, T, types) {
    check_structural<T, operations::softmax, soft>(6);
    check_structural<T, operations::dot, dot_step>(1);
    check_structural<T, operations::dot, dot_with_parameter>(1);
    check_structural<T, operations::dot, dot_with_constant>(1);
}
