// The page as text, and two pages in the current directory, which tests/show/browser.py then opens.
#include <ctgrad/show/page.hpp>

#include <array>
#include <filesystem>

#include <boost/test/unit_test.hpp>

#include <ctgrad/expr/functions.hpp>
#include <ctgrad/io/data_error.hpp>
#include <ctgrad/io/write_file.hpp>
#include <ctgrad/nn/mlp.hpp>
#include <ctgrad/show/study.hpp>

using namespace ctgrad;
using namespace ctgrad::literals;

namespace {

constexpr auto x = scalar<"x">;
constexpr auto w = scalar<"w_with_an_index_and_a_name_of_sixty_characters_to_be_written">;
constexpr auto b = scalar<"b">;

study_report neuron(std::string title, std::string name = "L") {
    return study(value_and_gradient(square(3.5_c - relu(w * x + b)), w, b),
                 {.rate = 0.1, .title = std::move(title), .value_name = std::move(name)}, x = 0.5,
                 w = 1.0, b = 2.0);
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

}  // namespace

BOOST_AUTO_TEST_CASE(nothing_is_loaded_from_elsewhere) {
    std::string page = html(neuron("A neuron"));
    BOOST_TEST((page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n")));
    for (const std::string_view space :
         {"http://www.w3.org/1998/Math/MathML", "http://www.w3.org/2000/svg"})
        for (auto at = page.find(space); at != std::string::npos; at = page.find(space))
            page.erase(at, space.size());
    BOOST_TEST(!contains(page, "://"));
    for (const std::string_view word : {"src=", "@import", "url("})
        BOOST_TEST(!contains(page, word));
}

BOOST_AUTO_TEST_CASE(hostile_texts_are_escaped) {
    const std::string hostile =
        "</title><script>alert(\"1\")</script>'\\ {script} \x01 & " + std::string(200, 'x') + "é";
    const std::string page = html(neuron(hostile, hostile));
    BOOST_TEST(!contains(page, "<script>alert"));
    BOOST_TEST(contains(page, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;\\ {script}"));
    BOOST_TEST(!contains(page, "\x01"));
    io::write_file("study_hostile.html", page);
    io::write_file("study_neuron.html", html(neuron("A neuron")));
}

BOOST_AUTO_TEST_CASE(layers) {
    using net = nn::mlp<nn::dense<3, 12, nn::tanh>, nn::dense<12, 2>>;
    std::array<double, 36> first{};
    std::array<double, 24> second{};
    for (std::size_t i = 0; i < first.size(); ++i)
        first[i] = 0.1 * static_cast<double>(i % 7) - 0.3;
    for (std::size_t i = 0; i < second.size(); ++i) second[i] = 0.2 * static_cast<double>(i % 5);
    constexpr std::array image{0.5, -1.0, 2.0};
    const auto report =
        study(value_and_gradient(squared_norm(net::output), net::weight<1>(), net::weight<2>()),
              {.by_layers = true}, net::input = image, net::weight<1>() = first,
              net::bias<1>() = std::array<double, 12>{}, net::weight<2>() = second,
              net::bias<2>() = std::array{0.1, 0.2});
    const std::string page = html(report);
    BOOST_TEST(contains(page, "12 × 3, from −0.3 to 0.3"));
    BOOST_TEST(contains(page, "tanh(b₁ + W₁x)"));
    io::write_file("study_layers.html", page);
}

BOOST_AUTO_TEST_CASE(an_unwritable_path_is_named) {
    const std::string path = "no such folder/page.html";
    BOOST_CHECK_EXCEPTION(io::write_file(path, html(neuron("A neuron"))), io::data_error,
                          [&](const io::data_error& e) { return contains(e.what(), path); });
    BOOST_TEST(!std::filesystem::exists("no such folder"));
}
