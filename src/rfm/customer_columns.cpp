#include "rfm/customer_columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "load/column_guess.hpp"
#include "load/columns.hpp"
#include "load/customer_names.hpp"
#include "load/field_names.hpp"
#include "load/name_words.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The field of a measured column; nothing for columns that other commands compute.
std::optional<Field> field_of(CustomerColumn column) {
  switch (column) {
    case CustomerColumn::customer_id:
      return Field::customer;
    case CustomerColumn::first_purchase:
      return Field::first_purchase;
    case CustomerColumn::last_purchase:
      return Field::last_purchase;
    case CustomerColumn::recency:
      return Field::recency;
    case CustomerColumn::frequency:
      return Field::frequency;
    case CustomerColumn::monetary:
      return Field::monetary;
    case CustomerColumn::items:
      return Field::items;
    default:
      return std::nullopt;
  }
}

/// The position of the column with this plain name, or -1.
int position_of(const std::vector<std::string>& plain, std::string_view name) {
  const auto found = std::ranges::find(plain, name);
  return found == plain.end() ? -1 : static_cast<int>(found - plain.begin());
}

std::vector<std::string> plain_names(const std::vector<std::string>& header) {
  std::vector<std::string> plain;
  plain.reserve(header.size());
  for (const std::string& name : header) plain.push_back(plain_name(name));
  return plain;
}

/// The most specific of the field's usual names that is in the header; empty if there is none.
std::string_view name_in(const std::vector<std::string>& plain, Field field) {
  for (const std::string_view alias : field_aliases(field).front()) {
    if (position_of(plain, alias) >= 0) return alias;
  }
  return {};
}

/// Finds the columns of one file.
class CustomerColumnFinder {
 public:
  CustomerColumnFinder(const std::string& file, const std::vector<std::string>& header,
                       const ColumnNames& names)
      : file_(file), header_(header), names_(names), plain_(plain_names(header)) {}

  [[nodiscard]] std::vector<int> find() {
    for (const auto& [field, name] : names_) {
      if (is_switched_off(names_, field, header_)) continue;
      named_[field] =
          find_named_column(file_, header_, name, Setting::columns, column_setting(field, name));
    }
    // A column that the user named is not used for another field.
    for (const auto& [field, position] : named_) plain_[static_cast<std::size_t>(position)].clear();
    for (std::size_t i = 0; i < kCustomerColumns.size(); ++i) {
      positions_.push_back(position(static_cast<CustomerColumn>(i)));
    }
    require_all();
    return positions_;
  }

 private:
  [[nodiscard]] int position(CustomerColumn column) const {
    const std::optional<Field> field = field_of(column);
    if (field && names_.contains(*field)) {
      const auto named = named_.find(*field);
      return named == named_.end() ? -1 : named->second;
    }
    const std::string own = plain_name(column_name(column));
    const std::string name = field ? std::string(name_in(plain_, *field)) : own;
    if (name.empty()) return -1;
    const int found = position_of(plain_, name);
    if (std::ranges::count(plain_, name) > 1) {
      throw DataError(
          ErrorKind::missing_column, {file_, 1},
          fmt::format("column '{}' appears twice",
                      name == own ? column_name(column)
                                  : printable(header_[static_cast<std::size_t>(found)])));
    }
    return found;
  }

  [[nodiscard]] bool has(CustomerColumn column) const {
    return positions_[static_cast<std::size_t>(column)] >= 0;
  }

  /// Throws DataError if a column is missing that a customer file must have.
  void require_all() const {
    std::vector<Field> missing;
    for (const CustomerColumn column : {CustomerColumn::customer_id, CustomerColumn::recency,
                                        CustomerColumn::frequency, CustomerColumn::monetary}) {
      const bool dated = column == CustomerColumn::recency && has(CustomerColumn::last_purchase);
      if (!has(column) && !dated) missing.push_back(*field_of(column));
    }
    if (missing.empty()) return;
    std::string fields;
    std::string values;
    for (const Field field : missing) {
      fields += (fields.empty() ? "" : " or ") + std::string(field_name(field));
      values += fmt::format("{}{}=NAME", values.empty() ? "" : ",", field_name(field));
    }
    if (missing.size() == 1 && missing.front() == Field::recency) values += last_purchase_text();
    throw DataError(ErrorKind::missing_column, {file_, 1},
                    fmt::format("no {} column among: {} (hint: {} {})", fields, listed(header_),
                                Setting::columns, values));
  }

  /// The other setting with which recency is known, with the columns it may mean.
  [[nodiscard]] std::string last_purchase_text() const {
    std::string columns;
    for (const std::string& name : header_) {
      const std::vector<std::string> words = name_words(name);
      const auto has = [&](std::string_view word) {
        return std::ranges::find(words, word) != words.end();
      };
      if (!has("last") || has("name")) continue;
      columns +=
          fmt::format("{}'{}'", columns.empty() ? "; it may be " : ", ", printable(name, 40));
    }
    return " or last_purchase=NAME" + columns;
  }

  const std::string& file_;
  const std::vector<std::string>& header_;
  const ColumnNames& names_;
  std::vector<std::string> plain_;
  std::map<Field, int> named_;
  std::vector<int> positions_;
};

}  // namespace

std::vector<int> find_customer_columns(const std::string& file,
                                       const std::vector<std::string>& header,
                                       const ColumnNames& names) {
  return CustomerColumnFinder(file, header, names).find();
}

bool is_customer_file(const std::vector<std::string>& header, const ColumnNames& names) {
  for (const auto& [field, name] : names) {
    if (fields_of(field) != FieldsOf::both) return fields_of(field) == FieldsOf::customers;
  }
  return has_customer_names(header);
}

}  // namespace rfmseg
