#include <ctgrad/plan/batch_program.hpp>

#include <boost/test/unit_test.hpp>

#include <ctgrad/ctgrad.hpp>

using namespace ctgrad;

namespace {

constexpr nn::mlp<nn::dense<20, 12, nn::relu>, nn::dense<12, 5>> net;
constexpr auto digit = scalar<"digit">;
constexpr auto loss = nn::softmax_cross_entropy(net.output, digit);

template <class Parameters> struct pass_by;
template <class... Variables> struct pass_by<boost::hana::tuple<Variables...>> {
    using type = detail::mean_loss_pass<decltype(loss)::id, Variables::id...>;
};
using pass = pass_by<std::remove_const_t<decltype(net.parameters)>>::type;

constexpr const auto& code = batch_program<pass, machine{8, 16}>;

template <class Operation> constexpr int count(bool varying) {
    int found = 0;
    for (const batch_step& s : code.steps)
        found += s.code.op == &descriptor<Operation> && s.varies == varying;
    return found;
}

/// Whether two steps' targets, which live at the same time, share memory of the tile.
constexpr bool overlap() {
    for (int i = 0; i < code.size; ++i) {
        const batch_step& made = code.steps[i];
        if (made.target.where != batch_space::tile || made.output >= 0) continue;
        int last = i;
        for (int j = i + 1; j < code.size; ++j)
            for (int k = 0; k < code.steps[j].code.count; ++k) {
                const batch_address& read = code.steps[j].operand[k];
                if (read.where == batch_space::tile && read.offset == made.target.offset &&
                    read.stride == made.target.stride)
                    last = j;
                if (code.steps[j].target.offset == made.target.offset) break;
            }
        for (int j = i + 1; j < last; ++j) {
            const batch_step& other = code.steps[j];
            if (other.target.where != batch_space::tile || other.output >= 0) continue;
            const bool apart = other.target.offset >= made.target.offset + made.target.stride ||
                               made.target.offset >= other.target.offset + other.target.stride;
            if (!apart && other.target.offset != made.target.offset) return true;
        }
    }
    return false;
}

}  // namespace

BOOST_AUTO_TEST_CASE(products_are_products_of_matrices) {
    // Forward twice, back through the second layer once; both weight gradients as outer products.
    static_assert(count<operations::matrix_product>(true) == 3);
    static_assert(count<operations::matrix_product>(false) == 0);
    static_assert(count<operations::add_outer_to_output>(true) == 2);
    static_assert(count<operations::outer>(true) == 0);
}

BOOST_AUTO_TEST_CASE(weights_are_transposed_once_per_call) {
    static_assert(count<operations::pack_transposed>(false) == 2);
    static_assert(count<operations::pack_transposed>(true) == 0);
    // 20 and 12 rows of one panel each.
    static_assert(code.shared == 20 * 16 + 12 * 16);
}

BOOST_AUTO_TEST_CASE(shared_steps_stand_first) {
    bool varying = false, sorted = true;
    for (const batch_step& s : code.steps) {
        sorted = sorted && (s.varies || !varying);
        varying = varying || s.varies;
    }
    BOOST_TEST(sorted);
}

BOOST_AUTO_TEST_CASE(every_output_is_started_once) {
    int first[5] = {};
    for (const batch_step& s : code.steps)
        if (s.output >= 0) first[s.output] += s.first;
    for (int count : first) BOOST_TEST(count == 1);
}

BOOST_AUTO_TEST_CASE(inputs) {
    static_assert(code.input_count == 7);  // four parameters, x, digit, the weight of a sample
    int samples = 0;
    for (const auto& i : code.inputs) samples += pass::varies(i.id);
    BOOST_TEST(samples == 2);
}

BOOST_AUTO_TEST_CASE(values_of_a_tile) {
    static_assert(!overlap());
    // Rows of 12 and 5 are padded to whole registers of 8: 16 and 8 numbers.
    static_assert(code.tile >= 2 * 16 && code.tile <= 4 * 16 + 4 * 8 + 8);
    for (const batch_step& s : code.steps)
        if (s.target.where == batch_space::tile)
            BOOST_TEST((s.target.stride % 8 == 0 || s.target.stride == 1));
}

BOOST_AUTO_TEST_CASE(narrow_machine) {
    constexpr const auto& narrow = batch_program<pass, machine{1, 1}>;
    static_assert(narrow.size == code.size);
    static_assert(narrow.shared == 20 * 12 + 12 * 5);
    static_assert(narrow.tile < code.tile);
}
