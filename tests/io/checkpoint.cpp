#include <ctgrad/io/checkpoint.hpp>

#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <locale>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "data/support.hpp"
#include <boost/random/mersenne_twister.hpp>
#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using ctgrad_test::message_of;
using ctgrad_test::temporary_directory;

namespace {

constexpr auto W = matrix<"W", 3, 2>;
constexpr auto b = vector<"b", 3>;
using weights_type =
    parameters<float, std::remove_cv_t<decltype(W)>, std::remove_cv_t<decltype(b)>>;

struct momentum {
    double rate = 0.1;
    weights_type velocity{};
    long steps = 0;

    void update(weights_type& w, float noise) {
        ++steps;
        const auto apply = [&](auto x) {
            for (std::size_t i = 0; i < w[x].size(); ++i) {
                float& v = velocity[x].data()[i];
                v = 0.9f * v + std::sin(w[x].data()[i]) + noise;
                w[x].data()[i] -= static_cast<float>(rate) * v;
            }
        };
        apply(W);
        apply(b);
    }
    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("velocity", velocity);
        visit("steps", steps);
    }
};

/// Like reduce on plateau: its state is numbers, and another state.
struct plateau {
    struct counter {
        int waited = 0;
        template <class Visitor> void visit_state(Visitor&& visit) { visit("waited", waited); }
    };
    double best = std::numeric_limits<double>::infinity();
    bool started = false;
    counter patience{};

    template <class Visitor> void visit_state(Visitor&& visit) {
        visit("best", best);
        visit("started", started);
        visit("patience", patience);
    }
};

/// A training run without a network: all that changes, changes in every step.
struct run {
    weights_type weights{};
    momentum optimiser{};
    plateau schedule{};
    boost::random::mt19937 generator{7};
    std::mt19937_64 order{8};
    long epoch = 0;
    std::vector<double> history{};
    std::string note{};

    auto state() {
        return io::checkpoint{io::part{"weights", weights},   io::part{"optimiser", optimiser},
                              io::part{"schedule", schedule}, io::part{"random", generator},
                              io::part{"order", order},       io::part{"epoch", epoch},
                              io::part{"history", history},   io::part{"note", note}};
    }
    void train(int epochs) {
        for (int i = 0; i < epochs; ++i) {
            const auto noise = static_cast<float>(generator() % 1000) / 1000;
            optimiser.update(weights, noise + static_cast<float>(order() % 10));
            schedule.best = std::min(schedule.best, static_cast<double>(noise));
            schedule.started = true;
            schedule.patience.waited += static_cast<int>(generator() % 3);
            history.push_back(static_cast<double>(weights[b][0]) / 3);
            note = "epoch " + std::to_string(++epoch) + " \xe2\x9c\x93\n";
        }
    }
    bool operator==(const run& other) const {
        return std::ranges::equal(weights.all(), other.weights.all()) &&
               std::ranges::equal(optimiser.velocity.all(), other.optimiser.velocity.all()) &&
               optimiser.steps == other.optimiser.steps && schedule.best == other.schedule.best &&
               schedule.started == other.schedule.started &&
               schedule.patience.waited == other.schedule.patience.waited &&
               generator == other.generator && order == other.order && epoch == other.epoch &&
               history == other.history && note == other.note;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(a_resumed_run_is_the_same_run) {
    const temporary_directory folder;
    const auto path = folder.path() / "run.ckpt";
    run whole;
    whole.train(20);
    run first;
    first.train(11);
    first.state().save(path);
    run second;
    second.weights.all()[0] = 5;
    second.history = {1, 2, 3};
    second.state().load(path);
    BOOST_TEST((second == first));
    second.train(9);
    BOOST_TEST((second == whole));
    BOOST_TEST(second.history.size() == 20u);
    // It is an ordinary safetensors file.
    const auto file = io::read_safetensors_file(path);
    BOOST_TEST(io::text_of(file.find("weights.W")->shape) == "[3, 2]");
    BOOST_TEST((file.find("optimiser.velocity.b") != nullptr));
    BOOST_TEST(io::numbers_of<double>(*file.find("epoch"), "f").at(0) == 11);
    BOOST_TEST(file.metadata.contains("random"));
}

BOOST_AUTO_TEST_CASE(numbers_of_every_kind_keep_their_bits) {
    const temporary_directory folder;
    const auto path = folder.path() / "numbers";
    double a = -0.0, c = std::nan("5");
    std::uint64_t large = ~std::uint64_t{0};
    signed char least = -128;
    std::vector<bool>::size_type count = 3;
    io::checkpoint state{io::part{"a", a}, io::part{"c", c}, io::part{"large", large},
                         io::part{"least", least}, io::part{"count", count}};
    state.save(path);
    const auto bits = std::bit_cast<std::uint64_t>(c);
    a = c = 1;
    large = count = 0;
    least = 0;
    state.load(path);
    BOOST_TEST(std::signbit(a));
    BOOST_TEST(std::bit_cast<std::uint64_t>(c) == bits);
    BOOST_TEST(large == ~std::uint64_t{0});
    BOOST_TEST(int{least} == -128);
    BOOST_TEST(count == 3u);
}

BOOST_AUTO_TEST_CASE(random_states_do_not_depend_on_the_locale) {
    struct grouped : std::numpunct<char> {
        std::string do_grouping() const override { return "\3"; }
    };
    const temporary_directory folder;
    const auto before = std::locale::global(std::locale(std::locale::classic(), new grouped));
    boost::random::mt19937 engine(3), other;
    io::checkpoint{io::part{"random", engine}}.save(folder.path() / "a");
    io::checkpoint{io::part{"random", other}}.load(folder.path() / "a");
    std::locale::global(before);
    BOOST_TEST((engine == other));
    io::checkpoint{io::part{"random", other}}.load(folder.path() / "a");
    BOOST_TEST((engine == other));
}

BOOST_AUTO_TEST_CASE(files_that_do_not_fit_change_nothing) {
    const temporary_directory folder;
    const auto path = folder.path() / "run.ckpt";
    run kept;
    kept.train(2);
    kept.state().save(path);
    const auto refusal = [&](auto... parts) {
        return message_of([&] { io::checkpoint{parts...}.load(path); })
            .substr(path.string().size() + 2);
    };
    float single = 1;
    weights_type weights;
    BOOST_TEST(refusal(io::part{"weights", weights}, io::part{"epoch", single}) ==
               "part \"epoch\": expected float32, found int64");
    BOOST_TEST(weights[W](0, 0) == 0);  // though the file has them
    BOOST_TEST(refusal(io::part{"stage", single}) == "part \"stage\": missing");
    BOOST_TEST(refusal(io::part{"generator", kept.generator}) == "part \"generator\": missing");
    BOOST_TEST(refusal(io::part{"weights", weights})
                   .starts_with("parts: the file holds others than these: \"epoch\", \"history\""));
    parameters<float, std::remove_cv_t<decltype(matrix<"W", 2, 3>)>> other;
    BOOST_TEST(refusal(io::part{"weights", other}) ==
               "part \"weights.W\": expected shape [2, 3], found [3, 2]");
    std::vector<float> list;
    BOOST_TEST(refusal(io::part{"weights.W", list}) ==
               "part \"weights.W\": expected a vector, found [3, 2]");
    BOOST_TEST(refusal(io::part{"note", kept.generator}) ==
               "part \"note\": its text is not the state of an engine");

    io::write_file(path, io::write_safetensors({}));
    BOOST_TEST(refusal(io::part{"epoch", single}) == "format: this is no checkpoint of ctgrad");
    BOOST_TEST(message_of([&] {
                   kept.state().load(folder.path() / "absent");
               }).ends_with("opening: the file does not exist"));
    const auto absent = folder.path() / "absent" / "run";
    BOOST_TEST(message_of([&] { kept.state().save(absent); }).starts_with(absent.string() + ": "));
    io::checkpoint twice{io::part{"a", kept.epoch}, io::part{"a", single}};
    BOOST_TEST(message_of<std::invalid_argument>([&] { twice.save(path); }) ==
               "write_safetensors: the name \"a\" occurs twice");
    io::checkpoint texts{io::part{"format", kept.note}};
    BOOST_TEST(message_of<std::invalid_argument>([&] { texts.save(path); }) ==
               "checkpoint: two parts are called \"format\"");
}

// A process saves one checkpoint after the other and is killed at a random instant, again and
// again: there is always a whole file, and none that was saved is lost.
BOOST_AUTO_TEST_CASE(a_kill_at_any_instant_loses_nothing) {
    const temporary_directory folder;
    const auto path = folder.path() / "run.ckpt";
    struct shared {
        std::atomic<long> saved{0};
        std::atomic<int> started{0};
    };
    void* const memory =
        ::mmap(nullptr, sizeof(shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    BOOST_TEST_REQUIRE(memory != MAP_FAILED);
    auto& [saved, started] = *new (memory) shared;

    constexpr std::size_t size = 10000;
    long epoch = 0;
    std::vector<long> numbers(size);
    io::checkpoint state{io::part{"epoch", epoch}, io::part{"numbers", numbers}};
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 5; ++i) state.save(path);
    const auto taken = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - start);
    std::mt19937 random(11);
    // In which a process makes a part of a save, or a few. How long that takes changes with what
    // else the machine does: the range follows, so that about every other process makes one.
    std::int64_t range = std::max<std::int64_t>(taken.count() * 8 / 10, 500);
    const std::int64_t most = 50 * range;
    int whole = 0;
    constexpr int kills = 200;
    for (int i = 0; i < kills; ++i) {
        const pid_t child = ::fork();
        BOOST_TEST_REQUIRE(child >= 0);
        if (child == 0) {
            try {
                for (started = i + 1;;) {
                    std::ranges::fill(numbers, ++epoch);
                    state.save(path);
                    saved = epoch;
                }
            } catch (...) { ::_exit(1); }
        }
        while (started != i + 1) std::this_thread::yield();
        const long saved_before = saved;
        std::uniform_int_distribution<std::int64_t> instant(0, range);
        std::this_thread::sleep_for(std::chrono::microseconds(instant(random)));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        BOOST_TEST_REQUIRE(WIFSIGNALED(status));
        range = saved > saved_before ? std::max<std::int64_t>(range * 9 / 10, 500)
                                     : std::min(range * 11 / 10, most);
        const long before = epoch;
        state.load(path);
        const bool lost = epoch < saved || epoch < before;
        whole += !lost && std::ranges::all_of(numbers, [&](long n) { return n == epoch; }) ? 1 : 0;
    }
    BOOST_TEST(whole == kills);
    BOOST_TEST(saved > 20);  // kills came not only before the first save is done
    const auto halves = std::ranges::distance(std::filesystem::directory_iterator(folder.path()),
                                              std::filesystem::directory_iterator());
    BOOST_TEST(halves > 20);  // and not only between two saves
    ::munmap(memory, sizeof(shared));
}
