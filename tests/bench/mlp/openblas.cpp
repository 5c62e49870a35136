// OpenBLAS: a matrix product per layer and pass, through the C interface; the rest in vectors.

#include <string>

#include <cblas.h>

#include "layers.hpp"

namespace bench {

namespace {

struct with_blas : dense_layers {
    // Products want to be large; the caches want tiles of a few hundred samples.
    explicit with_blas(const problem& p) : dense_layers(p, 512) {}

    void forward(int first) {
        for (layer& l : all) {
            fill_bias(l, tile);
            const float* const from = input(l, first);
            if (tile == 1)
                cblas_sgemv(CblasColMajor, CblasNoTrans, l.out, l.in, 1, l.weight.data(), l.out,
                            from, 1, 1, l.value.data(), 1);
            else
                cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, l.out, tile, l.in, 1,
                            l.weight.data(), l.out, from, l.in, 1, l.value.data(), l.out);
            if (&l != &all.back()) activate(net.hidden, l, tile);
        }
    }
    void backward(int first) {
        run_loss(*this, first);
        for (index i = all.size(); i-- > 0;) {
            layer& l = all[i];
            slope_of_bias(l, tile, first == 0);
            slope_of_weight(l, input(l, first), first == 0);
            if (i > 0) back_to(all[i - 1], l);
        }
    }
    void slope_of_weight(layer& l, const float* from, bool is_first) {
        if (tile > 1)
            cblas_sgemm(CblasColMajor, CblasNoTrans, CblasTrans, l.out, l.in, tile, 1,
                        l.back.data(), l.out, from, l.in, is_first ? 0 : 1, l.weight_slope.data(),
                        l.out);
        else  // faster than clearing and cblas_sger, which adds
            columns(l.weight_slope.data(), l.out, l.in).matrix().noalias() =
                line(l.back.data(), l.out).matrix() *
                Eigen::Map<const Eigen::RowVectorXf>(from, l.in);
    }
    void back_to(layer& before, const layer& l) {
        if (tile == 1)
            cblas_sgemv(CblasColMajor, CblasTrans, l.out, l.in, 1, l.weight.data(), l.out,
                        l.back.data(), 1, 0, before.back.data(), 1);
        else
            cblas_sgemm(CblasColMajor, CblasTrans, CblasNoTrans, l.in, tile, l.out, 1,
                        l.weight.data(), l.out, l.back.data(), l.out, 0, before.back.data(), l.in);
        activate_back(net.hidden, before, tile);
    }

    void run_gradient() {
        mean = 0;
        for (int first = 0; first < batch; first += tile) forward(first), backward(first);
    }
    void run_output() { forward(0); }
};

}  // namespace

std::string description() {
    return std::string(openblas_get_config()) + ", kernels of " + openblas_get_corename();
}

std::unique_ptr<contestant> task_program(const problem& p) {
    return p.what.is_double ? nullptr : enter<with_blas>(p);
}

}  // namespace bench
