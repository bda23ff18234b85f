#include "predict/kernel_svm.hpp"

#include <libsvm/svm.h>

#include <cmath>
#include <cstddef>
#include <span>

namespace rfmseg {
namespace {

/// Rows in the form of libsvm: pairs of index and value, ended by the index -1.
std::vector<svm_node> nodes_of(const Matrix& x) {
  std::vector<svm_node> nodes;
  nodes.reserve(x.rows * (x.columns + 1));
  for (std::size_t r = 0; r < x.rows; ++r) {
    for (std::size_t c = 0; c < x.columns; ++c) {
      nodes.push_back({static_cast<int>(c + 1), x(r, c)});
    }
    nodes.push_back({-1, 0});
  }
  return nodes;
}

void print_nothing(const char* /*text*/) {}

}  // namespace

std::vector<double> KernelSvm::operator()(const Matrix& of) const {
  std::vector<double> values;
  values.reserve(of.rows);
  for (std::size_t r = 0; r < of.rows; ++r) {
    const std::span<const double> row = of.row(r);
    double sum = intercept;
    for (std::size_t v = 0; v < vectors.rows; ++v) {
      const std::span<const double> vector = vectors.row(v);
      double distance = 0;
      for (std::size_t c = 0; c < row.size(); ++c) {
        distance += (row[c] - vector[c]) * (row[c] - vector[c]);
      }
      sum += weights[v] * std::exp(-gamma * distance);
    }
    values.push_back(sum);
  }
  return values;
}

KernelSvm fit_kernel_svm(const Matrix& x, const std::vector<double>& y, double cost, double gamma) {
  std::vector<svm_node> nodes = nodes_of(x);
  std::vector<svm_node*> rows;
  for (std::size_t r = 0; r < x.rows; ++r) rows.push_back(&nodes[r * (x.columns + 1)]);
  std::vector<double> labels = y;
  const svm_problem problem{static_cast<int>(x.rows), labels.data(), rows.data()};
  svm_parameter parameter{};
  parameter.svm_type = C_SVC;
  parameter.kernel_type = RBF;
  parameter.gamma = gamma;
  parameter.C = cost;
  parameter.cache_size = 100;
  parameter.eps = 1e-3;
  parameter.shrinking = 1;
  svm_set_print_string_function(print_nothing);
  svm_model* model = svm_train(&problem, &parameter);

  // libsvm's model refers to the rows that it was made from: the vectors are copied.
  KernelSvm result;
  // The decision function is positive for the class of the first row.
  const double sign = model->label[0] == 1 ? 1 : -1;
  result.gamma = gamma;
  result.intercept = -sign * model->rho[0];
  result.vectors = Matrix(static_cast<std::size_t>(model->l), x.columns);
  for (int v = 0; v < model->l; ++v) {
    result.weights.push_back(sign * model->sv_coef[0][v]);
    for (std::size_t c = 0; c < x.columns; ++c) {
      result.vectors(static_cast<std::size_t>(v), c) = model->SV[v][c].value;
    }
  }
  svm_free_and_destroy_model(&model);
  return result;
}

}  // namespace rfmseg
