// Every operation in every mathematical notation: what is written is recorded beside this file.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include <unistd.h>

#include <ctgrad/ctgrad.hpp>
#include <ctgrad/show/derivation.hpp>
#include <ctgrad/show/mathml.hpp>
#include <ctgrad/show/unicode.hpp>

#include <boost/test/unit_test.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto y = scalar<"y">;
constexpr auto v = vector<"v", 3>;
constexpr auto w = vector<"w", 3>;
constexpr auto A = matrix<"A", 2, 3>;
constexpr auto B = matrix<"B", 3, 3>;

template <class... Operations> void check_rows(operations::operation_list<Operations...>) {
    for (const operation* op : {&descriptor<Operations>...}) {
        const detail::notation_row* const row = detail::row_of(op);
        BOOST_TEST_CONTEXT(op->name) {
            BOOST_REQUIRE(row);
            for (const core::text_view text : {row->unicode, row->latex, row->cpp, row->python})
                BOOST_TEST(!text.empty());
            BOOST_TEST(detail::notation_of(*op).unicode == row->unicode);
        }
    }
}

/// Writes the notations of expressions, and notes which operations stand at their tops.
struct recorder {
    std::ostringstream out;
    list<const operation*> seen;

    template <expression E> void write(E e) {
        out << text(e) << "\n    " << unicode(e) << "\n    " << latex(e) << "\n    ";
        std::string_view markup = mathml(e);  // without what is the same everywhere
        markup.remove_prefix(
            std::string_view("<math xmlns=\"http://www.w3.org/1998/Math/MathML\">").size());
        out << markup.substr(0, markup.rfind("</math>")) << '\n';
        graph g;
        detail::load(g, detail::entry_of<E::id>);
        for (const record& r : g.nodes) seen.push(r.op);
    }
    template <expression... E> void write_all(E... e) { (write(e), ...); }

    template <class... Operations> void check(operations::operation_list<Operations...>) {
        for (const operation* op : {&descriptor<Operations>...}) {
            bool found = false;
            for (const operation* other : seen) found = found || other == op;
            BOOST_TEST(found, "not recorded: " << op->name);
        }
    }
};

}  // namespace

BOOST_AUTO_TEST_CASE(every_operation_has_a_row) {
    check_rows(operations::unary_functions{});
    check_rows(operations::binary_functions{});
    check_rows(operations::ternary_functions{});
    check_rows(operations::structural_operations{});
    check_rows(
        operations::operation_list<operations::power, operations::polygamma, operations::pi>{});
}

BOOST_AUTO_TEST_CASE(every_operation_reads_as_recorded) {
    recorder r;
    r.write_all(exp(x), expm1(x), exp2(x), log(x), log1p(x), log2(x), log10(x), sin(x), cos(x),
                tan(x), asin(x), acos(x), atan(x), sinh(x), cosh(x), tanh(x), log_cosh(x), asinh(x),
                acosh(x), atanh(x), diff(erf(x), x), erf(x), erfc(x), tgamma(x), lgamma(x),
                digamma(x), polygamma(2_c, x), abs(x), sign(x), floor(x), relu(x), elu(x),
                hard_tanh(x), one_minus_square(x), sigmoid(x), softplus(x), softsign(x),
                exactly(x + y));
    r.write_all(x + y, x - y, x * y, x / y, 2_c / 3_c * x, pow(x, y), square(x), sqrt(x), cbrt(x),
                pow(x, 2_c / 3_c), 1_c / square(x), atan2(x, y), hypot(x, y), max(x, y), min(x, y),
                leaky_relu(x, 0.1_c), x < y, x <= y, x == y, select(x < y, x, y),
                select(x, y, x * y), clamp(x, y, 1_c));
    r.write_all(sum(v), mean(v), dot(v, w), squared_norm(v), norm(v), dot(B, sin(B)), trace(B),
                softmax(v), log_sum_exp(v), one_hot<4>(x), hadamard(v, w), x * v, v / w,
                transpose(A), outer(v, w), A * v, A * (v + w), diagonal(B), diagonal(v),
                element<1>(v), element<1, 2>(A), slice<1, 2>(v), slice<0, 1>(A), concat(v, x),
                concat(A, B), determinant(B), cofactors(B), diff(sum(cofactors(B)), B), inverse(B),
                solve(B, v), diff(square(element<1>(v)), v), jacobian(hadamard(v, sin(w)), v),
                jacobian(concat(element<0>(v) * element<1>(v), exp(element<2>(v))), v),
                diff(sum(square(transpose(v) * B)), v));
    r.check(operations::unary_functions{});
    r.check(operations::binary_functions{});
    r.check(operations::ternary_functions{});
    r.check(operations::structural_operations{});

    const std::filesystem::path here(__FILE__);
    std::ifstream file(here.parent_path() / "notation_table.expected");
    std::istringstream found(r.out.str());
    bool same = true;
    for (std::string line, recorded; std::getline(found, line) && same;) {
        same = std::getline(file, recorded) && line == recorded;
        BOOST_TEST(line == recorded);
    }
    std::string rest;
    same = same && !std::getline(file, rest);
    BOOST_TEST(same, "notation_table.found has what is written now");
    if (!same) std::ofstream("notation_table.found") << r.out.str();
}

BOOST_AUTO_TEST_CASE(tex_sets_every_operation_and_a_derivation) {
    if (std::system("command -v pdflatex > /dev/null 2>&1") != 0) {
        BOOST_TEST_MESSAGE("there is no pdflatex");
        return;
    }
    const std::string name = "notations_" + std::to_string(getpid());
    const std::filesystem::path folder(name);
    std::filesystem::create_directory(folder);
    std::ofstream document(folder / "all.tex");
    document << "\\documentclass{article}\n\\usepackage{amsmath}\n\\begin{document}\n";
    std::ifstream recorded(std::filesystem::path(__FILE__).parent_path() /
                           "notation_table.expected");
    int formulas = 0;
    for (std::string line[4]; std::getline(recorded, line[0]) && std::getline(recorded, line[1]) &&
                              std::getline(recorded, line[2]) && std::getline(recorded, line[3]);
         ++formulas)
        document << "\\[" << line[2] << "\\]\n";
    constexpr auto loss = 0.5_c * squared_norm(A * tanh(B * v) - slice<0, 2>(w));
    document << "\\[" << latex(derivation(loss, B)) << "\\]\n\\["
             << latex(derivation(sqrt(square(x)) * leaky_relu(one_minus_square(x * y), 0.1_c), x))
             << "\\]\n\\end{document}\n";
    document.close();
    BOOST_TEST(formulas > 80);
    const std::string command = "cd " + name +
                                " && pdflatex -interaction=nonstopmode -halt-on-error all.tex"
                                " > printed.txt 2>&1";
    const bool set = std::system(command.c_str()) == 0;
    BOOST_TEST(set, "see " << name << "/printed.txt");
    std::ifstream log(folder / "all.log");
    std::ostringstream all;
    all << log.rdbuf();
    BOOST_TEST(all.str().find("Missing character") == std::string::npos);
    if (set) std::filesystem::remove_all(folder);
}
