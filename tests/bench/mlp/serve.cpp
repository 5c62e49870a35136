// A contestant as a process: answers one line for every line, so that several can take turns.
//   prepare TASK   ->  error E flops F     against the reference; operations of one repetition
//                  or  none                there is no program for this task
//   time TASK      ->  seconds S peak P    one sample: seconds of one repetition, and the
//                                          operations per second of the core around it
//   clear          ->  cleared
// A TASK is written as read_task() reads it.

#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

#include "contestant.hpp"
#include "measure.hpp"

namespace {

using namespace bench;

struct prepared {
    problem data;
    std::unique_ptr<contestant> program;
    long calls = 1;  // in a sample, for about two milliseconds

    explicit prepared(const task& t) : data(t), program(task_program(data)) {}

    double seconds_of(long times) {
        const double start = cpu_seconds();
        program->run(times);
        return cpu_seconds() - start;
    }

    /// A step of training starts from new parameters, so only the first one can be compared.
    double first_error() {
        program->run(1);
        if (data.what.runs != mode::training) program->run(2);
        return relative_error(data.reference(), program->result());
    }

    void calibrate() {
        constexpr double wanted = 2e-3;
        for (double s = seconds_of(calls); s < wanted; s = seconds_of(calls))
            calls = s < wanted / 50
                        ? calls * 20
                        : std::max(calls + 1, static_cast<long>(1.1 * wanted / s *
                                                                static_cast<double>(calls)));
    }

    void sample() {
        const auto probe = data.what.is_double ? peak<double> : peak<float>;
        program->run(std::max(1L, calls / 4));  // what other processes pushed out of the caches
        const double before = probe();
        const double seconds = seconds_of(calls) / static_cast<double>(calls);
        std::cout << "seconds " << seconds << " peak " << std::max(before, probe()) << std::endl;
    }
};

void answer(std::map<std::string, prepared>& tasks, const std::string& line) {
    std::istringstream words(line);
    std::string verb;
    words >> verb;
    if (verb == "clear") {
        tasks.clear();
        std::cout << "cleared" << std::endl;
        return;
    }
    const task what = read_task(words);
    const std::string name = line.substr(verb.size());
    if (verb == "time") return tasks.at(name).sample();
    prepared& entry = tasks.try_emplace(name, what).first->second;
    if (!entry.program) {
        tasks.erase(name);
        std::cout << "none" << std::endl;
        return;
    }
    const double error = entry.first_error();
    entry.calibrate();
    std::cout << "error " << error << " flops " << what.flops() << std::endl;
}

}  // namespace

int main() {
    std::cout << description() << std::endl;
    std::map<std::string, prepared> tasks;
    try {
        for (std::string line; std::getline(std::cin, line);) answer(tasks, line);
    } catch (const std::exception& e) {
        std::cout << "failed: " << e.what() << std::endl;
        return 1;
    }
}
