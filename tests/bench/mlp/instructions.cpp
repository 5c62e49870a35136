// One call of ctgrad's program for a task, for valgrind to count: instructions.py runs
// `bench.mlp.instructions "c float 128 gradient"`.

#include <iostream>
#include <sstream>

#include "contestant.hpp"

/// What is counted: found by its name.
extern "C" [[gnu::noinline]] void counted_call(bench::contestant& program) { program.run(1); }

int main(int argc, char** argv) {
    std::istringstream words(argc > 1 ? argv[1] : "");
    const bench::problem data(bench::read_task(words));
    const auto program = bench::task_program(data);
    if (!program) return 1;
    program->run(2);
    counted_call(*program);
    const double error = bench::relative_error(data.reference(), program->result());
    std::cout << "error " << error << '\n';
    return error < 1e-4 ? 0 : 1;
}
