// libxsmm: kernels that it generates for every product of a layer, on tiles of samples that stay in
// the first level of caches forward and backward; the rest in vectors.

#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include <libxsmm.h>

#include "layers.hpp"

namespace bench {

namespace {

/// C (rows x columns) = or += A (rows x depth) B (depth x columns), or B transposed; by columns.
struct product {
    libxsmm_smmfunction kernel;

    product(int rows, int columns, int depth, bool adds, bool transposed = false) {
        const float alpha = 1, beta = adds ? 1 : 0;
        const int flags = transposed ? LIBXSMM_GEMM_FLAG_TRANS_B : LIBXSMM_GEMM_FLAG_NONE;
        const int b_stride = transposed ? columns : depth;
        kernel = libxsmm_smmdispatch(rows, columns, depth, &rows, &b_stride, &rows, &alpha, &beta,
                                     &flags, nullptr);
        if (!kernel) throw std::runtime_error("libxsmm has no kernel for a layer");
    }
    void operator()(const float* a, const float* b, float* c) const { kernel(a, b, c); }
};

/// The products of a layer. Weights are stored as the forward pass wants them, for vectors along
/// the outputs; the backward pass wants their transpose. Of outputs that fill no vector, the
/// gradient by the weights is computed as its transpose, for vectors along the inputs, and
/// transposed at the end.
struct layer_products {
    bool narrow;
    product forward, first_slope, slope, back;
    numbers<float> transposed;

    layer_products(const layer& l, int tile)
        : narrow(l.out < 16 && l.in > l.out),
          forward(l.out, tile, l.in, true),
          first_slope(slope_of(l, tile, false)),
          slope(slope_of(l, tile, true)),
          back(l.in, tile, l.out, false),
          transposed(l.weight.size()) {}

    product slope_of(const layer& l, int tile, bool adds) const {
        return narrow ? product(l.in, l.out, tile, adds, true)
                      : product(l.out, l.in, tile, adds, true);
    }
};

/// By columns: to (columns x rows) = from (rows x columns) transposed.
void transpose(const float* from, float* to, int rows, int columns) {
    libxsmm_otrans(to, from, sizeof(float), rows, columns, rows, columns);
}

struct with_xsmm : dense_layers {
    std::vector<layer_products> products;

    explicit with_xsmm(const problem& p) : dense_layers(p, 64) {
        for (const layer& l : all) products.emplace_back(l, tile);
    }

    void forward(int first) {
        for (index i = 0; i < all.size(); ++i) {
            layer& l = all[i];
            fill_bias(l, tile);
            products[i].forward(l.weight.data(), input(l, first), l.value.data());
            if (i + 1 < all.size()) activate(net.hidden, l, tile);
        }
    }
    void backward(int first) {
        run_loss(*this, first);
        for (index i = all.size(); i-- > 0;) {
            layer& l = all[i];
            const layer_products& of = products[i];
            const product& slope = first == 0 ? of.first_slope : of.slope;
            const float* const from = input(l, first);
            slope_of_bias(l, tile, first == 0);
            slope(of.narrow ? from : l.back.data(), of.narrow ? l.back.data() : from,
                  l.weight_slope.data());
            if (i == 0) return;
            layer& before = all[i - 1];
            if (tile > 1) of.back(of.transposed.data(), l.back.data(), before.back.data());
            else  // one sample is not worth a transpose; libxsmm's kernels take none of the left
                line(before.back.data(), l.in).matrix().noalias() =
                    columns(l.weight.data(), l.out, l.in).matrix().transpose() *
                    line(l.back.data(), l.out).matrix();
            activate_back(net.hidden, before, tile);
        }
    }

    void run_gradient() {
        mean = 0;
        for (index i = 1; tile > 1 && i < all.size(); ++i)
            transpose(all[i].weight.data(), products[i].transposed.data(), all[i].out, all[i].in);
        for (int first = 0; first < batch; first += tile) forward(first), backward(first);
        for (index i = 0; i < all.size(); ++i) finish(all[i], products[i]);
    }
    static void finish(layer& l, layer_products& of) {
        if (!of.narrow || l.out == 1) return;
        transpose(l.weight_slope.data(), of.transposed.data(), l.in, l.out);
        std::copy(of.transposed.begin(), of.transposed.end(), l.weight_slope.begin());
    }
    void run_output() { forward(0); }
};

}  // namespace

std::string description() {
    return "libxsmm " LIBXSMM_VERSION ", kernels for " + std::string(libxsmm_get_target_arch());
}

std::unique_ptr<contestant> task_program(const problem& p) {
    return p.what.is_double ? nullptr : enter<with_xsmm>(p);
}

}  // namespace bench
