#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {

/// One feature of many points.
class FeatureColumn {
 public:
  using value_type = double;
  using const_iterator = ColumnIterator<FeatureColumn>;

  explicit FeatureColumn(std::vector<double> values) : values_(std::move(values)) {}
  /// The same in less memory if many points share a value, as is usual for days, orders and even
  /// money: stores distinct values, and an index per point.
  [[nodiscard]] static FeatureColumn compact(std::vector<double> values);

  [[nodiscard]] std::size_t size() const { return places_ ? places_->size() : values_.size(); }
  [[nodiscard]] double operator[](std::size_t point) const {
    return values_[places_ ? static_cast<std::size_t>((*places_)[point]) : point];
  }
  [[nodiscard]] const_iterator begin() const { return {*this, 0}; }
  [[nodiscard]] const_iterator end() const { return {*this, size()}; }

 private:
  FeatureColumn(std::vector<double> values, IntegerColumn places)
      : values_(std::move(values)), places_(std::move(places)) {}

  std::vector<double> values_;
  std::optional<IntegerColumn> places_;
};

/// The points to cluster: one row each, with features as columns.
class FeatureMatrix {
 public:
  FeatureMatrix() = default;
  explicit FeatureMatrix(std::vector<FeatureColumn> columns) : columns_(std::move(columns)) {}

  [[nodiscard]] std::size_t rows() const { return columns_.empty() ? 0 : columns_.front().size(); }
  [[nodiscard]] std::size_t columns() const { return columns_.size(); }
  [[nodiscard]] const FeatureColumn& column(std::size_t index) const { return columns_[index]; }
  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return columns_[column][row];
  }
  /// Writes the features of a point to `to`, which must have room for columns() numbers.
  void read_row(std::size_t row, double* to) const {
    for (const FeatureColumn& column : columns_) *to++ = column[row];
  }

 private:
  std::vector<FeatureColumn> columns_;
};

}  // namespace rfmseg
