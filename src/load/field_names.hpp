#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/load_options.hpp"

namespace rfmseg {

/// The names of all fields, for messages: `order, customer, ...`.
[[nodiscard]] std::string field_names();

/// Which files have a field.
enum class FieldsOf { both, transactions, customers };
[[nodiscard]] FieldsOf fields_of(Field field);

/// Names of a field's column, in their plain_name() form. Two columns of a file with names of one
/// list are rivals: either may be the field.
using Aliases = std::vector<std::string_view>;

/// The usual names of a field's column: lists of rivals, of which the first that a file has
/// applies. A name in a later list is less specific (`transaction id` next to `order id`), or is
/// known to be another thing where an earlier one exists (`order total` next to `amount`). Customer
/// files have no rivals: of a field's only list the first name applies, that of fields of both
/// files included.
[[nodiscard]] std::span<const Aliases> field_aliases(Field field);

/// Whether a column name in its plain_name() form is any usual name of the field.
[[nodiscard]] bool is_alias(Field field, std::string_view plain);

/// Whether it is a usual name of any field.
[[nodiscard]] bool is_usual_name(std::string_view plain);

/// A column name as names are compared: without case, blanks, underscores, hyphens and dots (R
/// writes `Customer.ID`).
[[nodiscard]] std::string plain_name(std::string_view name);

/// The distance of a column's plain name from the usual names of `field`: 0 for one of them,
/// kUnlikelyName for an unrelated name.
[[nodiscard]] std::size_t name_distance(const std::string& plain, Field field);
inline constexpr std::size_t kUnlikelyName = 4;

/// A name that ends in the currency of its column, as `Amount, EUR` and `Total (USD)`.
struct NameWithCurrency {
  std::string name;      ///< without the currency
  std::string currency;  ///< empty if the name has none
};
[[nodiscard]] NameWithCurrency split_currency(std::string_view name);

}  // namespace rfmseg
