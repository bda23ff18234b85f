#pragma once

/// \file
/// Rows by the value in one of their columns: which of them count, which are returns.
///
///     const auto paid = rfmseg::RowFilter::parse(rfmseg::RowFilter::Effect::keep, "Status=paid");

#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/setting.hpp"

namespace rfmseg {

/// Values of a column.
struct ColumnValues {
  std::string column;                 ///< its name, spelled as LoadOptions::columns accepts
  std::vector<std::string> patterns;  ///< see matches_pattern(); one must match

  /// Parses `COLUMN=PATTERN,PATTERN`. In double quotes a name may contain `=`, a pattern commas.
  /// Throws UsageError, which names `setting`, for other text.
  [[nodiscard]] static ColumnValues parse(Setting setting, std::string_view text);

  /// Whether a value matches a pattern. `*` is any but a blank and `false`, which is not set.
  [[nodiscard]] bool match(std::string_view value) const;
};

/// Which rows count, by the value in one column.
struct RowFilter {
  enum class Effect { keep, drop };
  Effect effect = Effect::keep;  ///< of rows whose value matches; `keep` drops all others
  ColumnValues values;

  /// Parses `COLUMN=PATTERN,PATTERN`. Throws UsageError for other text.
  [[nodiscard]] static RowFilter parse(Effect effect, std::string_view text);
  /// Whether a row with this value counts.
  [[nodiscard]] bool passes(std::string_view value) const {
    return values.match(value) == (effect == Effect::keep);
  }
};

/// Whether `text` matches `pattern`, in which `*` is any text; letters of any
/// language match in either case and in either Unicode form (NFC, NFD).
[[nodiscard]] bool matches_pattern(std::string_view text, std::string_view pattern);

}  // namespace rfmseg
