#include "rfm/customer_columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "load/columns.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::array<std::string_view, 3> kFirstPurchase = {"firstpurchase", "firstpurchasedate",
                                                            "firstorderdate"};
constexpr std::array<std::string_view, 8> kLastPurchase = {
    "lastpurchase",    "lastpurchasedate", "lastorderdate",      "lastorder",
    "lastinvoicedate", "mostrecentvisit",  "mostrecentpurchase", "lastdate"};
constexpr std::array<std::string_view, 5> kRecency = {
    "recency", "recencydays", "dayssincelastpurchase", "dayssincelastorder", "dayssincelast"};
constexpr std::array<std::string_view, 12> kFrequency = {
    "frequency",    "orders",    "ordercount",       "numberoforders",
    "numorders",    "purchases", "purchasecount",    "numberofpurchases",
    "transactions", "visits",    "transactioncount", "numberoftransactions"};
constexpr std::array<std::string_view, 11> kMonetary = {
    "monetary",   "monetaryvalue", "revenue", "totalrevenue", "totalspent", "totalspend",
    "totalsales", "totalamount",   "spend",   "sales",        "amount"};
constexpr std::array<std::string_view, 5> kItems = {"items", "itemcount", "totalquantity",
                                                    "quantity", "units"};

/// The usual names of a measured column; empty for columns that other commands compute.
std::span<const std::string_view> aliases_of(CustomerColumn column) {
  switch (column) {
    case CustomerColumn::customer_id:
      return field_aliases(Field::customer).front();
    case CustomerColumn::first_purchase:
      return kFirstPurchase;
    case CustomerColumn::last_purchase:
      return kLastPurchase;
    case CustomerColumn::recency:
      return kRecency;
    case CustomerColumn::frequency:
      return kFrequency;
    case CustomerColumn::monetary:
      return kMonetary;
    case CustomerColumn::items:
      return kItems;
    default:
      return {};
  }
}

/// The position of the column with this plain name, or -1.
int find(const std::vector<std::string>& plain, std::string_view name) {
  const auto found = std::ranges::find(plain, name);
  return found == plain.end() ? -1 : static_cast<int>(found - plain.begin());
}

std::vector<std::string> plain_names(const std::vector<std::string>& header) {
  std::vector<std::string> plain;
  plain.reserve(header.size());
  for (const std::string& name : header) plain.push_back(plain_name(name));
  return plain;
}

/// The most specific of the column's names that is in the header; empty if there is none.
std::string_view name_in(const std::vector<std::string>& plain, CustomerColumn column) {
  for (const std::string_view alias : aliases_of(column)) {
    if (find(plain, alias) >= 0) return alias;
  }
  return {};
}

}  // namespace

std::vector<int> find_customer_columns(const std::string& file,
                                       const std::vector<std::string>& header) {
  const std::vector<std::string> plain = plain_names(header);
  std::vector<int> positions;
  for (std::size_t i = 0; i < kCustomerColumns.size(); ++i) {
    const auto column = static_cast<CustomerColumn>(i);
    const std::string own = plain_name(kCustomerColumns[i]);
    const bool measured = !aliases_of(column).empty();
    const std::string name = measured ? std::string(name_in(plain, column)) : own;
    if (!name.empty() && std::ranges::count(plain, name) > 1) {
      const auto position = static_cast<std::size_t>(find(plain, name));
      throw DataError(ErrorKind::missing_column, {file, 1},
                      fmt::format("the column '{}' occurs twice",
                                  name == own ? kCustomerColumns[i] : printable(header[position])));
    }
    positions.push_back(name.empty() ? -1 : find(plain, name));
  }
  if (positions[static_cast<std::size_t>(CustomerColumn::customer_id)] < 0) {
    throw DataError(
        ErrorKind::missing_column, {file, 1},
        fmt::format("no customer_id column among: {} (hint: rename the column with the ids)",
                    listed(header)));
  }
  return positions;
}

bool is_customer_file(const std::vector<std::string>& header) {
  const std::vector<std::string> plain = plain_names(header);
  const auto has = [&](CustomerColumn column) { return !name_in(plain, column).empty(); };
  return has(CustomerColumn::frequency) && has(CustomerColumn::monetary) &&
         (has(CustomerColumn::recency) || has(CustomerColumn::last_purchase));
}

}  // namespace rfmseg
