// EXPECT: files hold float and double; weights.to<double>() converts others
// EXPECT: headers hold float and double; weights.to<double>() converts others
// EXPECT: a checkpoint holds parameters of float or double
#include <ctgrad/io/checkpoint.hpp>
#include <ctgrad/io/header.hpp>
#include <ctgrad/io/weights.hpp>

using parameters = ctgrad::parameters<long double, std::remove_cv_t<decltype(ctgrad::scalar<"x">)>>;
void keep(parameters& weights) {
    ctgrad::io::save("weights.safetensors", weights);
    ctgrad::io::load("weights.safetensors", weights);
    ctgrad::io::write_header("weights.hpp", weights, "weights");
    ctgrad::io::checkpoint{ctgrad::io::part{"weights", weights}}.save("run.ckpt");
}
