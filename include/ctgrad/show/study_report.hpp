/// What a study found, as data: values and adjoints of all nodes, formulas, comparisons, costs.
#pragma once

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include <ctgrad/plan/cost.hpp>

namespace ctgrad {

/// Options of a study, to be named: `study_options{.rate = 0.5}`.
struct study_options {
    double rate = 0.1;             ///< of the update w - rate * gradient
    std::string title{};           ///< of the page
    std::string value_name = "L";  ///< how the value is called
    bool by_layers = false;        ///< layers as nodes, also where there are few nodes
    std::size_t checked = 32;      ///< entries of each parameter with a numeric derivative

    /// Refuses what makes no sense: std::invalid_argument, one sentence.
    void validate() const {
        if (!std::isfinite(rate))
            throw std::invalid_argument("study_options: the rate must be a finite number");
        if (value_name.empty())
            throw std::invalid_argument("study_options: the value must have a name");
    }
};

/// What a node is computed from, and what it gives back.
struct study_input {
    int node = 0;                ///< its place in study_report::nodes
    std::vector<double> part{};  ///< that it adds to the input's adjoint
    std::string formula{};       ///< of the part, in names; MathML without <math>
    std::string text{};          ///< the same in Unicode
    std::string numbers{};       ///< with numbers for names; empty where not all are scalars

    /// Whether an adjoint goes back this way.
    bool passes() const { return !part.empty() || !text.empty(); }
};

/// A node: a variable, an operation, or by layers several of them. All arrays are row by row.
struct study_node {
    std::string name{};       ///< in Unicode
    std::string name_math{};  ///< MathML without <math>
    std::string symbol{};     ///< what it does, in some characters
    std::string rule{};       ///< how the chain rule goes through it
    shape extent = scalar_shape;
    bool variable = false;
    bool parameter = false;
    std::vector<double> value{};
    std::vector<double> adjoint{};  ///< empty: none is needed
    std::string formula{};          ///< what it is computed by, in names; MathML without <math>
    std::string text{};             ///< the same in Unicode
    std::string numbers{};          ///< with numbers for names; empty where not all are scalars
    std::vector<study_input> inputs{};
};

/// The derivative by one entry of a parameter, counted from 0: that of the formula, and the central
/// difference of two evaluations. At a kink the difference says nothing.
struct study_entry {
    int row = 0;
    int column = 0;
    double symbolic = 0;
    double numeric = 0;
    bool at_kink = false;

    /// Relative to the larger of the two, or to 1 where both are small.
    double error() const {
        return std::abs(symbolic - numeric) /
               std::max({std::abs(symbolic), std::abs(numeric), 1.0});
    }
};

/// A variable that was differentiated by.
struct study_parameter {
    int node = -1;  ///< its place in study_report::nodes; -1 where the value does not depend on it
    std::string name{};
    std::string name_math{};
    shape extent = scalar_shape;
    std::vector<double> value{};
    std::vector<double> gradient{};
    std::vector<double> updated{};  ///< value - rate * gradient
    std::vector<study_entry> checked{};
};

/// A forward pass, a backward pass and an update, with all their numbers. `html` makes a page of
/// it; `svg`, `forward_dot`, `backward_dot` and `update_dot` make pictures. Of a study without
/// bindings it has formulas and no numbers: the pictures show these instead.
struct study_report {
    study_options options{};
    std::string text{};               ///< the value's formula
    std::string formula{};            ///< the same, a MathML element
    double value = 0;                 ///< before the update
    double updated_value = 0;         ///< after it
    bool by_layers = false;           ///< whether nodes are layers
    std::vector<study_node> nodes{};  ///< in the order of their computation; the last is the value
    std::vector<study_parameter> parameters{};
    cost_estimate value_cost{};
    cost_estimate gradient_cost{};  ///< of the value and the gradient together

    bool has_numbers() const { return !nodes.empty() && !nodes.back().value.empty(); }

    /// Entries of all parameters.
    std::size_t parameter_count() const {
        std::size_t sum = 0;
        for (const study_parameter& p : parameters)
            sum += static_cast<std::size_t>(p.extent.size());
        return sum;
    }
    /// The node of this name; null if there is none.
    const study_node* find(std::string_view name) const {
        for (const study_node& n : nodes)
            if (n.name == name) return &n;
        return nullptr;
    }
};

}  // namespace ctgrad
