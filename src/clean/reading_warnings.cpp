#include "clean/reading_warnings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "clean/amount_warnings.hpp"
#include "clean/currency_warnings.hpp"
#include "clean/status_warnings.hpp"
#include "csv/encoding_warning.hpp"
#include "layout/near_layout.hpp"
#include "load/column_guess.hpp"
#include "load/customer_names.hpp"
#include "plural.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// That the file is not, or not quite, of the kind that its layout or another is for.
std::optional<Message> doubtful_layout(const FileRead& read) {
  const Layout& layout = read.reading.layout;
  const std::vector<std::string>& header = read.file.header();
  if (!layout.name.empty()) {
    const std::vector<ColumnName> missing = missing_match(layout.match, header);
    if (missing.empty()) return std::nullopt;
    return fmt::format(
        "{}: layout {} is for files that also have: {} (hint: {} none reads the columns by their "
        "names)",
        read.file.name(), layout.name, listed(missing), Setting::layout);
  }
  if (read.chosen_layout == "none") return std::nullopt;
  const auto near = find_near_layout(header);
  if (!near) return std::nullopt;
  return fmt::format(
      "{}: is {}, so it is read by the names of its columns (hint: export it with all columns, or "
      "{} none)",
      read.file.name(), near->text(), Setting::layout);
}

/// Values that the layout does not list: rows that may be sales, and do not count.
void add_unknown_values(const FileRead& read, std::vector<Message>& warnings) {
  constexpr std::size_t kShown = 8;
  std::size_t shown = 0;
  for (const auto& [label, rows] : read.found.unknown.values()) {
    // Rows without money are what an export has in between: headings, events that are not sales.
    if (rows.amount == Amount{}) continue;
    if (shown++ == kShown) break;
    warnings.emplace_back(
        fmt::format("{}: layout {} does not list {}: {} worth {} dropped (hint: {} "
                    "COLUMN=VALUE,... lists the values to keep)",
                    read.file.name(), read.reading.layout.name, label, plural(rows.rows, "row"),
                    to_string(rows.amount, 2), Setting::keep));
  }
}

/// An order whose rows have different values where each order has one.
std::optional<Message> conflicting_order(const FileRead& read) {
  const TransactionFormat& format = read.reading.format;
  if (!format.plan.has_once_amount() || !format.seen_orders->conflict()) return std::nullopt;
  const OrderConflict& conflict = *format.seen_orders->conflict();
  return fmt::format(
      "{}:{}: the rows of order '{}' have different values in a column with one value per order; "
      "the first is used",
      read.file.name(), conflict.line, printable(conflict.order));
}

/// That each customer of a table counts as a purchase.
std::optional<Message> customers_as_purchases(const FileRead& read) {
  if (!read.reading.layout.name.empty() || !has_customer_names(read.file.header())) {
    return std::nullopt;
  }
  return fmt::format(
      "{}: its columns are those of a customer table, but each row counts as one purchase (hint: "
      "{} {} and no field of transactions)",
      read.file.name(), Setting::columns, printable_in_full(customer_settings(read.file.header())));
}

/// That one of two columns was chosen as the customer because the other is carried.
std::optional<Message> carried_rival(const FileRead& read) {
  const TransactionColumns& columns = read.reading.format.columns;
  if (columns.carried_rival < 0) return std::nullopt;
  const auto setting = [&](int position) {
    return column_setting(Field::customer, read.file.header()[static_cast<std::size_t>(position)]);
  };
  return fmt::format(
      "{}: customers are those of column {}; {}, which is carried, would give "
      "others (hint: {} {} or {})",
      read.file.name(), name_of(read, Field::customer), name_of(read, columns.carried_rival),
      Setting::columns, setting(columns.at(Field::customer)), setting(columns.carried_rival));
}

}  // namespace

std::vector<Message> file_warnings(const FileRead& read) {
  std::vector<Message> warnings;
  const auto add = [&](std::optional<Message> warning) {
    if (warning) warnings.push_back(*std::move(warning));
  };
  for (Message& warning : read.file.warnings()) add(std::move(warning));
  if (const auto line = read.file.line_after_title()) {
    add(fmt::format("{}: the header is line {}; earlier lines are skipped", read.file.name(),
                    *line));
  }
  add(doubtful_layout(read));
  add(customers_as_purchases(read));
  add(carried_rival(read));
  add_currency_warnings(read, warnings);
  add_unknown_values(read, warnings);
  add(conflicting_order(read));
  add_amount_warnings(read, warnings);
  add_status_warnings(read, warnings);
  return warnings;
}

Message far_last_warning(const FarRow& row) {
  return fmt::format(
      "{}:{}: the last date, {}, is long after {}, the last one of nearly all "
      "other rows; recency is measured from it (hint: {} DATE)",
      row.file, row.line, to_date_string(row.time), to_date_string(row.usual), Setting::as_of);
}

Message far_first_warning(const FarRow& row) {
  return fmt::format(
      "{}:{}: the first date, {}, is long before {}, the first one of nearly all other rows; "
      "cohorts, trends and tenure count from it (hint: {} DATE)",
      row.file, row.line, to_date_string(row.time), to_date_string(row.usual), Setting::from);
}

Message gap_warning(const DayGap& gap) {
  return fmt::format(
      "no rows are kept between {} and {}, {} days: a file may be missing",
      to_date_string(gap.last_before), to_date_string(gap.first_after),
      std::chrono::duration_cast<std::chrono::days>(gap.first_after - gap.last_before).count() - 1);
}

void add_count_warnings(SourceFile& file) {
  const auto add = [&](Message warning) { file.warnings.push_back(std::move(warning)); };
  if (!file.different_offsets.empty()) {
    add(fmt::format(
        "{}: its times have UTC offsets of different zones ({}), so all are converted to UTC "
        "(hint: {} NAME converts them to the local time of a zone)",
        file.name, file.different_offsets, Setting::zone));
  }
  if (file.first_line_not_utf8) {
    add(encoding_warning(file.name, *file.first_line_not_utf8, file.encoding));
  }
  if (file.changed.rows > 0) {
    add(fmt::format(
        "{}: {} worth {} {} to orders that earlier files contain in another version; "
        "both count (hint: named files, and a store, count only the latest version)",
        file.name, plural(file.changed.rows, "row"), to_rounded_string(file.changed.amount, 2),
        agree(file.changed.rows, "belongs", "belong")));
  }
  if (file.shared.rows > 0) {
    add(fmt::format(
        "{}: {} worth {} {} that earlier files also contain; {} twice (hint: remove "
        "the overlap, or drop duplicate rows)",
        file.name, plural(file.shared.rows, "row"), to_rounded_string(file.shared.amount, 2),
        agree(file.shared.rows, "is a whole order", "are whole orders"),
        agree(file.shared.rows, "it counts", "they count")));
  }
}

}  // namespace rfmseg
