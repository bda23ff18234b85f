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

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/load/timestamp.hpp"

namespace rfmseg {

/// Which rows count, by the value in one column.
struct RowFilter {
  enum class Effect { keep, drop };
  Effect effect = Effect::keep;       ///< of rows whose value matches; `keep` drops all others
  std::string column;                 ///< its name, in any spelling that LoadOptions::columns takes
  std::vector<std::string> patterns;  ///< of values, see matches_pattern(); one must match

  /// Parses `COLUMN=PATTERN,PATTERN`. Throws UsageError for other text.
  [[nodiscard]] static RowFilter parse(Effect effect, std::string_view text);
};

/// Whether `text` matches `pattern`, in which `*` is any text; letters match in either case.
[[nodiscard]] bool matches_pattern(std::string_view text, std::string_view pattern);

/// Optional rules, in addition to those that always apply (see RowReason and docs/definitions.md).
struct CleaningRules {
  std::vector<std::string> excluded_stock_codes{};  ///< drops rows with these; ignores case
  std::optional<Timestamp> from{};                  ///< drops earlier rows
  std::optional<Timestamp> until{};                 ///< drops rows at this time or later
  std::optional<Timestamp> as_of{};      ///< drops later rows; recency is measured from it
  std::vector<std::string> countries{};  ///< drops rows of others, unless empty; ignores case
  bool drop_duplicates = false;          ///< drops rows that equal an earlier row in every field
  bool net_returns = false;              ///< subtracts returns from monetary; default: drops them
  /// The order ids of cancellations: a pattern, see matches_pattern(); empty: no order id is one.
  /// Default: if most orders have a number, `C` and a number, where the amount is not positive; `A`
  /// and a number is then an adjustment, as in UCI's Online Retail.
  std::optional<std::string> cancellations{};
  /// Rows count only if they pass all of these.
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
