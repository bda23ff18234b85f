#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "load/transaction_reader.hpp"
#include "rfmseg/clean/cleaning_options.hpp"

namespace rfmseg {

/// Finds the rows of a file that CleaningRules::filters exclude. Create one per thread.
class RowFilters {
 public:
  /// Throws UsageError if the file does not have a column.
  RowFilters(const std::string& file, const std::vector<std::string>& header,
             const std::vector<RowFilter>& filters);

  /// The positions of the columns, to be read as extra columns.
  [[nodiscard]] const std::vector<int>& columns() const { return columns_; }

  /// Why the row does not count: `Status=Cancelled`; null if it does. `first` is the number of the
  /// first filter's column among the extra columns. Valid until the next call.
  [[nodiscard]] const std::string* excluding(const TransactionReader& row, std::size_t first);

 private:
  struct Filter {
    RowFilter rule;
    std::string column;
    bool is_new = true;
    std::string value;  ///< of the last row
    std::string label;  ///< of the last row, if it does not count
    bool counts = true;
  };

  std::vector<int> columns_;
  std::vector<Filter> filters_;
};

}  // namespace rfmseg
