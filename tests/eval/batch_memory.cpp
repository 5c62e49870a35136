#include <ctgrad/eval/batch_memory.hpp>

#include "batch_fixture.hpp"

using namespace ctgrad;
using namespace ctgrad::detail;
using namespace batches;

BOOST_AUTO_TEST_CASE(values_of_a_tile) {
    memory_of_steps<double> all(3);
    const auto value = in_tile(at_tile(8, 2), all.m);
    BOOST_TEST(value.data == all.tile.data() + 10 * all.capacity);
    BOOST_TEST(value.row == all.capacity);
    const auto loaded = in_tile(at_sample(4), all.m);
    BOOST_TEST(loaded.data == all.tile.data() + 4 * all.capacity, "an input, where it was loaded");
    BOOST_TEST(loaded.row == all.capacity);
    BOOST_TEST(target_in_tile(at_tile(8, 2), all.m).data == value.data);
    BOOST_TEST(target_in_tile(at_tile(8, 2), all.m).row == all.capacity);
}

BOOST_AUTO_TEST_CASE(shared_values_have_one_number_per_entry) {
    memory_of_steps<double> all(3);
    BOOST_TEST(in_tile(at_shared(8, 1), all.m).data == all.shared.data() + 9);
    BOOST_TEST(in_tile(at_shared(8, 1), all.m).row == 1);
    BOOST_TEST(in_tile(at_parameter(3), all.m).data == all.parameter.data() + 3);
    BOOST_TEST(in_tile(at_parameter(3), all.m).row == 1);
    BOOST_TEST(in_tile(batch_address{}, all.m).data == nullptr, "constants lie nowhere");
}

BOOST_AUTO_TEST_CASE(values_of_one_sample) {
    memory_of_steps<double> all(1);
    BOOST_TEST(of_sample(at_tile(8, 2), all.m) == all.tile.data() + 10);
    BOOST_TEST(of_sample(at_sample(4, 5), all.m) == all.rows.data() + 5, "read in place");
    BOOST_TEST(of_sample(at_shared(8, 1), all.m) == all.shared.data() + 9);
    BOOST_TEST(of_sample(at_parameter(3), all.m) == all.parameter.data() + 3);
    BOOST_TEST(of_sample(batch_address{}, all.m) == nullptr);
    BOOST_TEST(target_of_sample<batch_space::tile>(at_tile(8, 2), all.m) == all.tile.data() + 10);
    BOOST_TEST(target_of_sample<batch_space::shared>(at_shared(8, 2), all.m) ==
               all.shared.data() + 10);
}

BOOST_AUTO_TEST_CASE(outputs_start_with_the_first_sample) {
    BOOST_TEST(memory_of_steps<float>(3).m.starts());
    BOOST_TEST(!memory_of_steps<float>(3, 64).m.starts());
}
