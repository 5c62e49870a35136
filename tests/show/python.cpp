// Python that is written runs with NumPy and SciPy and gives the same numbers.

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include <ctgrad/show/python.hpp>

#include "programs.hpp"

using namespace programs;

namespace {

static_assert(python<"g">(value_and_gradient(x * sin(y), x, y)) ==
                  R"(import numpy as np  # or: import jax.numpy as np


def g(x, y):
    t1 = np.sin(y)
    return x * t1, (t1, x * np.cos(y))
)",
              "a gradient");

static_assert(python(scalar<"lambda"> * scalar<"np"> * scalar<"f">)
                      .find("def f(f_, lambda_, np_)") != std::string_view::npos,
              "names that are taken");

}  // namespace

BOOST_AUTO_TEST_CASE(programs_compute_the_same) {
    std::set<const operation*> operations_found;
    std::vector<std::string> texts;
    std::vector<numbers> expected;
    std::ostringstream source;
    source << "import numpy\n\n"
           << "def show(result):\n"
           << "    def flat(part):\n"
           << "        if isinstance(part, tuple):\n"
           << "            return [x for one in part for x in flat(one)]\n"
           << "        return list(numpy.ravel(part))\n"
           << "    print(*(format(float(x), '.17g') for x in flat(result)))\n\n";
    for_all([&]<class X>(X computation) {
        const std::string_view text = python(computation);
        texts.emplace_back(text);
        expected.push_back(results_of<X>());
        note_operations<X>(operations_found);
        source << text << "\nshow(f(";
        for (const std::string_view name : variables_of<X>()) {
            const numbers& value = values().at(name);
            std::string list;
            for (const long double number : value) list += std::to_string(number) + ", ";
            if (value.size() == 1) source << list;
            else
                source << "numpy.array([" << list << "])"
                       << (name == "A"   ? ".reshape(2, 3), "
                           : name == "B" ? ".reshape(3, 3), "
                                         : ", ");
        }
        source << "))\n\n";
    });
    check_all_found(operations_found);

    const std::string path = path_of("python.py");
    std::ofstream(path) << source.str();
    const char* const python = std::getenv("PYTHON");
    const std::string output = printed_by((python ? python : "python3") + (" " + path));
    compare(output, texts, expected);
    std::remove(path.c_str());
}
