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
  throw UsageError(fmt::format("{}: '{}' is not a single character or 'tab'", option, text));
}

std::optional<char> parse_decimal_mark(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "." || text == ",") return text[0];
  throw UsageError(fmt::format("{}: '{}' is not a decimal mark (hint: . or ,)", option, text));
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
    if (!item) throw UsageError(fmt::format("{}: '{}' has an unmatched quote", option, text));
    items.push_back(item->text);
    marked = item->marked;
  }
  return items;
}

std::optional<bool> parse_switch(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text == "on" || text == "off") return text == "on";
  throw UsageError(fmt::format("{}: '{}' is not on or off", option, text));
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
                   "Field delimiter; 'tab' for tabs [detected]", {.about = {files}}),
            Option("--encoding", parsed(&options.csv.encoding, parse_name), "NAME",
                   "Text encoding, e.g. windows-1252 or UTF-16LE [detected: byte order mark, "
                   "UTF-8, else windows-1252]",
                   {.about = {files}}),
            Option("--sheet", parsed(&options.csv.sheet, parse_name), "NAME|N",
                   "Sheet of an Excel workbook, by name or number [the largest table, and all "
                   "sheets with its header]",
                   {.about = {files}}),
            Option("--columns", parsed(&load.columns, parse_column_names), "FIELD=NAME,...",
                   "Column of each field, e.g. customer=Kunde,date=Datum; price=none ignores a "
                   "field (fields: order, customer, date, quantity, price, amount, stock_code, "
                   "country, currency; in customer tables: customer, recency, last_purchase, "
                   "first_purchase, frequency, monetary, items) [detected]",
                   {.about = {files}, .named = Named::fields, .words = field_words()}),
            Option("--date-format", parsed(&load.date_format, parse_name), "FORMAT",
                   "Date format, e.g. '%d.%m.%Y %H:%M' (as strptime), 'excel', 'day-first' or "
                   "'month-first' [detected]",
                   {.about = {files}}),
            Option("--zone", parsed(&load.zone, parse_name), "NAME",
                   "Convert times with a UTC offset, and epochs, to local time in this zone, e.g. "
                   "Europe/Berlin [as written; UTC if the offsets are of different zones]",
                   {.about = {files}}),
            Option("--decimal", parsed(&load.decimal, parse_decimal_mark), ".|,",
                   "Decimal mark: . or , [detected]", {.about = {files}}),
            Option("--nobody", parsed(&load.nobody, parse_list), "ID,...|none",
                   "Customer ids to treat as missing [words such as NULL, nan and guest; 0 among "
                   "longer numbers]",
                   {.about = {files, transactions}}),
            Option("--fold-case", parsed(&load.fold_case, parse_switch), "on|off",
                   "Treat customer ids that differ only in case as one [on for e-mail addresses]",
                   {.about = {files, transactions}}),
            Option("--max-errors", parsed(&options.cleaning.error_limit, ErrorLimit::parse, "1%"),
                   "N|P%",
                   "Fail if more rows than this cannot be read: a number, or a percentage such as "
                   "0.5%",
                   {.show_default = true, .about = {files}})}),
       in_group(
           "Layout",
           {Option(
                "--layout", &load.layout.layout, "NAME|FILE|none",
                "What the rows of the file mean: the name of a layout (see rfmseg layout list) or "
                "a TOML file [detected]",
                {.check = require_value, .about = {files, transactions}, .role = FileRole::layout}),
            Option("--measure", parsed(&load.layout.goods, is_word("goods"), "charged"),
                   "charged|goods",
                   "Amount that a layout reads: what was charged, or the goods without tax and "
                   "shipping if the file has them",
                   {.show_default = true, .choices_only = true, .about = {files, transactions}}),
            Option("--amount", parsed(&load.layout.amount, parse_amount), "TERMS",
                   "Compute the amount of a row from columns, e.g. 'Total - Refunds' or 'Price * "
                   "Quantity - Discount'; a blank is 0",
                   {.check = require_value, .about = {files, transactions}}),
            Option(
                "--once-an-order", &load.layout.once_an_order, "COLUMN",
                "Column with one value per order, in the first of its rows or in all (repeatable)",
                {.check = require_column, .about = {files, transactions}, .named = Named::column}),
            Option("--restate", parsed(&load.layout.restates_orders, parse_restate), "order|none",
                   "If several files contain an order: order keeps only its latest version, none "
                   "keeps all rows [from the layout]",
                   {.choices_only = true, .about = {files, transactions}}),
            Option("--returns-where", returns_where(&load.layout.returns), "COLUMN=VALUE,...",
                   "Rows with one of these values are returns, with either sign; quoted as for "
                   "--keep (repeatable)",
                   {.about = {files, transactions}})}),
       in_group("Cleaning",
                {Option("--keep", filters(&options.cleaning.rules.filters, RowFilter::Effect::keep),
                        "COLUMN=VALUE,...",
                        "Keep only rows with one of these values in the column; * matches any "
                        "text; put a column with = or a value with a comma in double quotes, e.g. "
                        "'Status=\"Paid, later\"' (repeatable)",
                        {.about = {files, transactions}}),
                 Option("--drop", filters(&options.cleaning.rules.filters, RowFilter::Effect::drop),
                        "COLUMN=VALUE,...",
                        "Drop rows with one of these values in the column; * matches any text; "
                        "quoted as for --keep (repeatable)",
                        {.about = {files, transactions}}),
                 Option("--currency", &options.cleaning.rules.currency, "CODE",
                        "Keep only amounts in this currency", {.about = {files, transactions}})}),
       // For tests and tuning.
       in_group("", {Option("--block-size", &options.csv.block_size, "BYTES",
                            "Bytes read at a time; never changes a result",
                            {.range = Range{1, 1 << 30}})})});
}

Options declare_as_of(InputOptions& options) {
  return in_group("Cleaning", {Option("--as-of", parsed(&options.cleaning.rules.as_of, parse_as_of),
                                      "DATE|today",
                                      "Date from which recency is measured; later rows are dropped "
                                      "[the day after the last kept row]")});
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
              "Order ids of cancellations, e.g. 'C*' [from the layout]", {.about = {transactions}}),
       Option("--exclude-stock-codes", &rules.excluded_stock_codes, "CODE,...",
              "Drop rows with these stock codes, e.g. POST,DOT,M",
              {.comma_separated = true, .about = {transactions}}),
       Option("--duplicates", parsed(&rules.drop_duplicates, is_word("drop"), "keep"), "keep|drop",
              "Rows that repeat another row exactly: keep or drop them",
              {.show_default = true, .choices_only = true, .about = {transactions}}),
       Option("--returns", parsed(&rules.net_returns, parse_returns), "drop|net",
              "Returns (rows with a negative amount): drop them, or net: subtract them from the "
              "customer's spend [drop; net if the layout defines returns]",
              {.choices_only = true, .about = {transactions}})});
}

Options declare_threads(InputOptions& options) {
  return in_group("Running", {Option("--threads", &options.threads, "N",
                                     "Number of worker threads; never changes a result [all cores]",
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
