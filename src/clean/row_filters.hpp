#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "load/transaction_reader.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/layout/layout.hpp"
#include "words.hpp"

namespace rfmseg {

/// Why a row does not count.
struct Exclusion {
  std::string label;   ///< `Status=Cancelled`
  bool known = true;   ///< whether someone has decided so: not for a value that a layout lacks
  bool blank = false;  ///< whether the value is blank
  bool asked = true;   ///< whether a filter of CleaningRules does it, not of the layout
};

/// Finds the rows of a file that CleaningRules::filters or a layout exclude. Create one per thread.
class RowFilters {
 public:
  /// `filters` replace those of the layout for the same columns. Throws UsageError if the file does
  /// not have a column.
  RowFilters(const std::string& file, const std::vector<std::string>& header,
             const std::vector<RowFilter>& filters, const Layout& layout);

  /// The positions of the columns, to be read as extra columns.
  [[nodiscard]] const std::vector<int>& columns() const { return columns_; }

  /// What rows have to pass, with the names of the columns as the header has them.
  [[nodiscard]] std::vector<RowFilter> rules() const;

  /// Whether a row with these values of columns() counts.
  [[nodiscard]] bool pass(const std::vector<std::string_view>& values) const;
  /// Why the row does not count; null if it does. `first` is the number of the first filter's
  /// column among the extra columns. Valid until the next call.
  [[nodiscard]] const Exclusion* excluding(const TransactionReader& row, std::size_t first) {
    for (std::size_t i = 0; i < filters_.size(); ++i) {
      Filter& filter = filters_[i];
      const std::string_view value = row.extra(first + i);
      // Values of a status are few, and often those of the row before.
      if (filter.is_new || !same_text(value, filter.value)) judge(filter, value);
      if (!filter.counts) return &filter.exclusion;
    }
    return nullptr;
  }

 private:
  struct Filter {
    RowFilter rule;
    std::string column;
    ColumnValues known;  ///< values that are known not to count
    bool knows_all = true;
    bool asked = true;
    bool is_new = true;
    std::string value;    ///< of the last row
    bool counts = true;   ///< the last row
    Exclusion exclusion;  ///< of the last row, if it does not count
  };

  static void judge(Filter& filter, std::string_view value);
  void add(const RowFilter& filter, int position, const std::string& column);

  std::vector<int> columns_;
  std::vector<Filter> filters_;
};

}  // namespace rfmseg
