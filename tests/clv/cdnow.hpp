#pragma once

#include "rfmseg/clv/purchase_histories.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/shared.hpp"
#include "support/values.hpp"

namespace rfmseg::test {

/// The sample of CDNOW that the literature uses: customers who first bought in the first quarter of
/// 1997, calibrated to 1997-09-30. It is next to the project.
struct Cdnow {
  static constexpr const char* kFile = "data/cdnow_sample.csv";

  static Customers customers() {
    InputFiles files({shared(kFile)}, {});
    MeasureOptions options{.keep_purchases = true};
    options.cleaning.rules.keep_zero_amounts = true;
    return measure_customers(files, options);
  }
  static PurchaseHistories histories() {
    const auto end = std::chrono::floor<std::chrono::days>(day("1997-09-30"));
    return purchase_histories(customers(), {.calibration_end = end});
  }
};

}  // namespace rfmseg::test
