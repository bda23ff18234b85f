#include "cli/audience_columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "load/field_names.hpp"
#include "quoted_item.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/customer_rows.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

std::string_view field_word(ContactField field) {
  return std::ranges::find(kContactFields, field,
                           &std::pair<std::string_view, ContactField>::second)
      ->first;
}

/// Whether the column has the ids of customers, which are read anyway.
bool is_id_column(const std::string& name) {
  return plain_name(name) == plain_name(column_name(CustomerColumn::customer_id));
}

/// Whether every table of customers may have a column of this name: it is not one of the input.
bool is_measured(const std::string& name) {
  return std::ranges::any_of(kCustomerColumns, [&](std::string_view column) {
    return plain_name(column) == plain_name(name);
  });
}

/// Throws unless the files have one column of this name, which is that of `field`.
void check_contact(const std::vector<std::string>& header, ContactField field,
                   const std::string& name, const std::string& source) {
  const auto count = [&](const auto& matches) { return std::ranges::count_if(header, matches); };
  auto found = count([&](const std::string& own) { return own == name; });
  if (found == 0) {
    found = count([&](const std::string& own) { return plain_name(own) == plain_name(name); });
  }
  const std::string given = fmt::format("--contact {}={}", field_word(field), printable(name));
  if (found == 0) {
    throw UsageError({source}, fmt::format("{}: no such column among: {}", given, listed(header)));
  }
  if (found > 1) {
    throw DataError(ErrorKind::missing_column, {source, 1},
                    fmt::format("{0}: {1} columns have this name (hint: rename one, or --contact "
                                "{2}=NAME with another column, or {2}=none)",
                                given, found, field_word(field)));
  }
}

std::vector<std::string> cells_of_column(const CustomerTable& table, const std::string& name) {
  const auto found = std::ranges::find_if(table.extra, [&](const auto& column) {
    return plain_name(column.first) == plain_name(name);
  });
  return {found->second.begin(), found->second.end()};
}

std::vector<std::string> ids_of(const CustomerTable& table) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < table.size(); ++i) ids.emplace_back(table.ids[i]);
  return ids;
}

/// The cells of some columns of a customer table, by position.
class CellCollector final : public RowWriter {
 public:
  explicit CellCollector(const std::vector<std::string>& asked) : asked_(asked) {}

  void begin(const std::vector<RowColumn>& columns) override {
    std::vector<std::string> names;
    for (const RowColumn& column : columns) names.push_back(column.name);
    for (const std::string& name : asked_) {
      const auto found = std::ranges::find_if(
          names, [&](const std::string& own) { return plain_name(own) == plain_name(name); });
      if (found == names.end()) {
        throw UsageError(fmt::format("--carry {}: customers have no such column; they have {}",
                                     printable(name), listed(names)));
      }
      positions_.push_back(static_cast<std::size_t>(found - names.begin()));
      cells_.emplace_back(name, std::vector<std::string>{});
    }
  }
  void row(std::span<const std::string> cells) override {
    for (std::size_t i = 0; i < positions_.size(); ++i) {
      cells_[i].second.push_back(cells[positions_[i]]);
    }
  }
  void end() override {}

  [[nodiscard]] std::vector<NamedCells> take() { return std::move(cells_); }

 private:
  const std::vector<std::string>& asked_;
  std::vector<std::size_t> positions_;
  std::vector<NamedCells> cells_;
};

}  // namespace

std::vector<std::string> contact_words() {
  std::vector<std::string> words;
  for (const auto& [name, field] : kContactFields) words.emplace_back(name);
  return words;
}

ContactColumns parse_contact(std::string_view option, const std::string& text) {
  ContactColumns columns;
  for (std::string_view rest = text; !rest.empty();) {
    const std::string_view all = rest;
    const auto name = take_item(rest, '=');
    const auto column = name && name->marked ? take_item(rest, ',') : std::nullopt;
    const auto* const known = std::ranges::find_if(kContactFields, [&](const auto& each) {
      return name && plain_name(each.first) == plain_name(name->text);
    });
    if (!column || column->text.empty() || known == kContactFields.end()) {
      throw UsageError(fmt::format("{}: '{}' is not FIELD=COLUMN (fields: {})", option,
                                   printable(all), listed(contact_words())));
    }
    columns[known->second] = column->text;
  }
  return columns;
}

ContactColumns find_contacts(const std::vector<std::string>& header, const ContactColumns& named,
                             Platform platform, const std::string& source) {
  ContactColumns columns;
  for (const ContactField field : fields_of(platform)) {
    if (const auto given = named.find(field); given != named.end()) {
      if (given->second != "none") columns.insert(*given);
    } else if (const auto found = find_contact_column(header, field)) {
      columns.emplace(field, header[*found]);
    }
  }
  for (const auto& [field, name] : columns) {
    if (!header.empty() && !is_id_column(name)) check_contact(header, field, name, source);
  }
  return columns;
}

std::vector<std::string> carried_names(const ContactColumns& contacts,
                                       const std::vector<std::string>& asked) {
  std::vector<std::string> names;
  const auto knows = [](const std::vector<std::string>& known, const std::string& name) {
    return std::ranges::any_of(
        known, [&](const std::string& other) { return plain_name(other) == plain_name(name); });
  };
  for (const auto& [field, name] : contacts) {
    if (!is_id_column(name) && !knows(names, name)) names.push_back(name);
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (knows({asked.begin(), asked.begin() + static_cast<std::ptrdiff_t>(i)}, asked[i])) {
      throw UsageError(fmt::format("--carry names {} twice", printable(asked[i])));
    }
    if (!is_measured(asked[i]) && !knows(names, asked[i])) names.push_back(asked[i]);
  }
  return names;
}

Contacts contacts_of(const CustomerTable& table, const ContactColumns& columns,
                     const std::string& source, const std::vector<std::string>& header) {
  Contacts contacts;
  for (const auto& [field, name] : columns) {
    contacts[field] = is_id_column(name) ? ids_of(table) : cells_of_column(table, name);
  }
  if (contacts.contains(ContactField::email)) return contacts;
  std::vector<std::string> ids = ids_of(table);
  const auto addresses = std::ranges::count_if(
      ids, [](const std::string& id) { return normal_email(id).has_value(); });
  if (static_cast<std::size_t>(addresses) * 2 < ids.size()) {
    throw DataError(ErrorKind::missing_column, {source},
                    header.empty()
                        ? "a store has no e-mail addresses (hint: give the files)"
                        : fmt::format("no column of e-mail addresses among: {} (hint: --contact "
                                      "email=NAME)",
                                      listed(header)));
  }
  contacts[ContactField::email] = std::move(ids);
  return contacts;
}

std::vector<NamedCells> more_columns(const CustomerTable& table, const Segmentation* segmentation,
                                     const std::vector<std::string>& asked) {
  if (!std::ranges::any_of(asked, is_measured)) {
    std::vector<NamedCells> columns;
    for (const std::string& name : asked) columns.emplace_back(name, cells_of_column(table, name));
    return columns;
  }
  CellCollector collector(asked);
  write_customers(table, {.segmentation = segmentation}, collector);
  return collector.take();
}

}  // namespace rfmseg::cli
