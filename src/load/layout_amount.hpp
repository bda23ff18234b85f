#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "load/layout_row.hpp"
#include "load/number_reader.hpp"
#include "load/sign_check.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg {

/// Adds up the terms of RowPlan::amount. Create one per thread.
class LayoutAmount {
 public:
  /// Reads the amount of the row. A blank term is zero; the amount is blank if all are. It is
  /// unreadable if terms are in several currencies. `cell` is where the row is; it is set to the
  /// cell that is unreadable. Throws as NumberReader does.
  [[nodiscard]] NumberReader::Outcome read(const LayoutRow& row, NumberReader& numbers,
                                           NumberCell& cell, Decimal& amount);

  /// After an unreadable amount: the currency of the terms before the cell, if it is the reason.
  [[nodiscard]] std::string_view other_currency() const {
    return mixes_currencies_ ? std::string_view(currency_) : std::string_view();
  }
  /// The signs of what is subtracted, of all rows so far that are not returns.
  [[nodiscard]] const SignCheck& signs() const { return signs_; }

 private:
  std::string currency_;  ///< of the first term of the row that has one
  bool mixes_currencies_ = false;
  std::vector<std::pair<std::size_t, Amount>> subtracted_;  ///< of the row, with the term's number
  SignCheck signs_;
};

}  // namespace rfmseg
