#pragma once

/// \file
/// Layouts: what the rows of an export mean. A layout is a TOML file that names the columns of one
/// kind of file, the rows to keep and their amounts, as docs/layouts.md describes. Those
/// of data/layouts are embedded and recognised by their header.
///
///     const rfmseg::Layout shopify = rfmseg::load_layout("shopify");
///     std::cout << shopify.title << ": " << shopify.measures << '\n';
///     rfmseg::LayoutOptions own;
///     own.layout = "my-shop.toml";

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/layout/row_filter.hpp"

namespace rfmseg {

/// The name of a column: names of which the first that a file has applies, separated by `|`; or
/// `#3`, its place, for a column without a name.
using ColumnName = std::string;

/// A product of columns that is added to an amount or subtracted from it.
struct AmountTerm {
  bool subtracted = false;
  std::vector<ColumnName> factors;  ///< one or two
};
/// The terms of `Total - Refunds + Price * Quantity`.
using AmountTerms = std::vector<AmountTerm>;

/// What the rows of a file mean. What a layout leaves empty is found as in any other file.
struct Layout {
  std::string name;                 ///< `shopify`, or the path of a file; empty: none
  std::string title;                ///< what it reads: `Shopify, orders`
  std::string measures;             ///< what an amount is: `charged with tax, less refunds`
  std::string where;                ///< where the export is in the platform's menus
  std::string note;                 ///< what the export lacks
  std::string advice;               ///< of an export that cannot be used: which one can
  std::vector<ColumnName> match;    ///< a file with all of these columns has this layout,
  std::vector<ColumnName> without;  ///< if it has none of these

  std::vector<ColumnName> order;             ///< the first that is not blank
  std::vector<ColumnName> customer;          ///< likewise
  std::vector<ColumnName> returns_customer;  ///< of returns; empty: as other rows
  std::vector<ColumnName> date;              ///< joined with blanks
  ColumnName quantity, stock_code, country, currency;
  std::string zone;  ///< as LoadOptions::zone
  AmountTerms amount;
  std::vector<RowFilter> filters;         ///< rows count if they pass all of these
  std::vector<ColumnValues> returns;      ///< rows that are negative, with either sign
  std::vector<ColumnValues> refunded;     ///< rows that should have nothing left: a check
  std::vector<ColumnName> once_an_order;  ///< values that are those of the whole order
  std::vector<ColumnName> fill_down;      ///< blank cells repeat the cell above
  std::string cancellations;     ///< a pattern of order ids; applies if the amount is not positive
  std::string adjustments;       ///< likewise
  bool restates_orders = false;  ///< an order replaces that of earlier files
  ColumnName updated_at;         ///< with restates_orders: when the row was written

  AmountTerms goods;           ///< another measure: goods without tax and shipping
  std::string goods_measures;  ///< what it is, in words

  /// Whether returns are subtracted unless the user decides: an export's refunds belong to its
  /// sales. Not if only order ids show what a row is.
  [[nodiscard]] bool subtracts_returns() const {
    return !returns.empty() || (!name.empty() && cancellations.empty());
  }
  /// Whether a file with this header has the layout.
  [[nodiscard]] bool recognises(const std::vector<std::string>& header) const;
};

/// Parses a layout file. `source` is its name in messages and becomes Layout::name. Throws
/// UsageError, with line and key, for text that is not a layout.
[[nodiscard]] Layout parse_layout(std::string_view text, const std::string& source);

/// Parses `Total - "Refunded Amount" + Price * Quantity`: names of columns, in double quotes if
/// they contain an operator between blanks. Throws UsageError for other text.
[[nodiscard]] AmountTerms parse_amount_terms(std::string_view text);
/// The terms as parse_amount_terms() reads them.
[[nodiscard]] std::string to_string(const AmountTerms& terms);

/// The names of the embedded layouts, sorted.
[[nodiscard]] std::vector<std::string> layout_names();
/// The text of an embedded layout, or of a file. Throws UsageError if there is neither.
[[nodiscard]] std::string layout_text(const std::string& name_or_path);
/// Parses what layout_text() returns.
[[nodiscard]] Layout load_layout(const std::string& name_or_path);

/// How files are read whose meaning is not in their column names alone.
struct LayoutOptions {
  /// A name or file for load_layout(), or `none`. Default: the embedded layout that recognises the
  /// header, if any.
  std::string layout{};
  bool goods = false;                       ///< amounts are Layout::goods
  AmountTerms amount{};                     ///< replaces Layout::amount
  std::vector<ColumnValues> returns{};      ///< replaces Layout::returns
  std::vector<ColumnName> once_an_order{};  ///< replaces Layout::once_an_order
  std::optional<bool> restates_orders{};    ///< replaces Layout::restates_orders
};

/// The layout of a file with this header, with what the options replace. Throws DataError if
/// several embedded layouts recognise it, or if it has no customers (Layout::advice); UsageError if
/// the options name no layout, or want goods of a layout without.
[[nodiscard]] Layout choose_layout(const std::string& file, const std::vector<std::string>& header,
                                   const LayoutOptions& options);

}  // namespace rfmseg
