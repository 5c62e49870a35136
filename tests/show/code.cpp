// How expressions read in programs; and programs in C++, compiled by the compiler of this test
// ($CXX), and in Python ($PYTHON) compute the same numbers.

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/cpp.hpp>
#include <ctgrad/show/python.hpp>

#include "programs.hpp"

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

using programs::B;
using programs::numbers;
using programs::v;
using programs::x;
using programs::y;
constexpr auto z = scalar<"z">;

static_assert(detail::level_of_pattern("f({0} + {1})") == precedence::call &&
                  detail::level_of_pattern("{0} @ {1}") == precedence::product &&
                  detail::level_of_pattern("1 - {0} * {1}") == precedence::sum,
              "the loosest operator outside of brackets");

/// What the last line returns.
template <computation X> constexpr std::string_view returned(X shown) {
    const std::string_view all = python(shown);
    return all.substr(all.rfind("return ") + 7, all.size() - all.rfind("return ") - 8);
}

static_assert(returned((x + y) * z) == "z * (x + y)", "a sum in a product");
static_assert(returned(x - y * z) == "x - y * z", "a product in a sum");
static_assert(returned(-x) == "-x" && returned(x / (y * z)) == "x / y / z", "signs, quotients");
static_assert(returned(x - 2_c / 3_c * y) == "x - (2 / 3) * y", "a fraction as a factor");
static_assert(returned(exp(x + y)) == "np.exp(x + y)", "an argument needs no brackets");
static_assert(returned(B * (B * v)) == "B @ (B @ v)", "products as they are computed");
static_assert(returned(transpose(B) * v) == "B.T @ v", "a transposed matrix");
static_assert(returned(pow(x + y, 4_c)) == "(x + y) ** 4", "a power of a sum");
static_assert(returned(y - x) == "y - x", "a positive term comes first");

}  // namespace

BOOST_AUTO_TEST_CASE(what_is_shared_is_written_once) {
    constexpr auto a = sin(x) * y;
    constexpr auto b = exp(a) + a;
    constexpr auto c = exp(b) + b;
    const std::string_view all = python(c);
    std::size_t count = 0;
    for (std::size_t at = 0; (at = all.find("np.sin", at)) != std::string_view::npos; ++at) ++count;
    BOOST_TEST(count == 1u);
}

namespace {

std::string literal(const numbers& all) {
    std::string result = "{";
    for (const long double number : all) result += std::to_string(number) + ", ";
    return result + "}";
}

/// The shape of a variable of a computation.
template <class X> shape extent_of_variable(std::string_view name) {
    constexpr const auto& g = frozen<typename detail::subject<X>::pass>;
    for (const record& r : g.nodes)
        if (r.op->kind == role::variable && r.name == name) return r.extent;
    return {};
}

/// A C++ program, with a namespace and a block of main for each computation.
struct cpp_source {
    std::string functions{}, blocks{};

    template <class X> void add(X computation, int number, std::size_t results) {
        const std::string_view text = cpp(computation);
        const std::size_t body = text.find("\n\n");  // behind the lines that include
        if (number == 0) functions += std::string(text.substr(0, body)) + "\n#include <cstdio>\n";
        const std::string space = "program_" + std::to_string(number);
        functions += "namespace " + space + " {" + std::string(text.substr(body)) + "}\n";

        constexpr const auto& g = frozen<typename detail::subject<X>::pass>;
        const bool returned = detail::subject<X>::value && g.nodes[g.outputs[0]].extent.rank == 0;
        std::string block, arguments;
        for (const std::string_view name : programs::variables_of<X>()) {
            const std::string array = std::string(name) + "_in";
            block +=
                "const double " + array + "[] = " + literal(programs::values().at(name)) + ";\n";
            arguments += array + (extent_of_variable<X>(name).rank > 0 ? ", " : "[0], ");
        }
        int offset = 0;
        for (int o = 0; o < g.output_count; ++o) {
            if (!returned || o > 0) arguments += "out + " + std::to_string(offset) + ", ";
            offset += g.nodes[g.outputs[o]].extent.size();
        }
        arguments.resize(arguments.size() - 2);
        block += "double out[" + std::to_string(results) + "];\n";
        block += (returned ? "out[0] = " : "") + space + "::f(" + arguments + ");\n";
        block += "for (double number : out) std::printf(\"%.17g \", number);\nstd::puts(\"\");\n";
        blocks += "{\n" + block + "}\n";
    }

    std::string run() const {
        const char* const compiler = std::getenv("CXX");
        BOOST_TEST_REQUIRE(compiler != nullptr, "CXX names the compiler");
        const std::string path = programs::path_of("cpp.cpp"), program = programs::path_of("cpp");
        std::ofstream(path) << functions << "int main() {\n" << blocks << "}\n";
        const std::string command =
            std::string(compiler) +
            " -std=c++17 -Wall -Wextra -Wno-unused-function -Wshadow -Werror " + path + " -o " +
            program;
        const int status = std::system(command.c_str());
        BOOST_TEST_REQUIRE(status == 0, command);
        const std::string output = programs::printed_by("./" + program);
        std::remove(path.c_str());
        std::remove(program.c_str());
        return output;
    }
};

/// A Python program that prints a line for each computation.
struct python_source {
    std::string lines = "import numpy\n\n"
                        "def show(result):\n"
                        "    def flat(part):\n"
                        "        if isinstance(part, tuple):\n"
                        "            return [x for one in part for x in flat(one)]\n"
                        "        return list(numpy.ravel(part))\n"
                        "    print(*(format(float(x), '.17g') for x in flat(result)))\n\n";

    template <class X> void add(X computation) {
        lines += std::string(python(computation)) + "\nshow(f(";
        for (const std::string_view name : programs::variables_of<X>()) {
            std::string list;
            for (const long double number : programs::values().at(name))
                list += std::to_string(number) + ", ";
            const shape extent = extent_of_variable<X>(name);
            if (extent.rank == 0) lines += list;
            else lines += "numpy.array([" + list + "])";
            if (extent.rank == 2)
                lines += ".reshape(" + std::to_string(extent.rows) + ", " +
                         std::to_string(extent.columns) + ")";
            if (extent.rank > 0) lines += ", ";
        }
        lines += "))\n\n";
    }

    std::string run() const {
        const char* const python = std::getenv("PYTHON");
        const std::string path = programs::path_of("python.py");
        std::ofstream(path) << lines;
        const std::string output =
            programs::printed_by((python ? python : "python3") + (" " + path));
        std::remove(path.c_str());
        return output;
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(programs_compute_the_same) {
    std::set<const operation*> operations_found;
    std::vector<std::string> in_cpp, in_python;
    std::vector<numbers> expected;
    cpp_source cpp_all;
    python_source python_all;
    programs::for_all([&]<class X>(X computation) {
        expected.push_back(programs::results_of<X>());
        cpp_all.add(computation, static_cast<int>(in_cpp.size()), expected.back().size());
        python_all.add(computation);
        in_cpp.emplace_back(cpp(computation));
        in_python.emplace_back(python(computation));
        programs::note_operations<X>(operations_found);
    });
    programs::check_all_found(operations_found);
    programs::for_all_loops([&]<class X>(X computation) {
        expected.push_back(programs::results_of_loops<X>());
        cpp_all.add(computation, static_cast<int>(in_cpp.size()), expected.back().size());
        python_all.add(computation);
        in_cpp.emplace_back(cpp(computation));
        in_python.emplace_back(python(computation));
    });
    programs::compare(cpp_all.run(), in_cpp, expected);
    programs::compare(python_all.run(), in_python, expected);
}
