#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace rfmseg {

/// Customers as rows, what is known of them as columns; stored by row.
struct Matrix {
  Matrix() = default;
  Matrix(std::size_t row_count, std::size_t column_count)
      : rows(row_count), columns(column_count), values(row_count * column_count) {}

  [[nodiscard]] double operator()(std::size_t row, std::size_t column) const {
    return values[row * columns + column];
  }
  [[nodiscard]] double& operator()(std::size_t row, std::size_t column) {
    return values[row * columns + column];
  }
  [[nodiscard]] std::span<const double> row(std::size_t index) const {
    return std::span(values).subspan(index * columns, columns);
  }

  std::size_t rows = 0, columns = 0;
  std::vector<double> values;
};

/// The rows of a sample, by index.
using RowIndices = std::vector<std::uint32_t>;

/// These rows and columns of the matrix, in this order.
[[nodiscard]] inline Matrix part_of(const Matrix& matrix, const RowIndices& rows,
                                    const std::vector<std::size_t>& columns) {
  Matrix part(rows.size(), columns.size());
  double* to = part.values.data();
  for (const std::uint32_t row : rows) {
    for (const std::size_t column : columns) *to++ = matrix(row, column);
  }
  return part;
}

[[nodiscard]] inline std::vector<double> part_of(const std::vector<double>& values,
                                                 const RowIndices& rows) {
  std::vector<double> part;
  part.reserve(rows.size());
  for (const std::uint32_t row : rows) part.push_back(values[row]);
  return part;
}

}  // namespace rfmseg
