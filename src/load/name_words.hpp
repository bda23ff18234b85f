#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/load/load_options.hpp"

namespace rfmseg {

/// How well the words of a column's name, of several languages, support a field. Names with words
/// that exclude the field, such as the tax of an amount, have no support.
enum class Support {
  none,
  weak,    ///< could be the field: a net amount, the name of a customer
  fair,    ///< a price, a date of something
  good,    ///< a price with tax
  strong,  ///< a total, an order date, a customer
  best,    ///< an amount with tax, the id of a customer
};

/// The words of a name, in lower case: `order`, `date` of `OrderDate` and `order_date`.
[[nodiscard]] std::vector<std::string> name_words(std::string_view name);

/// What the name of a column lets expect of it as Field::customer, Field::date or Field::amount.
[[nodiscard]] Support name_support(Field field, std::string_view name);

/// Whether the name is that of a price, and not of a total.
[[nodiscard]] bool is_price_name(std::string_view name);

/// Whether the name is that of the price of one unit: `Einzelpreis`, `Price per item`.
[[nodiscard]] bool is_unit_price_name(std::string_view name);

/// Whether the name is that of a number of items.
[[nodiscard]] bool is_quantity_name(std::string_view name);

}  // namespace rfmseg
