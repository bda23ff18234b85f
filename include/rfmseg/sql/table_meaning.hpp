#pragma once

/// \file
/// What the columns of a database table mean: as given, or found in a sample of the table.

#include <optional>
#include <string>
#include <vector>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/layout/layout.hpp"
#include "rfmseg/layout/row_filter.hpp"

namespace rfmseg {

/// How customer ids that differ in case only are compared.
enum class IdCase { as_written, email_addresses, all };

/// The meaning of a table's columns. A name that is empty, and a list without names, is of a column
/// that the table does not have.
struct TableMeaning {
  std::string layout;                 ///< the name of the layout, if any
  std::vector<std::string> header{};  ///< all columns, if a sample showed them
  std::vector<std::string> order;     ///< the first that is not blank
  std::vector<std::string> customer;  ///< likewise
  std::vector<std::string> date;      ///< joined with blanks
  std::string quantity, price, amount, stock_code, country, currency;
  bool by_unit = false;               ///< the price is that of one unit
  AmountTerms terms;                  ///< the amount, unless empty; names are of single columns
  bool not_below_zero = false;        ///< of `terms`: a negative amount is zero, unless returned
  std::vector<RowFilter> filters;     ///< rows count if they pass all of these
  std::vector<ColumnValues> returns;  ///< rows that are negative, with either sign
  std::string cancellations;  ///< a pattern of order ids; applies if the amount is not positive
  std::string adjustments;    ///< likewise
  bool net_returns = false;   ///< the default of CleaningRules::net_returns
  // How values are written:
  std::string date_format;          ///< as TimestampParser::format(); of text
  char decimal = '.';               ///< of text
  std::string wanted_currency;      ///< other currencies do not count; empty: there is one
  std::vector<std::string> nobody;  ///< customer ids that mean none, in any case
  bool missing_words = true;        ///< whether words for missing values mean none, too
  IdCase id_case = IdCase::as_written;
  bool lacks_1970 = false;  ///< whether 1970-01-01 means that the date is missing
  /// The first value of the sample that a query cannot read from text: `UnitPrice: '5 EUR'`.
  std::string unreadable_text{};
};

/// The meaning that `options` give, for a table of which no sample is at hand: the columns of
/// customer, date, and amount or price must be named. Throws UsageError if one is missing, and for
/// a layout, which needs a header.
[[nodiscard]] TableMeaning given_meaning(const CleaningOptions& options);

/// The meaning found in the file at `path`, which has some rows of the table: as transactions are
/// read. Throws DataError and UsageError as measure_customers() does; UsageError if the rows mean
/// what sql_query() cannot express, for example amounts that are those of a whole order.
[[nodiscard]] TableMeaning sampled_meaning(const std::string& path, const CsvOptions& csv,
                                           const CleaningOptions& options);

}  // namespace rfmseg
