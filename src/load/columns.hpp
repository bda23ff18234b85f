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

/// The usual names of a field's column, in their plain_name() form; the most specific first.
[[nodiscard]] std::span<const std::string_view> field_aliases(Field field);

/// The positions of the fields in a file.
struct TransactionColumns {
  std::array<int, kFieldCount> position{};  ///< -1 if the file does not have the column
  int group = -1;                           ///< the column to group customers by

  [[nodiscard]] bool has(Field field) const { return at(field) >= 0; }
  [[nodiscard]] int at(Field field) const { return position[static_cast<std::size_t>(field)]; }
  /// The column with the value of a line: the price, if there is also a quantity; else the amount.
  [[nodiscard]] Field worth() const {
    return has(Field::price) && has(Field::quantity) ? Field::price : Field::amount;
  }
};

/// A column name as names are compared: without case, blanks, underscores, hyphens and dots (R
/// writes `Customer.ID`).
[[nodiscard]] std::string plain_name(std::string_view name);

/// Finds the columns of a transaction file by the user's names, then by the usual names, of which
/// the first in field_aliases() applies. A column that the user gave to one field is not used for
/// another. Throws DataError, with the columns and the closest guess, if there is no customer, no
/// date, or neither an amount nor quantity and price, and for two columns with one plain name;
/// UsageError if a column given by the user does not exist.
[[nodiscard]] TransactionColumns find_transaction_columns(const std::string& file,
                                                          const std::vector<std::string>& header,
                                                          const ColumnNames& names);

/// The position of the column to group by: with this exact name, or else with its plain_name().
/// Throws UsageError, with the columns of the file, if there is none; DataError if there are two.
[[nodiscard]] int find_group_column(const std::string& file, const std::vector<std::string>& header,
                                    const std::string& name);

}  // namespace rfmseg
