#include "clean/reading_warnings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "csv/encoding_warning.hpp"
#include "layout/near_layout.hpp"
#include "load/column_guess.hpp"
#include "load/currency.hpp"
#include "load/deciding_columns.hpp"
#include "plural.hpp"
#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

std::string name_of(const FileRead& read, int position) {
  return printable(read.file.header()[static_cast<std::size_t>(position)]);
}

std::string name_of(const FileRead& read, Field field) {
  return name_of(read, read.reading.format.columns.at(field));
}

/// That quantity x price is not the line amount of the file.
std::optional<Message> different_amounts(const FileRead& read) {
  const AmountCheck& check = read.found.amounts;
  if (check.different == 0) return std::nullopt;
  const std::string amount = name_of(read, Field::amount);
  return fmt::format(
      "{}: {} \u00d7 {} adds up to {}, but column {} to {}: they differ in {} of {} (hint: {} "
      "amount={} uses the column, amount=none the product)",
      read.file.name(), name_of(read, Field::quantity), name_of(read, Field::price),
      to_string(check.product, 2), amount, to_string(check.stated, 2), check.different,
      plural(check.rows, "row"), Setting::columns, amount);
}

/// That the amount seems to be that of the whole order.
std::optional<Message> repeated_totals(const FileRead& read) {
  const TransactionColumns& columns = read.reading.format.columns;
  if (read.reading.format.plan.has_once_amount()) return std::nullopt;
  if (!repeats_order_totals(read.sample, columns)) return std::nullopt;
  const std::string amount = name_of(read, Field::amount);
  return fmt::format(
      "{0}: column {1} has the same value in all rows of each order, like an order total, but is "
      "added for every row (hint: {2} {1} adds it once per order)",
      read.file.name(), amount, Setting::once_an_order);
}

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

/// Money of other currencies than that of most rows, if none was chosen.
void add_other_currencies(const FileRead& read, std::vector<Message>& warnings) {
  if (!read.chosen_currency.empty()) return;
  for (const auto& [currency, rows] : read.found.ledger.details(RowReason::other_currency)) {
    warnings.emplace_back(
        fmt::format("{}: most of the first amounts are in {}, and only those are kept: {} worth {} "
                    "in {} dropped (hint: {} {} keeps those instead)",
                    read.file.name(), read.reading.currency, plural(rows.rows, "row"),
                    to_string(rows.amount, 2), currency, Setting::currency, currency));
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

/// A term of the amount, with the file's names and without its sign.
std::string term_text(const std::vector<std::string>& header, const PlacedTerm& term) {
  AmountTerm named;
  for (const int place : term.factors) {
    named.factors.push_back(header[static_cast<std::size_t>(place)]);
  }
  return to_string({named});
}

/// Orders that are refunded by their status, but not by their amount.
std::optional<Message> not_refunded(const FileRead& read) {
  const RowSum& rows = read.found.not_refunded;
  if (rows.rows == 0) return std::nullopt;
  std::string labels;
  for (const PlacedValues& values : read.reading.format.plan.refunded) {
    labels += fmt::format("{}{}={}", labels.empty() ? "" : ", ", name_of(read, values.position),
                          values.values.patterns.front());
  }
  return fmt::format(
      "{}: {} worth {} {} refunded ({}), but the refund is less than the amount; the rest counts "
      "(hint: {} '{}' drops these rows)",
      read.file.name(), plural(rows.rows, "row"), to_string(rows.amount, 2),
      agree(rows.rows, "is", "are"), labels, Setting::drop, labels);
}

/// Returns that cannot be subtracted, as no customer has them.
std::optional<Message> lost_returns(const FileRead& read) {
  const RowSum& rows = read.found.lost_returns;
  if (rows.rows == 0) return std::nullopt;
  return fmt::format("{}: {} worth {} {} no customer id and {} not subtracted", read.file.name(),
                     plural(rows.rows, "return"), to_string(rows.amount, 2),
                     agree(rows.rows, "has", "have"), agree(rows.rows, "is", "are"));
}

/// The terms of the amount, with the file's names.
std::string amount_text(const std::vector<std::string>& header,
                        const std::vector<PlacedTerm>& terms) {
  AmountTerms named;
  for (const PlacedTerm& term : terms) {
    named.push_back({term.subtracted, {}});
    for (const int place : term.factors) {
      named.back().factors.push_back(header[static_cast<std::size_t>(place)]);
    }
  }
  return to_string(named);
}

/// That values which are subtracted have a minus sign already.
std::optional<Message> negative_terms(const FileRead& read) {
  const std::vector<PlacedTerm>& terms = read.reading.format.plan.amount;
  const std::vector<SignCount>& signs = read.found.signs.terms();
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].with_minus == 0) continue;
    return fmt::format(
        "{}: {} is subtracted, but already has a minus sign in {}: the sign is ignored (hint: {} "
        "with + instead of - means the same)",
        read.file.name(), term_text(read.file.header(), terms[i]),
        plural(signs[i].with_minus, "row"), Setting::amount);
  }
  return std::nullopt;
}

/// That rows without a currency count in a file with several.
std::optional<std::string> missing_currency(const FileRead& read) {
  const RowSum& rows = read.found.without_currency;
  const auto& others = read.found.ledger.details(RowReason::other_currency);
  if (rows.rows == 0 || others.empty()) return std::nullopt;
  std::string currencies;
  for (const auto& [currency, of] : read.found.currencies.values()) {
    currencies += (currencies.empty() ? "" : " and ") + printable(currency);
  }
  return fmt::format("{} worth {} without a currency, in a file with {}", plural(rows.rows, "row"),
                     to_string(rows.amount, 2), currencies);
}

/// That a column may decide which rows count.
std::optional<Message> undecided_column(const FileRead& read, std::size_t i) {
  constexpr std::size_t kShown = 8;
  const ValueCounts& counts = read.found.undecided[i];
  if (counts.too_many() || counts.values().empty()) return std::nullopt;
  std::vector<std::pair<std::string, std::uint64_t>> values;
  for (const auto& [value, rows] : counts.values()) values.emplace_back(value, rows.rows);
  std::ranges::stable_sort(values,
                           [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string text;
  for (std::size_t shown = 0; shown < std::min(values.size(), kShown); ++shown) {
    const std::string value = printable(values[shown].first, 30);
    text += fmt::format("{}{} {}", shown > 0 ? ", " : "", value.empty() ? "(blank)" : value,
                        values[shown].second);
  }
  if (values.size() > kShown) text += fmt::format(" and {} other values", values.size() - kShown);
  const std::string column = name_of(read, read.reading.undecided[i]);
  return fmt::format("{}: column {} is not used: {}; all rows are kept (hint: {} '{}={}')",
                     read.file.name(), column, text, Setting::keep, quoted_item(column, "="),
                     quoted_item(printable(values.front().first), ",="));
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
  add(carried_rival(read));
  add_other_currencies(read, warnings);
  if (const auto problem = missing_currency(read)) {
    add(fmt::format("{}: {}: read as {}", read.file.name(), *problem,
                    printable(read.reading.currency)));
  }
  add_unknown_values(read, warnings);
  add(conflicting_order(read));
  add(not_refunded(read));
  add(lost_returns(read));
  add(negative_terms(read));
  add(different_amounts(read));
  add(repeated_totals(read));
  for (std::size_t i = 0; i < read.found.undecided.size(); ++i) add(undecided_column(read, i));
  return warnings;
}

void check_signs(const FileRead& read) {
  const std::vector<SignCount>& signs = read.found.signs.terms();
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].with_minus == 0 || signs[i].without_minus == 0) continue;
    throw DataError(
        ErrorKind::ambiguous_format, {read.file.name()},
        fmt::format("{} is subtracted from the amount, but {} of its values have a minus sign and "
                    "{} do not (hint: {} TERMS without it)",
                    term_text(read.file.header(), read.reading.format.plan.amount[i]),
                    signs[i].with_minus, signs[i].without_minus, Setting::amount));
  }
}

void check_missing_currency(const FileRead& read) {
  const auto problem = missing_currency(read);
  if (!problem) return;
  const auto& seen = read.found.currencies.values();
  const auto is_seen = [&](const std::string& currency) {
    return std::ranges::any_of(
        seen, [&](const auto& one) { return is_same_currency(one.first, currency); });
  };
  const bool chosen = !read.chosen_currency.empty();
  if (chosen && is_seen(read.chosen_currency)) return;
  const std::string currency = printable(chosen ? seen.begin()->first : read.reading.currency);
  DataError error(ErrorKind::ambiguous_format, {read.file.name()},
                  fmt::format("{} (hint: {} {} reads them as {})", *problem, Setting::currency,
                              currency, currency));
  error.propose(Setting::currency, chosen ? seen.begin()->first : read.reading.currency);
  throw error;
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

std::vector<ColumnUse> used_columns(const std::vector<std::string>& header,
                                    const TransactionColumns& columns, const RowPlan& plan) {
  const auto name = [&](Field field) {
    return columns.has(field) ? header[static_cast<std::size_t>(columns.at(field))] : std::string();
  };
  const auto names = [&](Field field, const std::vector<int>& places, std::string_view separator) {
    if (places.size() < 2) return name(field);
    std::string text;
    for (const int place : places) {
      text +=
          (text.empty() ? "" : std::string(separator)) + header[static_cast<std::size_t>(place)];
    }
    return text;
  };
  std::vector<ColumnUse> uses;
  uses.push_back({"customer", names(Field::customer, plan.customer, " or ")});
  uses.push_back({"order", names(Field::order, plan.order, " or ")});
  uses.push_back({"date", names(Field::date, plan.date, " and ")});
  if (!plan.amount.empty()) {
    uses.push_back({"amount", amount_text(header, plan.amount)});
  } else {
    uses.push_back({"amount", columns.by_unit
                                  ? name(Field::quantity) + " \u00d7 " + name(Field::price)
                                  : name(Field::amount)});
  }
  if (!columns.by_unit) uses.push_back({"quantity", name(Field::quantity)});
  for (const Field field : {Field::stock_code, Field::country, Field::currency}) {
    uses.push_back({std::string(field_name(field)), name(field)});
  }
  std::erase_if(uses,
                [](const ColumnUse& use) { return use.column.empty() && use.field != "order"; });
  return uses;
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

std::vector<std::string> describe_layouts(const std::vector<SourceFile>& files) {
  std::vector<std::string> texts;
  for (const SourceFile& file : files) {
    if (file.layout.empty()) continue;
    std::string text = file.layout + (file.measures.empty() ? "" : ": " + file.measures);
    if (std::ranges::find(texts, text) == texts.end()) texts.push_back(std::move(text));
  }
  return texts;
}

std::string describe_columns(const std::vector<ColumnUse>& columns) {
  std::string text;
  bool order = true;
  for (const ColumnUse& use : columns) {
    if (!text.empty()) text += ", ";
    if (use.column.empty()) order = false;
    text += use.field + (use.column.empty() ? ": none" : "=" + printable(use.column));
  }
  return order ? text : text + "; every row is an order";
}

}  // namespace rfmseg
