#include "cli/options/input_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/checks.hpp"
#include "cli/options/dates.hpp"
#include "quoted_item.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

std::optional<char> parse_delimiter(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "tab" || text == "\\t") return '\t';
  if (text.size() == 1 && text != "\"" && text != "\n" && text != "\r") return text[0];
  throw UsageError(fmt::format("{}: '{}' is not one character (or 'tab')", option, text));
}

std::optional<char> parse_decimal_mark(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "." || text == ",") return text[0];
  throw UsageError(fmt::format("{}: '{}' is neither . nor ,", option, text));
}

/// Items separated by commas; `none` for an empty list.
std::optional<std::vector<std::string>> parse_list(std::string_view option,
                                                   const std::string& text) {
  if (text.empty()) return std::nullopt;
  std::vector<std::string> items;
  if (text == "none") return items;
  std::string_view rest = text;
  for (bool marked = true; marked;) {
    const auto item = take_item(rest, ',');
    if (!item) throw UsageError(fmt::format("{}: '{}' has a quote too many", option, text));
    items.push_back(item->text);
    marked = item->marked;
  }
  return items;
}

std::optional<bool> parse_switch(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "on" || text == "off") return text == "on";
  throw UsageError(fmt::format("{}: '{}' is neither on nor off", option, text));
}

/// Whether returns are subtracted; nothing by default.
std::optional<bool> parse_restate(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text == "order");
}

std::optional<bool> parse_returns(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text == "net");
}

AmountTerms parse_amount(const std::string& text) {
  return parse_amount_terms(text);
}

/// Columns with values of returns.
Target returns_where(std::vector<ColumnValues>* all) {
  return ParseList{[all](std::string_view, const std::vector<std::string>& texts) {
    all->clear();
    for (const std::string& text : texts) {
      all->push_back(ColumnValues::parse(Setting::returned, text));
    }
  }};
}

/// A pattern of order ids; empty for `none`.
std::optional<std::string> parse_cancellations(const std::string& text) {
  if (text.empty()) return std::nullopt;
  return text == "none" ? std::string() : text;
}

std::optional<std::string> parse_name(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

/// Filters with this effect, which join those with the other one.
Target filters(std::vector<RowFilter>* all, RowFilter::Effect effect) {
  return ParseList{[all, effect](std::string_view, const std::vector<std::string>& texts) {
    std::erase_if(*all, [&](const RowFilter& filter) { return filter.effect == effect; });
    for (const std::string& text : texts) all->push_back(RowFilter::parse(effect, text));
  }};
}

/// The fields of --columns.
std::vector<std::string> field_words() {
  std::vector<std::string> words;
  for (int field = 0; field <= static_cast<int>(Field::items); ++field) {
    if (static_cast<Field>(field) == Field::description) continue;
    words.emplace_back(field_name(static_cast<Field>(field)));
  }
  return words;
}

/// A choice of two words, of which this one is true.
auto is_word(const std::string& word) {
  return [word](const std::string& text) { return text == word; };
}

}  // namespace

Options declare_files(InputOptions& options, const std::string& input_description) {
  using enum Subject;
  LoadOptions& load = options.cleaning.load;
  return joined(
      {Options{Option("INPUT", &options.paths, "FILE", input_description,
                      {.about = {files}, .role = FileRole::input})},
       in_group(
           "Reading",
           {Option("-d,--delimiter", parsed(&options.csv.delimiter, parse_delimiter), "CHAR",
                   "Character between fields; 'tab' for tabs [found from the header]",
                   {.about = {files}}),
            Option("--encoding", parsed(&options.csv.encoding, parse_name), "NAME",
                   "Encoding of the text, e.g. windows-1252 or UTF-16LE [UTF-8 or UTF-16 by the "
                   "byte order mark; windows-1252 when it is no UTF-8]",
                   {.about = {files}}),
            Option("--sheet", parsed(&options.csv.sheet, parse_name), "NAME|N",
                   "Sheet of an Excel workbook, by name or number [the largest table: all with the "
                   "same header]",
                   {.about = {files}}),
            Option(
                "--columns", parsed(&load.columns, parse_column_names), "FIELD=NAME,...",
                "Which columns mean what, e.g. customer=Kunde,date=Datum; price=none switches one "
                "off (fields: order, customer, date, quantity, price, amount, stock_code, country, "
                "currency; of customer files: customer, recency, last_purchase, first_purchase, "
                "frequency, monetary, items) [found from the header and the rows]",
                {.about = {files}, .named = Named::fields, .words = field_words()}),
            Option("--date-format", parsed(&load.date_format, parse_name), "FORMAT",
                   "How dates are written, e.g. '%d.%m.%Y %H:%M' (strptime's directives, or "
                   "'excel', 'day-first' or 'month-first') [found from the rows]",
                   {.about = {files}}),
            Option("--zone", parsed(&load.zone, parse_name), "NAME",
                   "Convert times with a UTC offset, and epochs, to this zone's local time, e.g. "
                   "Europe/Berlin [as written; UTC when the offsets are of different zones]",
                   {.about = {files}}),
            Option("--decimal", parsed(&load.decimal, parse_decimal_mark), ".|,",
                   "The mark before the decimals of numbers: . or , [found from the rows]",
                   {.about = {files, transactions}}),
            Option("--nobody", parsed(&load.nobody, parse_list), "ID,...|none",
                   "Customer ids that identify nobody [words such as NULL, nan and guest; 0 among "
                   "longer numbers]",
                   {.about = {files, transactions}}),
            Option("--fold-case", parsed(&load.fold_case, parse_switch), "on|off",
                   "Whether customer ids that differ in case only are one [on for e-mail "
                   "addresses]",
                   {.about = {files, transactions}}),
            Option("--max-errors", parsed(&options.cleaning.error_limit, ErrorLimit::parse, "1%"),
                   "N|P%", "How many rows may be unreadable: a number, or a share like 0.5%",
                   {.show_default = true, .about = {files}})}),
       in_group(
           "Layout",
           {Option(
                "--layout", &load.layout.layout, "NAME|FILE|none",
                "What the rows of the file mean: a name of 'rfmseg layout list', or a TOML file "
                "[found from the header]",
                {.check = require_value, .about = {files, transactions}, .role = FileRole::layout}),
            Option("--measure", parsed(&load.layout.goods, is_word("goods"), "charged"),
                   "charged|goods",
                   "What the layout counts: what was charged, or the goods without tax and "
                   "shipping where the file has them",
                   {.show_default = true, .choices_only = true, .about = {files, transactions}}),
            Option("--amount", parsed(&load.layout.amount, parse_amount), "TERMS",
                   "The amount of a row from several columns, e.g. 'Total - Refunds' or 'Price * "
                   "Quantity - Discount'; a blank is 0",
                   {.check = require_value, .about = {files, transactions}}),
            Option(
                "--once-an-order", &load.layout.once_an_order, "COLUMN",
                "The column has one value per order, in the first of its rows or in all "
                "(repeatable)",
                {.check = require_column, .about = {files, transactions}, .named = Named::column}),
            Option("--restate", parsed(&load.layout.restates_orders, parse_restate), "order|none",
                   "order: of an order that several files contain only the latest version counts; "
                   "none: all rows count [what the layout says]",
                   {.choices_only = true, .about = {files, transactions}}),
            Option("--returns-where", returns_where(&load.layout.returns), "COLUMN=VALUE,...",
                   "Rows with one of these values are returns, whatever their sign; quoted as for "
                   "--keep "
                   "(repeatable)",
                   {.about = {files, transactions}})}),
       in_group(
           "Cleaning",
           {Option(
                "--keep", filters(&options.cleaning.rules.filters, RowFilter::Effect::keep),
                "COLUMN=VALUE,...",
                "Count only rows with one of these values in the column; * is any text; a column "
                "with = and a value with a comma in double quotes, e.g. 'Status=\"Paid, later\"' "
                "(repeatable)",
                {.about = {files, transactions}}),
            Option("--drop", filters(&options.cleaning.rules.filters, RowFilter::Effect::drop),
                   "COLUMN=VALUE,...",
                   "Count no rows with one of these values in the column; * is any text; quoted as "
                   "for "
                   "--keep (repeatable)",
                   {.about = {files, transactions}}),
            Option("--currency", &options.cleaning.rules.currency, "CODE",
                   "Count only amounts in this currency, of a file with several",
                   {.about = {files, transactions}})}),
       // For tests and tuning.
       in_group("", {Option("--block-size", &options.csv.block_size, "BYTES",
                            "Bytes read at a time; results never depend on it",
                            {.range = Range{1, 1 << 30}})})});
}

Options declare_as_of(InputOptions& options) {
  return in_group("Cleaning", {Option("--as-of", parsed(&options.cleaning.rules.as_of, parse_as_of),
                                      "DATE|today",
                                      "Measure recency from this date, or from today, and drop "
                                      "later rows [the day after the last row that counts]")});
}

Options declare_cleaning(InputOptions& options) {
  using enum Subject;
  CleaningRules& rules = options.cleaning.rules;
  return in_group(
      "Cleaning",
      {Option("--from", parsed(&rules.from, parse_date), "DATE", "Drop rows before this date",
              {.about = {transactions}}),
       Option("--to", parsed(&rules.until, parse_end), "DATE", "Drop rows after this date",
              {.about = {transactions}}),
       Option("--country", &rules.countries, "NAME", "Keep only rows of this country (repeatable)",
              {.about = {transactions}}),
       Option("--cancellations", parsed(&rules.cancellations, parse_cancellations), "PATTERN|none",
              "Order ids of cancellations, e.g. 'C*' [what the layout says]",
              {.about = {transactions}}),
       Option("--exclude-stock-codes", &rules.excluded_stock_codes, "CODE,...",
              "Drop rows with these stock codes, e.g. POST,DOT,M",
              {.comma_separated = true, .about = {transactions}}),
       Option("--duplicates", parsed(&rules.drop_duplicates, is_word("drop"), "keep"), "keep|drop",
              "Rows that repeat another in every field: keep or drop",
              {.show_default = true, .choices_only = true, .about = {transactions}}),
       Option("--returns", parsed(&rules.net_returns, parse_returns), "drop|net",
              "Rows with a negative amount: drop them, or net: subtract them from what their "
              "customer spent [drop; net if the layout knows returns]",
              {.choices_only = true, .about = {transactions}})});
}

Options declare_threads(InputOptions& options) {
  return in_group("Running", {Option("--threads", &options.threads, "N",
                                     "Worker threads; results never depend on it [all cores]",
                                     {.range = Range{1, 1024}})});
}

Options declare_input(InputOptions& options) {
  return joined({declare_files(options), declare_as_of(options), declare_cleaning(options),
                 declare_threads(options)});
}

MeasureOptions measure_options(const InputOptions& options, const MetricDefinitions& metrics,
                               const std::string& group_column) {
  MeasureOptions measure{
      .cleaning = options.cleaning, .metrics = metrics, .threads = options.threads};
  measure.cleaning.load.group_column = group_column;
  return measure;
}

}  // namespace rfmseg::cli
