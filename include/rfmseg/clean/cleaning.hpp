#pragma once

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/ledger.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/load/transaction.hpp"

namespace rfmseg {

/// Which transactions count, beyond the rules that always hold.
struct CleaningRules {
  std::vector<std::string> excluded_stock_codes;
  std::optional<Timestamp> from;       ///< transactions before it are outside the window
  std::optional<Timestamp> until;      ///< transactions at or after it are outside the window
  std::optional<Timestamp> as_of;      ///< transactions after it are dropped
  std::vector<std::string> countries;  ///< those to keep; empty keeps all; case does not matter
  bool drop_duplicates = false;        ///< keep the first of rows that are the same in every field
  bool net_returns = false;            ///< subtract cancellations of less than nothing
};

/// What happens to the transaction, by all rules but the one about duplicates, which needs to know
/// other rows (see DuplicateFilter).
[[nodiscard]] RowReason judge(const Transaction& transaction, const CleaningRules& rules);

/// How many bad rows a run may have: a number, or a share of the rows read.
struct ErrorLimit {
  std::optional<std::uint64_t> rows;  ///< when set, `percent` does not count
  Decimal percent{1, 0};

  /// Reads `100` or `0.5%`; throws UsageError for anything else.
  [[nodiscard]] static ErrorLimit parse(std::string_view text);
  [[nodiscard]] bool exceeded(std::uint64_t bad_rows, std::uint64_t all_rows) const;
  /// `1% of rows` or `100 rows`.
  [[nodiscard]] std::string describe() const;
};

}  // namespace rfmseg
