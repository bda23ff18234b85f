#include "cli/options/input_options.hpp"

namespace rfmseg::cli {

Options declare_files(InputOptions& options, const std::string& input_description) {
  return joined(
      {Options{Option("INPUT", &options.paths, "FILE", input_description)},
       in_group(
           "Reading",
           {Option("-d,--delimiter", &options.delimiter, "CHAR",
                   "Character between fields; 'tab' for tabs [found from the header]"),
            Option("--encoding", &options.encoding, "NAME",
                   "Encoding of the text, e.g. windows-1252 or UTF-16LE [UTF-8 or UTF-16 by the "
                   "byte order mark; windows-1252 when it is no UTF-8]"),
            Option(
                "--columns", &options.columns, "FIELD=NAME,...",
                "Which columns mean what, e.g. customer=Kunde,date=Datum (fields: order, customer, "
                "date, quantity, price, amount, stock_code, country) [found from the header]"),
            Option("--date-format", &options.date_format, "FORMAT",
                   "How dates are written, e.g. '%d.%m.%Y %H:%M' (strptime's directives, or "
                   "'excel') [found from the rows]"),
            Option("--decimal", &options.decimal, ".|,",
                   "The mark before the decimals of numbers: . or , [found from the rows]"),
            Option("--max-errors", &options.max_errors, "N|P%",
                   "How many rows may be unreadable: a number, or a share like 0.5%",
                   {.show_default = true})}),
       // For tests and tuning.
       in_group("", {Option("--block-size", &options.block_size, "BYTES",
                            "Bytes read at a time; results never depend on it",
                            {.range = Range{1, 1 << 30}})})});
}

Options declare_as_of(InputOptions& options) {
  return in_group("Cleaning", {Option("--as-of", &options.as_of, "DATE|today",
                                      "Measure recency from this date, or from today, and drop "
                                      "later rows [the day after the last row that counts]")});
}

Options declare_cleaning(InputOptions& options) {
  return in_group(
      "Cleaning",
      {Option("--from", &options.from, "DATE", "Drop rows before this date"),
       Option("--to", &options.to, "DATE", "Drop rows after this date"),
       Option("--country", &options.countries, "NAME",
              "Keep only rows of this country (repeatable)"),
       Option("--exclude-stock-codes", &options.excluded_stock_codes, "CODE,...",
              "Drop rows with these stock codes, e.g. POST,DOT,M", {.comma_separated = true}),
       Option("--duplicates", &options.duplicates, "keep|drop",
              "Rows that repeat another in every field: keep or drop",
              {.show_default = true, .choices_only = true}),
       Option("--returns", &options.returns, "drop|net",
              "Cancellations: drop them, or net: subtract them from what their customer spent",
              {.show_default = true, .choices_only = true})});
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

}  // namespace rfmseg::cli
