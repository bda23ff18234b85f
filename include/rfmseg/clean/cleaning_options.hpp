#pragma once

/// \file
/// Which rows of a transaction file are kept.
///
///     rfmseg::MeasureOptions options;
///     rfmseg::CleaningRules& rules = options.cleaning.rules;
///     rules.excluded_stock_codes = {"POST", "M"};
///     rules.countries = {"France"};
///     rules.as_of = rfmseg::TimestampParser("%Y-%m-%d").parse("2011-12-10");
///     options.cleaning.error_limit = rfmseg::ErrorLimit::parse("0.5%");

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/layout/row_filter.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Optional rules, in addition to those that always apply (see RowReason and docs/definitions.md).
struct CleaningRules {
  std::vector<std::string> excluded_stock_codes{};  ///< drops rows with these; ignores case
  std::optional<Timestamp> from{};                  ///< drops earlier rows
  std::optional<Timestamp> until{};                 ///< drops rows at this time or later
  std::optional<Timestamp> as_of{};      ///< drops later rows; recency is measured from it
  std::vector<std::string> countries{};  ///< drops rows of others, unless empty; ignores case
  bool drop_duplicates = false;          ///< drops rows that equal an earlier row in every field
  /// Whether returns are subtracted from monetary or dropped. Default: as the layout of the
  /// first file has it (Layout::subtracts_returns()).
  std::optional<bool> net_returns{};
  /// The order ids of cancellations: a pattern, see matches_pattern(); empty: no order id is one.
  /// Default: those of the layout, if any.
  std::optional<std::string> cancellations{};
  /// Whether returns are subtracted, by `net_returns` or its default.
  [[nodiscard]] bool subtracts_returns() const { return net_returns.value_or(false); }
  /// Whether rows with a price or amount of zero and a quantity above zero are purchases, for
  /// nothing. Customers who have only such are customers then.
  bool keep_zero_amounts = false;
  /// Rows count only if they pass all of these. A layout's filters for the same columns do not
  /// apply.
  std::vector<RowFilter> filters{};
  /// The currency of the rows that count, as an ISO code or sign. Default: the file's; a file with
  /// several is then an error.
  std::string currency{};
};

/// The number of bad (malformed or unreadable) rows that a run accepts: a number of rows or a
/// percentage of all rows.
struct ErrorLimit {
  std::optional<std::uint64_t> rows{};  ///< if set, `percent` does not apply
  Decimal percent{1, 0};                ///< default: 1%

  /// Parses `100` or `0.5%`. Throws UsageError for other text.
  [[nodiscard]] static ErrorLimit parse(std::string_view text);
  /// Whether `bad_rows` of `all_rows` are more than the limit.
  [[nodiscard]] bool exceeded(std::uint64_t bad_rows, std::uint64_t all_rows) const;
  /// `1% of rows` or `100 rows`.
  [[nodiscard]] std::string describe() const;
};

/// How transaction files are read and which of their rows are kept.
struct CleaningOptions {
  LoadOptions load{};
  CleaningRules rules{};
  ErrorLimit error_limit{};
  bool find_shared_orders = false;  ///< compute SourceFile::shared
};

}  // namespace rfmseg
