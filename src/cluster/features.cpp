#include "rfmseg/cluster/features.hpp"

#include <fmt/format.h>

#include <Eigen/Core>
#include <cmath>
#include <iterator>
#include <span>

#include "rfmseg/error.hpp"
#include "rfmseg/text.hpp"

namespace rfmseg {
namespace {

double log1p_of(double value, const char* metric, const Customer& customer) {
  if (value > -1) return std::log1p(value);
  throw DataError(fmt::format(
      "customer '{}': {} {} has no log1p, which clusters are made by (hint: cluster only "
      "customers whose metrics are above -1)",
      printable(customer.id), metric, value));
}

/// Standardises the column in place: z-scores, with the population standard deviation. Sums are
/// added in the order of the customers, so that they round the same whatever the width of vectors.
void standardise(std::span<double> column, FeatureScaling& scaling) {
  const auto count = static_cast<double>(column.size());
  // Sums of differences to one of the values: a constant column gets exactly its value as mean.
  const double origin = column.front();
  double sum = 0;
  for (const double value : column) sum += value - origin;
  const double mean = origin + sum / count;
  double squares = 0;
  for (const double value : column) squares += (value - mean) * (value - mean);
  const double deviation = squares > 0 ? std::sqrt(squares / count) : 1;
  Eigen::Map<Eigen::ArrayXd> values(column.data(), std::ssize(column));
  values = (values - mean) / deviation;
  scaling.mean.push_back(mean);
  scaling.deviation.push_back(deviation);
}

}  // namespace

Features rfm_features(const CustomerTable& table) {
  Features features;
  features.scaling.names = {"recency", "frequency", "monetary"};
  FeatureMatrix& matrix = features.matrix;
  matrix.rows = table.size();
  matrix.columns = features.scaling.names.size();
  if (matrix.rows == 0) throw DataError("there are no customers to cluster");

  matrix.values.resize(matrix.rows * matrix.columns);
  const std::span values(matrix.values);
  const std::span recency = values.first(matrix.rows);
  const std::span frequency = values.subspan(matrix.rows, matrix.rows);
  const std::span monetary = values.last(matrix.rows);
  for (std::size_t i = 0; i < matrix.rows; ++i) {
    const Customer& customer = table.customers[i];
    recency[i] = log1p_of(static_cast<double>(customer.recency), "recency", customer);
    frequency[i] = log1p_of(static_cast<double>(customer.frequency), "frequency", customer);
    monetary[i] = log1p_of(customer.monetary.to_double(), "monetary", customer);
  }
  for (const std::span column : {recency, frequency, monetary}) {
    standardise(column, features.scaling);
  }
  return features;
}

}  // namespace rfmseg
