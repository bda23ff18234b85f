#include "predict/kernel_svm.hpp"

#include <libsvm/svm.h>

#include <cmath>
#include <cstddef>

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

/// The support vectors, which outlive libsvm's model: it refers to the rows that it was made from.
struct SupportVectors {
  Matrix vectors;
  std::vector<double> weights;
  double intercept = 0;
  double gamma = 0;

  [[nodiscard]] double operator()(const double* row) const {
    double sum = intercept;
    for (std::size_t v = 0; v < vectors.rows; ++v) {
      double distance = 0;
      const double* vector = vectors.values.data() + v * vectors.columns;
      for (std::size_t c = 0; c < vectors.columns; ++c) {
        distance += (row[c] - vector[c]) * (row[c] - vector[c]);
      }
      sum += weights[v] * std::exp(-gamma * distance);
    }
    return sum;
  }
};

void print_nothing(const char* /*text*/) {}

}  // namespace

Predictor fit_kernel_svm(const Matrix& x, const std::vector<double>& y, double cost, double gamma) {
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

  SupportVectors result;
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
  return [result](const Matrix& of) {
    std::vector<double> values;
    for (std::size_t r = 0; r < of.rows; ++r) values.push_back(result(of.row(r).data()));
    return values;
  };
}

}  // namespace rfmseg
