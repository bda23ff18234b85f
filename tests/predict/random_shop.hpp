#pragma once

#include <fmt/core.h>

#include <chrono>
#include <string>

#include "random.hpp"
#include "rfmseg/predict/contest.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/temp_dir.hpp"
#include "support/values.hpp"

namespace rfmseg::test {

/// Purchases on days from 2011-01-01 on; the split is day 181, 2011-07-01.
class Shop {
 public:
  void add(int customer, int day_number, double amount = 10) {
    const std::chrono::local_days date =
        std::chrono::local_days{std::chrono::year{2011} / 1 / 1} + std::chrono::days(day_number);
    rows_ += fmt::format("{},{},{},{}\n", ++order_, customer, to_date_string(date), amount);
  }
  [[nodiscard]] Customers customers() const {
    const TempDir folder;
    InputFiles files({folder.write("data.csv", "order,customer,date,amount\n" + rows_)}, {});
    return measure_customers(files, with_features({}));
  }
  [[nodiscard]] Contest contest(ContestOptions options = {},
                                const char* split = "2011-07-01") const {
    const Customers read = customers();
    return hold_contest(*read.purchases, day(split), read.transactions->as_of, options);
  }

 private:
  std::string rows_;
  int order_ = 0;
};

/// Customers with one to six purchases before the split; `is_back` says who buys after it, from the
/// number of purchases and a random number.
template <class IsBack>
Shop random_shop(int customers, IsBack is_back) {
  Shop shop;
  Random random(7, 1);
  for (int c = 1; c <= customers; ++c) {
    const int purchases = 1 + static_cast<int>(random.below(6));
    for (int p = 0; p < purchases; ++p) {
      shop.add(c, static_cast<int>(random.below(180)), 5 + static_cast<double>(random.below(50)));
    }
    if (is_back(purchases, random.unit())) {
      shop.add(c, 185 + static_cast<int>(random.below(100)), 10 * purchases);
    }
  }
  shop.add(1000, 290);
  return shop;
}

}  // namespace rfmseg::test
