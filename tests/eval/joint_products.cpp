#include <ctgrad/eval/joint_products.hpp>

#include <limits>
#include <vector>

#include <boost/mpl/list.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad;
namespace inner = ctgrad::detail;
using types = boost::mpl::list<float, double, long double>;

namespace {

constexpr int size = 19, terms = 32, runs = 11, room = 32;  // rows that stay fill registers

batch_step constexpr step(batch_work::code work, int rows, batch_address a, batch_address b) {
    batch_step s;
    s.work = work;
    s.varies = true;
    s.code.count = 2;
    s.code.extent = vector_shape(rows);
    s.code.operand_extent[0] =
        work == batch_work::product ? matrix_shape(rows, terms) : vector_shape(rows);
    s.code.operand_extent[1] = vector_shape(terms);
    s.operand[0] = a;
    s.operand[1] = b;
    return s;
}

constexpr batch_address weights{batch_space::parameter, 0, 0, 0};
constexpr batch_address row{batch_space::bound, 1, 0, 2};  // from its third entry on
constexpr batch_address vectors{batch_space::tile, 0, 0, 0}, others{batch_space::tile, 0, room, 0};

/// W^T x ahead of its run; W^T u and the sum of outer(v, u) behind it, and that of outer(v, x).
constexpr auto make_program() {
    batch_code<4, 2> code;
    code.steps[0] = step(batch_work::product, size, weights, row);
    code.steps[0].ahead = 32;
    code.steps[1] = step(batch_work::product, size, weights, others);
    code.steps[1].joint = 0;
    code.steps[1].kept[0] = 0;
    code.steps[1].keeps[0] = true;
    code.steps[2] = step(batch_work::add_outer, size, vectors, others);
    code.steps[2].joint = 1;
    code.steps[2].kept[0] = room;
    code.steps[2].kept[1] = 0;
    code.steps[2].keeps[0] = true;
    code.steps[3] = step(batch_work::add_outer, size, vectors, row);
    code.steps[3].code.count = 3;  // what a tile would read is somewhere else
    code.steps[3].operand[1] = weights;
    code.steps[3].operand[2] = row;
    code.steps[3].joint = 2;
    code.steps[3].kept[0] = room;
    code.joint = {64, 2 * room, true, true};
    return code;
}
constexpr auto program = make_program();

/// Rows go on behind each other, or in front.
template <class T> void check(bool backward) {
    constexpr int width = terms + 3;
    constexpr auto at = [](int i) { return static_cast<std::size_t>(i); };
    std::vector<T> w(at(terms * size)), x(at(runs * width)), tile(at(2 * room)),
        sums(at(runs * 64));
    std::vector<T> kept(at(runs * 2 * room)), moved(at(runs * size)), one(at(size * terms), T(1));
    std::vector<T> other = one, moved_then(moved), one_then(one), other_then(one);
    auto small = [i = 0]() mutable { return static_cast<T>(i++ % 7 - 3); };
    for (T& u : w) u = small();
    for (T& u : x) u = small();
    const int first = backward ? runs - 1 : 0, way = backward ? -1 : 1;
    const T *parameters[] = {w.data(), nullptr}, *samples[] = {nullptr, &x[at(first * width)]};
    const std::ptrdiff_t strides[2]{};
    T* outputs[] = {&moved[at(first * size)], one.data(), other.data()};
    inner::batch_memory<T> m{nullptr, tile.data(), nullptr, nullptr, parameters, samples,
                             strides, outputs,     1,       1,       0,          1};
    const inner::row_strides<2, 3> rows{{0, way * width}, {way * size, 0, 0}};
    inner::multiply_ahead<program>(m, rows, runs, sums.data());
    for (int r = 0; r < runs; ++r) {
        for (T& u : tile) u = small();
        m.kept = &kept[at(r * 2 * room)];
        for (int s = 1; s < 4; ++s) inner::keep_vectors(&program.steps[s], m);
        const T* const given = samples[1] + 2;
        for (int i = 0; i < size; ++i) {
            T ahead = 0, behind = 0;
            for (int k = 0; k < terms; ++k) {
                ahead += w[at(k * size + i)] * given[k];
                behind += w[at(k * size + i)] * tile[at(room + k)];
                one_then[at(i * terms + k)] += tile[at(i)] * tile[at(room + k)];
                other_then[at(i * terms + k)] += tile[at(i)] * given[k];
            }
            BOOST_TEST(sums[at(r * 64 + 32 + i)] == ahead);
            moved_then[at((first + way * r) * size + i)] = behind;
        }
        if (r + 1 < runs) samples[1] += way * width, outputs[0] += way * size;
    }
    inner::multiply_kept<program>(m, rows, runs, kept.data(), false);
    BOOST_TEST((moved == moved_then && one == one_then && other == other_then));
    inner::multiply_kept<program>(m, rows, runs, kept.data(), true);
    BOOST_TEST((moved == moved_then && one == one_then && other == other_then));
}

}  // namespace

BOOST_AUTO_TEST_CASE_TEMPLATE(products_of_many_runs_are_those_of_each, T, types) {
    check<T>(false);
    check<T>(true);
}

BOOST_AUTO_TEST_CASE_TEMPLATE(sums_are_taken_with_what_they_start_from, T, types) {
    constexpr std::size_t count = size, whole = room;
    const std::vector<T> sums(count, T(2)), start(count, T(3));
    std::vector<T> y(whole, std::numeric_limits<T>::quiet_NaN());
    inner::take_sums(sums.data(), start.data(), size, y.data());
    for (std::size_t i = 0; i < count; ++i) BOOST_TEST(y[i] == 5);
    inner::take_sums(sums.data(), static_cast<const T*>(nullptr), size, y.data());
    for (std::size_t i = 0; i < count; ++i) BOOST_TEST(y[i] == 2);
}
