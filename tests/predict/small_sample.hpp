#pragma once

#include <cstddef>
#include <vector>

#include "predict/matrix.hpp"

namespace rfmseg::test {

/// 24 rows of three columns, with amounts and classes, from a formula that other programs know.
struct SmallSample {
  Matrix x{24, 3};
  std::vector<double> amounts, classes;

  SmallSample() {
    for (std::size_t i = 0; i < x.rows; ++i) {
      x(i, 0) = static_cast<double>((i * 7) % 11);
      x(i, 1) = static_cast<double>((i * 5) % 13) / 2;
      x(i, 2) = static_cast<double>((i * i) % 9);
      amounts.push_back(3 * x(i, 0) - 2 * x(i, 1) + 0.5 * x(i, 2) +
                        static_cast<double>((i * 3) % 5) - 2);
      classes.push_back(static_cast<double>((i * 11) % 7) + x(i, 0) / 2 > 5 ? 1 : 0);
    }
  }
};

}  // namespace rfmseg::test
