/// Where the nodes of a drawn graph stand: in layers from left to right (after Sugiyama).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace ctgrad::detail {

struct point {
    double x = 0, y = 0;
};
struct box_size {
    double width = 0, height = 0;
};
struct graph_arrow {
    int from = 0, to = 0;
};

/// Places boxes whose arrows lead from lower to higher numbers. Sources stand beside what they are
/// first used by. Long arrows bend around the boxes between. Cost: linear in what crosses layers.
class graph_layout {
public:
    std::vector<point> centre{};             ///< per box
    std::vector<std::vector<point>> path{};  ///< per arrow: its bends, ends included
    double width = 0, height = 0;

    graph_layout(const std::vector<box_size>& boxes, const std::vector<graph_arrow>& arrows)
        : boxes_(boxes), real_(boxes.size()) {
        rank(arrows);
        split(arrows);
        order();
        place();
        route(arrows);
    }

private:
    static constexpr double row_gap = 12, column_gap = 36, margin = 12, bend_height = 6;
    static constexpr int sweeps = 24;
    using neighbours = std::vector<std::vector<std::size_t>>;
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }

    void rank(const std::vector<graph_arrow>& arrows) {
        rank_.assign(real_, 0);
        std::vector<bool> source(real_, true);
        for (const graph_arrow& a : arrows) source[index(a.to)] = false;
        std::vector<std::vector<std::size_t>> into(real_);
        for (const graph_arrow& a : arrows) into[index(a.to)].push_back(index(a.from));
        for (std::size_t i = 0; i < real_; ++i)
            for (const std::size_t from : into[i]) rank_[i] = std::max(rank_[i], rank_[from] + 1);
        std::vector<int> first(real_, -1);
        for (const graph_arrow& a : arrows) {
            int& user = first[index(a.from)];
            const int rank = rank_[index(a.to)];
            if (user < 0 || rank < user) user = rank;
        }
        for (std::size_t i = 0; i < real_; ++i)
            if (source[i] && first[i] > 0) rank_[i] = first[i] - 1;
    }

    /// Bends are boxes, too: one in each layer that an arrow crosses.
    void split(const std::vector<graph_arrow>& arrows) {
        for (const graph_arrow& a : arrows) {
            chain_.push_back({index(a.from)});
            for (int r = rank_[index(a.from)] + 1; r < rank_[index(a.to)]; ++r) {
                chain_.back().push_back(boxes_.size());
                boxes_.push_back({0, bend_height});
                rank_.push_back(r);
            }
            chain_.back().push_back(index(a.to));
        }
        before_.resize(boxes_.size()), after_.resize(boxes_.size());
        for (const auto& chain : chain_)
            for (std::size_t k = 1; k < chain.size(); ++k) {
                before_[chain[k]].push_back(chain[k - 1]);
                after_[chain[k - 1]].push_back(chain[k]);
            }
        int last = 0;
        for (const int r : rank_) last = std::max(last, r);
        layers_.resize(index(last) + 1);
        for (std::size_t i = 0; i < boxes_.size(); ++i) layers_[index(rank_[i])].push_back(i);
    }

    /// Fewer crossings: each box at the mean place of its neighbours, from both sides in turn. The
    /// best order that was seen stays.
    void order() {
        place_.resize(boxes_.size());
        number();
        auto best = layers_;
        long fewest = crossings();
        for (int s = 0; s < sweeps && fewest > 0; ++s) {
            const bool forward = s % 2 == 0;
            for (std::size_t k = 0; k < layers_.size(); ++k) {
                auto& layer = layers_[forward ? k : layers_.size() - 1 - k];
                const neighbours& beside = forward ? before_ : after_;
                std::vector<double> key(boxes_.size());
                for (const std::size_t i : layer) key[i] = mean(beside[i], place_, place_[i]);
                std::sort(layer.begin(), layer.end(), [&](std::size_t a, std::size_t b) {
                    return key[a] != key[b] ? key[a] < key[b] : place_[a] < place_[b];
                });
                number();
            }
            if (const long now = crossings(); now < fewest) fewest = now, best = layers_;
        }
        layers_ = best;
    }
    void number() {
        for (const auto& layer : layers_)
            for (std::size_t k = 0; k < layer.size(); ++k)
                place_[layer[k]] = static_cast<double>(k) - static_cast<double>(layer.size()) / 2;
    }
    static double mean(const std::vector<std::size_t>& of, const std::vector<double>& value,
                       double otherwise) {
        double sum = 0;
        for (const std::size_t i : of) sum += value[i];
        return of.empty() ? otherwise : sum / static_cast<double>(of.size());
    }
    double weighted(const std::vector<std::size_t>& of, const std::vector<double>& value,
                    double otherwise) const {
        double sum = 0, weights = 0;
        for (const std::size_t i : of) sum += weight(i) * value[i], weights += weight(i);
        return of.empty() ? otherwise : sum / weights;
    }
    /// Sources give way, so that what is computed in a row stands in a row.
    double weight(std::size_t i) const { return before_[i].empty() ? 1 : 20; }

    long crossings() const {
        long count = 0;
        for (const auto& layer : layers_) {
            std::vector<double> ends;
            for (const std::size_t i : layer) {
                std::vector<double> of;
                for (const std::size_t to : after_[i]) of.push_back(place_[to]);
                for (const double end : of)
                    for (const double other : ends) count += other > end;
                ends.insert(ends.end(), of.begin(), of.end());
            }
        }
        return count;
    }

    /// Heights: each box wants to stand at the mean of its neighbours, none overlaps another.
    void place() {
        std::vector<double> y(boxes_.size());
        for (const auto& layer : layers_) stack(layer, y, std::vector<double>(boxes_.size(), 0));
        for (int s = 0; s < 2 * sweeps; ++s) {
            const bool forward = s % 2 == 0;
            for (std::size_t k = 0; k < layers_.size(); ++k) {
                const auto& layer = layers_[forward ? k : layers_.size() - 1 - k];
                std::vector<double> wanted(boxes_.size());
                for (const std::size_t i : layer) {
                    const double left = weighted(before_[i], y, y[i]);
                    const double right = weighted(after_[i], y, y[i]);
                    wanted[i] = before_[i].empty()  ? right
                                : after_[i].empty() ? left
                                                    : (left + right) / 2;
                }
                stack(layer, y, wanted);
            }
        }
        double top = 0, bottom = 0, x = margin;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            top = std::min(top, y[i] - boxes_[i].height / 2);
            bottom = std::max(bottom, y[i] + boxes_[i].height / 2);
        }
        all_.resize(boxes_.size());
        for (const auto& layer : layers_) {
            double widest = 0;
            for (const std::size_t i : layer) widest = std::max(widest, boxes_[i].width);
            for (const std::size_t i : layer) all_[i] = {x + widest / 2, y[i] - top + margin};
            spans_.push_back({x, x + widest});
            x += widest + column_gap;
        }
        width = x - column_gap + margin;
        height = bottom - top + 2 * margin;
        centre.assign(all_.begin(), all_.begin() + static_cast<std::ptrdiff_t>(real_));
    }

    /// Boxes of a layer in their order, as near as possible to where they want to be: groups of
    /// neighbours that touch move together.
    void stack(const std::vector<std::size_t>& layer, std::vector<double>& y,
               const std::vector<double>& wanted) const {
        struct group {
            std::size_t first, count;
            double weight, sum, height;  ///< sum: of wanted tops, less the place within the group
            double top() const { return sum / weight; }
        };
        std::vector<group> groups;
        for (std::size_t k = 0; k < layer.size(); ++k) {
            const double size = boxes_[layer[k]].height + row_gap, heavy = weight(layer[k]);
            group next{k, 1, heavy, heavy * (wanted[layer[k]] - size / 2), size};
            while (!groups.empty() && groups.back().top() + groups.back().height > next.top()) {
                group& last = groups.back();
                next = {last.first, last.count + next.count, last.weight + next.weight,
                        last.sum + next.sum - last.height * next.weight, last.height + next.height};
                groups.pop_back();
            }
            groups.push_back(next);
        }
        for (const group& g : groups) {
            double top = g.top();
            for (std::size_t k = g.first; k < g.first + g.count; ++k) {
                const double size = boxes_[layer[k]].height + row_gap;
                y[layer[k]] = top + size / 2;
                top += size;
            }
        }
    }

    void route(const std::vector<graph_arrow>& arrows) {
        for (std::size_t a = 0; a < arrows.size(); ++a) {
            const auto& chain = chain_[a];
            std::vector<point> points;
            const point from = all_[chain.front()], to = all_[chain.back()];
            points.push_back({from.x + boxes_[chain.front()].width / 2, from.y});
            for (std::size_t k = 1; k + 1 < chain.size(); ++k) {
                const point bend = all_[chain[k]];
                const auto& span = spans_[index(rank_[chain[k]])];
                points.push_back({span.x, bend.y});
                points.push_back({span.y, bend.y});
            }
            points.push_back({to.x - boxes_[chain.back()].width / 2, to.y});
            path.push_back(std::move(points));
        }
    }

    std::vector<box_size> boxes_;  ///< those that are drawn, then bends
    std::size_t real_;
    std::vector<int> rank_{};
    std::vector<std::vector<std::size_t>> chain_{};  ///< per arrow: the boxes on its way
    neighbours before_{}, after_{};
    std::vector<std::vector<std::size_t>> layers_{};
    std::vector<double> place_{};
    std::vector<point> all_{};
    std::vector<point> spans_{};  ///< per layer: its left and right end
};

}  // namespace ctgrad::detail
