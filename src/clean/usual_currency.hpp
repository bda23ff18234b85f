#pragma once

#include <string>

#include "clean/row_filters.hpp"
#include "load/sample.hpp"
#include "load/transaction_format.hpp"

namespace rfmseg {

/// The currency of most orders of the sample with a row that passes the filters; of two equally
/// common ones the first by letters. If no order has one, that of the amounts (NumberFormat); empty
/// if these have none.
[[nodiscard]] std::string usual_currency(const Sample& sample, const TransactionFormat& format,
                                         const RowFilters& filters);

}  // namespace rfmseg
