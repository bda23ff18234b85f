#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "load/field_names.hpp"
#include "load/sample.hpp"
#include "rfmseg/load/load_options.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// The positions of the fields in a file.
struct TransactionColumns {
  std::array<int, kFieldCount> position{};  ///< -1 if the file does not have the column
  int group = -1;                           ///< the column to group customers by
  /// The column with the value of a row: the price of one unit, if `by_unit`, else the amount.
  Field worth = Field::amount;
  bool by_unit = false;  ///< the value is multiplied by the quantity
  /// A carried column that could be the customer, too, and has others; -1 if there is none.
  int carried_rival = -1;

  [[nodiscard]] bool has(Field field) const { return at(field) >= 0; }
  [[nodiscard]] int at(Field field) const { return position[static_cast<std::size_t>(field)]; }
  /// Whether a row has a line amount next to its quantity and price: it is compared with their
  /// product, and replaces it where one of them is blank.
  [[nodiscard]] bool has_both() const { return by_unit && has(Field::amount); }
};

/// Positions that a layout gives, by field; -1 for a field that the file does not have.
using KnownColumns = std::map<Field, int>;

/// Finds the columns of a transaction file by the user's names, then those that are `known`, then
/// by the usual names and by what the rows of `sample` contain. A column that the user gave to one
/// field is not used for another. Throws DataError, with a proposal, if there is no customer, no
/// date, or nothing that gives an amount, and if two columns with usual names of a required field
/// are different; UsageError if a column given by the user does not exist. A column of `carried`
/// (LoadOptions::carried_columns) is not the customer if there is a column of ids.
[[nodiscard]] TransactionColumns find_transaction_columns(
    const std::string& file, const std::vector<std::string>& header, const ColumnNames& names,
    const Sample& sample, const KnownColumns& known = {},
    const std::vector<std::string>& carried = {});

/// Whether the user's name of the field is `none`, and no column has this name.
[[nodiscard]] bool is_switched_off(const ColumnNames& names, Field field,
                                   const std::vector<std::string>& header);

/// The position of a column that the user named: with this exact name, or else with its
/// plain_name(). Messages say that `setting` is `given`. Throws UsageError, with the columns of the
/// file, if there is none; DataError if there are two.
[[nodiscard]] int find_named_column(const std::string& file, const std::vector<std::string>& header,
                                    const std::string& name, Setting setting,
                                    const std::string& given);

}  // namespace rfmseg
