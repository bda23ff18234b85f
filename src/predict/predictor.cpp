#include "predict/predictor.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace rfmseg {
namespace {

std::vector<double> values_of(const Constant& model, const Matrix& of) {
  return std::vector<double>(of.rows, model.value);
}

std::vector<double> values_of(const OnlyColumn& model, const Matrix& of) {
  constexpr double kLeast = 1e-6;
  std::vector<double> values = of.values;
  if (model.logged) {
    for (double& one : values) one = std::log(std::max(one, kLeast));
  }
  return values;
}

std::vector<double> values_of(const MeanOfAlike& model, const Matrix& of) {
  std::vector<double> values;
  values.reserve(of.rows);
  for (const double one : of.values) values.push_back(model.means[one > 0 ? 1 : 0]);
  return values;
}

std::vector<double> values_of(const LinearOfScores& model, const Matrix& of) {
  std::vector<double> values = model.model(model.standardise(of));
  for (double& one : values) {
    if (model.range == LinearOfScores::Range::probability) one = logistic(one);
    if (model.range == LinearOfScores::Range::not_negative) one = std::max(one, 0.0);
  }
  return values;
}

std::vector<double> values_of(const KernelOfScores& model, const Matrix& of) {
  return model.svm(model.standardise(of));
}

std::vector<double> values_of(const LeafShare& model, const Matrix& of) {
  std::vector<double> values;
  values.reserve(of.rows);
  for (std::size_t r = 0; r < of.rows; ++r) {
    const ClassTree::Node& leaf = model.tree.leaf_of(of.row(r).data());
    // Laplace's rule of succession: no leaf is sure.
    values.push_back((leaf.rows[1] + 1) / (leaf.size() + 2));
  }
  return values;
}

std::vector<double> values_of(const TreeSum& model, const Matrix& of) {
  return model(of);
}

std::vector<double> values_of(const std::shared_ptr<const TreeBooster>& model, const Matrix& of) {
  return model->predict(of);
}

}  // namespace

std::vector<double> predict(const Predictor& predictor, const Matrix& of) {
  return std::visit([&](const auto& model) { return values_of(model, of); }, predictor);
}

Predictor kept(Predictor predictor) {
  const auto* grown = std::get_if<std::shared_ptr<const TreeBooster>>(&predictor);
  return grown == nullptr ? std::move(predictor) : (*grown)->trees();
}

}  // namespace rfmseg
