#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/load_options.hpp"

namespace rfmseg {

/// The names of all fields, for messages: `order, customer, ...`.
[[nodiscard]] std::string field_names();

/// The names that columns of that meaning usually have, in their plain_name() form; the surest
/// first.
[[nodiscard]] std::span<const std::string_view> field_aliases(Field field);

/// Where each field stands in a file.
struct TransactionColumns {
  std::array<int, kFieldCount> position{};  ///< -1: the file has no such column
  int group = -1;                           ///< the column to group customers by

  [[nodiscard]] bool has(Field field) const { return at(field) >= 0; }
  [[nodiscard]] int at(Field field) const { return position[static_cast<std::size_t>(field)]; }
  /// The column that says what a line is worth: the price of one where there is also a quantity.
  [[nodiscard]] Field worth() const {
    return has(Field::price) && has(Field::quantity) ? Field::price : Field::amount;
  }
};

/// A header in the form in which names are compared: without case, blanks, underscores, hyphens and
/// dots (R writes `Customer.ID`).
[[nodiscard]] std::string plain_name(std::string_view name);

/// Finds the columns of a transaction file by the user's names, then by the usual aliases, of which
/// the surest that is present wins; never by one that the user gave another meaning. Throws
/// DataError that names `file`, the columns found and the nearest guess when there is no customer,
/// no date, or neither an amount nor quantity and price, and for two columns of one plain name;
/// UsageError for a named column that is absent.
[[nodiscard]] TransactionColumns find_transaction_columns(const std::string& file,
                                                          const std::vector<std::string>& header,
                                                          const ColumnNames& names);

/// The column to group by: the one that is called `name`, as it is written or else in plain form.
/// Throws UsageError, naming `file` and its columns, when there is none, DataError when there are
/// two.
[[nodiscard]] int find_group_column(const std::string& file, const std::vector<std::string>& header,
                                    const std::string& name);

}  // namespace rfmseg
