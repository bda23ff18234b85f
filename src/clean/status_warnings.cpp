#include "clean/status_warnings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "load/column_evidence.hpp"
#include "load/field_names.hpp"
#include "load/status_words.hpp"
#include "quoted_item.hpp"
#include "rfmseg/load/decimal.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using ValueRows = std::pair<std::string, RowSum>;

/// The most frequent first.
std::vector<ValueRows> by_frequency(const ValueCounts& counts) {
  std::vector<ValueRows> values(counts.values().begin(), counts.values().end());
  std::ranges::stable_sort(
      values, [](const auto& a, const auto& b) { return a.second.rows > b.second.rows; });
  return values;
}

/// `paid 3, cancelled 1`, or with what the rows are worth.
std::string values_text(const std::vector<ValueRows>& values, bool with_money) {
  constexpr std::size_t kShown = 8;
  std::string text;
  for (std::size_t shown = 0; shown < std::min(values.size(), kShown); ++shown) {
    const auto& [value, rows] = values[shown];
    const std::string name = value.empty() ? "(blank)" : printable(value, 30);
    text += fmt::format("{}{} {}", shown > 0 ? ", " : "", name, rows.rows);
    if (with_money) text += fmt::format(" (worth {})", to_rounded_string(rows.amount, 2));
  }
  if (values.size() > kShown) text += fmt::format(" and {} other values", values.size() - kShown);
  return text;
}

/// `status=paid,shipped` of the values with this meaning; empty if there are none.
std::string condition(const std::string& column, const std::vector<ValueRows>& values,
                      StatusMeaning meaning) {
  std::string text;
  for (const auto& [value, rows] : values) {
    if (status_meaning(value) != meaning) continue;
    text += text.empty() ? quoted_item(column, "=") + '=' : ",";
    text += quoted_item(printable(value), ",=");
  }
  return text;
}

/// What a warning about a column of refunded amounts proposes.
std::string amounts_hint(const FileRead& read, const std::string& column) {
  const TransactionColumns& columns = read.reading.format.columns;
  const bool one_column =
      !columns.by_unit && columns.has(Field::amount) && read.reading.layout.name.empty();
  if (!one_column) return {};
  const auto name = [](std::string of_column) {
    AmountTerm term;
    term.factors.emplace_back(std::move(of_column));
    return to_string({term});
  };
  const auto position = static_cast<std::size_t>(columns.at(Field::amount));
  return fmt::format(" (hint: {} '{} - {}' subtracts it)", Setting::amount,
                     name(read.file.header()[position]), name(column));
}

/// Whether rows of this value are worth money that is not subtracted.
bool adds_money(const ValueRows& value) {
  return status_meaning(value.first) == StatusMeaning::returned && value.second.amount > Amount{};
}

/// Whether the name is that of a kind of row, and not of the state of an order.
bool is_kind(std::string_view column) {
  const std::string plain = plain_name(column);
  return plain.ends_with("type") || plain.ends_with("event") || plain.ends_with("kind") ||
         plain.ends_with("art") || plain.ends_with("typ") || plain.ends_with("tipo");
}

std::optional<Message> undecided_column(const FileRead& read, std::size_t i) {
  const ValueCounts& counts = read.found.undecided[i];
  if (counts.too_many() || counts.values().empty()) return std::nullopt;
  const std::vector<ValueRows> values = by_frequency(counts);
  const std::string column = name_of(read, read.reading.undecided[i]);
  const std::string text = fmt::format("{}: column {} is not used: ", read.file.name(), column);
  Cells cells;
  for (const auto& [value, rows] : values) cells.push_back(value);
  if (are_numbers(cells) && plain_name(column).find("refund") != std::string::npos) {
    return text + values_text(values, false) + "; all rows are kept" + amounts_hint(read, column);
  }
  if (is_kind(column) && std::ranges::any_of(values, adds_money)) {
    return fmt::format("{}{}; all rows add to the revenue (hint: {} '{}' makes returns of them)",
                       text, values_text(values, true), Setting::returned,
                       condition(column, values, StatusMeaning::returned));
  }
  const std::string sold = condition(column, values, StatusMeaning::sold);
  if (!sold.empty()) {
    return fmt::format("{}{}; all rows are kept (hint: {} '{}')", text, values_text(values, false),
                       Setting::keep, sold);
  }
  return fmt::format(
      "{}{}; all rows are kept (hint: {} '{}=VALUE,...' counts rows with some values only)", text,
      values_text(values, true), Setting::keep, quoted_item(column, "="));
}

}  // namespace

void add_status_warnings(const FileRead& read, std::vector<Message>& warnings) {
  for (std::size_t i = 0; i < read.found.undecided.size(); ++i) {
    if (auto warning = undecided_column(read, i)) warnings.push_back(*std::move(warning));
  }
}

}  // namespace rfmseg
