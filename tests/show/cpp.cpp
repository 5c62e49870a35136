// C++ that is written is compiled by the compiler of this test ($CXX) and gives the same numbers.

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <unistd.h>

#include <ctgrad/show/cpp.hpp>

#include "programs.hpp"

using namespace programs;

namespace {

static_assert(cpp<"g">(gradient(x * sin(y), x, y)) == R"(#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

void g(double x, double y, double* d_x, double* d_y) {
    *d_x = std::sin(y);
    *d_y = x * std::cos(y);
}
)",
              "a gradient");

static_assert(cpp(A * v).ends_with(R"(
void f(const double* A /* 2 x 3 */, const double* v /* 3 */, double* result /* 2 */) {
    for (int i = 0; i < 2; ++i) {
        double sum = 0.0;
        for (int k = 0; k < 3; ++k) sum += A[3 * i + k] * v[k];
        result[i] = sum;
    }
}
)"),
              "a product of a matrix and a vector");

// What C++ or the program itself calls so, and what looks like a name that the program makes.
constexpr auto hostile = scalar<"f"> * scalar<"i"> * scalar<"class"> * scalar<"class_"> *
                         scalar<"t1"> * scalar<"_x"> * scalar<"M_PI"> * scalar<"d_i">;
static_assert(
    cpp(gradient(exp(hostile), scalar<"i">))
            .find("void f(double M_PI_, double class_, double class__, double d_i, double f_, "
                  "double i_, double t1,\n      double v_x, double* d_i_)") !=
        std::string_view::npos,
    "names that are taken");

std::string literal(const numbers& all) {
    std::string result = "{";
    for (const long double number : all) result += std::to_string(number) + ", ";
    return result + "}";
}

/// The program without its first lines, which include.
std::string body_of(std::string_view program) {
    return std::string(program.substr(program.find("\n\n")));
}

}  // namespace

BOOST_AUTO_TEST_CASE(programs_compute_the_same) {
    std::set<const operation*> operations_found;
    std::vector<std::string> texts;
    std::vector<numbers> expected;
    std::ostringstream source, calls;
    for_all([&]<class X>(X computation) {
        const std::string_view text = cpp(computation);
        if (texts.empty()) source << text.substr(0, text.find("\n\n")) << "\n#include <cstdio>\n";
        const std::string space = "program_" + std::to_string(texts.size());
        source << "namespace " << space << " {" << body_of(text) << "}\n";
        texts.emplace_back(text);
        expected.push_back(results_of<X>());
        note_operations<X>(operations_found);

        constexpr const auto& g = frozen<typename detail::subject<X>::pass>;
        const bool returned = detail::subject<X>::value && g.nodes[g.outputs[0]].extent.rank == 0;
        std::string arguments;
        for (const std::string_view name : variables_of<X>()) {
            const numbers& value = values().at(name);
            calls << "    const double " << name << "_in[] = " << literal(value) << ";\n";
            arguments += (arguments.empty() ? "" : ", ") + std::string(name) + "_in";
            const bool tensor = name == "v" || name == "w" || name == "A" || name == "B";
            if (!tensor) arguments += "[0]";
        }
        calls << "    double out[" << expected.back().size() << "];\n";
        int offset = 0;
        for (int o = 0; o < g.output_count; ++o) {
            if (!returned || o > 0)
                arguments += (arguments.empty() ? "out + " : ", out + ") + std::to_string(offset);
            offset += g.nodes[g.outputs[o]].extent.size();
        }
        calls << "    " << (returned ? "out[0] = " : "") << space << "::f(" << arguments << ");\n"
              << "    for (double number : out) std::printf(\"%.17g \", number);\n"
              << "    std::puts(\"\");\n    }\n    {\n";
    });
    check_all_found(operations_found);

    const char* const compiler = std::getenv("CXX");
    BOOST_TEST_REQUIRE(compiler != nullptr, "CXX names the compiler");
    const std::string path = path_of("cpp.cpp"), program = path_of("cpp");
    std::ofstream(path) << source.str() << "int main() {\n    {\n" << calls.str() << "    }\n}\n";
    const std::string command = std::string(compiler) +
                                " -std=c++17 -Wall -Wextra -Wno-unused-function -Wshadow -Werror " +
                                path + " -o " + program;
    const int status = std::system(command.c_str());
    BOOST_TEST_REQUIRE(status == 0, command);
    const std::string output = printed_by("./" + program);
    compare(output, texts, expected);
    std::remove(path.c_str());
    std::remove(program.c_str());
}
