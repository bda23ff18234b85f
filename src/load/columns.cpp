#include "load/columns.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

struct FieldNames {
  Field field;
  std::string_view name;
  std::vector<std::string_view> aliases;  ///< plain names, the most specific first
};

const std::vector<FieldNames>& all_fields() {
  static const std::vector<FieldNames> fields = {
      {Field::order,
       "order",
       {"invoiceno", "invoice", "orderid", "order", "orderno", "ordernumber", "invoiceid",
        "invoicenumber", "transactionid", "transactionno", "transaction", "receiptid", "receiptno",
        "receipt", "basketid"}},
      {Field::customer,
       "customer",
       {"customerid", "customer", "customerno", "customernumber", "clientid", "client", "custid",
        "userid", "user", "memberid", "member", "accountid", "account", "buyerid", "customerkey"}},
      {Field::date,
       "date",
       {"invoicedate", "date", "orderdate", "timestamp", "datetime", "transactiondate",
        "purchasedate", "orderdatetime", "invoicetimestamp", "ordertime", "time", "createdat",
        "purchasetimestamp", "orderpurchasetimestamp", "day"}},
      {Field::quantity, "quantity", {"quantity", "qty", "units", "count", "itemcount", "pieces"}},
      {Field::price,
       "price",
       {"unitprice", "price", "itemprice", "priceperunit", "unitcost", "priceeach"}},
      {Field::amount,
       "amount",
       {"amount", "lineamount", "revenue", "total", "totalprice", "linetotal", "totalamount",
        "sales", "spend", "value", "ordervalue", "paymentvalue", "netamount", "totalsales"}},
      {Field::stock_code,
       "stock_code",
       {"stockcode", "sku", "productid", "product", "productcode", "itemid", "itemcode", "article",
        "articleno"}},
      {Field::description,
       "description",
       {"description", "productname", "itemname", "itemdescription", "productdescription"}},
      {Field::country, "country", {"country", "countrycode", "market", "shippingcountry"}},
  };
  return fields;
}

const FieldNames& names_of(Field field) {
  return all_fields()[static_cast<std::size_t>(field)];
}

/// The distance of a column's name from the names of `field`; at least `kUnlikely` if unrelated.
constexpr std::size_t kUnlikely = 4;

std::size_t distance(const std::string& plain, Field field) {
  constexpr std::size_t kLongestName = 64;  // longer texts are not names, and slow to compare
  std::size_t least = kUnlikely;
  if (plain.empty() || plain.size() > kLongestName) return least;
  for (const std::string_view alias : names_of(field).aliases) {
    const bool part = alias.size() >= 4 && plain.find(alias) != std::string::npos;
    if (part) least = std::min<std::size_t>(least, 1);
    const auto [shorter, longer] = std::minmax({plain.size(), alias.size()});
    if (longer - shorter >= least) continue;  // needs at least this many edits
    const std::size_t edits = edit_distance(plain, alias);
    if (edits * 2 <= std::max(plain.size(), alias.size())) least = std::min(least, edits);
  }
  return least;
}

/// Finds the columns of one file.
class ColumnFinder {
 public:
  ColumnFinder(const std::string& file, const std::vector<std::string>& header)
      : file_(file), header_(header) {
    plain_.reserve(header.size());
    for (const std::string& name : header) plain_.push_back(plain_name(name));
    columns_.position.fill(-1);
  }

  /// The column that the user named: with this exact name, or else with its plain name.
  void find_named(Field field, const std::string& name) {
    auto position = find(header_, name, field);
    if (position < 0) position = find(plain_, plain_name(name), field);
    if (position < 0) {
      throw UsageError({file_},
                       fmt::format("{} {}={}: there is no such column among: {}", Setting::columns,
                                   field_name(field), printable(name), listed(header_)));
    }
    set(field, position);
  }

  /// The column with the first alias in the list that the user did not give to another field.
  void find_by_alias(Field field) {
    for (const std::string_view alias : names_of(field).aliases) {
      const int position = find(plain_, alias, field);
      if (position < 0 || is_assigned(position)) continue;
      set(field, position);
      return;
    }
  }

  void require(Field field, std::string_view what) const {
    if (columns_.has(field)) return;
    throw DataError(ErrorKind::missing_column, {file_, 1},
                    fmt::format("no {} column among: {} (hint: {} {}={})", what, listed(header_),
                                Setting::columns, field_name(field), nearest_column(field)));
  }

  [[nodiscard]] const TransactionColumns& columns() const { return columns_; }

 private:
  [[nodiscard]] int find(const std::vector<std::string>& names, std::string_view wanted,
                         Field field) const {
    const auto found = std::find(names.begin(), names.end(), wanted);
    if (found == names.end()) return -1;
    const auto again = std::find(found + 1, names.end(), wanted);
    if (again != names.end()) {
      const auto name = [&](auto at) {
        return printable(header_[static_cast<std::size_t>(at - names.begin())]);
      };
      throw DataError(ErrorKind::missing_column, {file_, 1},
                      fmt::format("the columns '{0}' and '{1}' may both be the {2} (hint: {3} "
                                  "{2}=NAME, or rename one)",
                                  name(found), name(again), field_name(field), Setting::columns));
    }
    return static_cast<int>(found - names.begin());
  }

  void set(Field field, int position) {
    columns_.position[static_cast<std::size_t>(field)] = position;
  }

  [[nodiscard]] bool is_assigned(int position) const {
    const auto& taken = columns_.position;
    return std::find(taken.begin(), taken.end(), position) != taken.end();
  }

  /// The unused column that is most likely `field`; `NAME` if there is none.
  [[nodiscard]] std::string nearest_column(Field field) const {
    std::string best = "NAME";
    std::size_t least = kUnlikely;
    constexpr std::size_t kMostNames = 1000;  // guesses are useless for longer headers
    for (std::size_t i = 0; i < std::min(header_.size(), kMostNames); ++i) {
      if (is_assigned(static_cast<int>(i))) continue;
      const std::size_t far = distance(plain_[i], field);
      if (far < least) {
        least = far;
        best = printable(header_[i]);
      }
    }
    return best;
  }

  const std::string& file_;
  const std::vector<std::string>& header_;
  std::vector<std::string> plain_;
  TransactionColumns columns_;
};

}  // namespace

std::string_view field_name(Field field) {
  return names_of(field).name;
}

std::string field_names() {
  std::string names;
  for (const FieldNames& field : all_fields()) {
    if (!names.empty()) names += ", ";
    names += field.name;
  }
  return names;
}

std::string plain_name(std::string_view name) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  std::string plain;
  for (; !name.empty(); name.remove_prefix(1)) {
    if (name.starts_with(kNoBreakSpace)) {
      name.remove_prefix(1);  // and the second byte of the character
      continue;
    }
    const char c = name.front();
    if (std::string_view(" \t\n_-.").find(c) != std::string_view::npos) continue;
    plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}

std::span<const std::string_view> field_aliases(Field field) {
  return names_of(field).aliases;
}

ColumnNames parse_column_names(std::string_view text) {
  ColumnNames names;
  while (!text.empty()) {
    const std::string_view entry = text.substr(0, text.find(','));
    text.remove_prefix(std::min(text.size(), entry.size() + 1));
    const std::size_t equals = entry.find('=');
    const std::string plain = plain_name(entry.substr(0, equals));
    const auto known =
        std::find_if(all_fields().begin(), all_fields().end(),
                     [&](const FieldNames& field) { return plain_name(field.name) == plain; });
    if (equals == std::string_view::npos || equals + 1 == entry.size() ||
        known == all_fields().end()) {
      throw UsageError(fmt::format("{}: '{}' is not FIELD=COLUMN (fields: {})", Setting::columns,
                                   printable(entry), field_names()));
    }
    if (!names.emplace(known->field, entry.substr(equals + 1)).second) {
      throw UsageError(fmt::format("{}: {} is given twice", Setting::columns, known->name));
    }
  }
  return names;
}

TransactionColumns find_transaction_columns(const std::string& file,
                                            const std::vector<std::string>& header,
                                            const ColumnNames& names) {
  ColumnFinder finder(file, header);
  for (const auto& [field, name] : names) finder.find_named(field, name);
  for (const FieldNames& field : all_fields()) {
    if (!finder.columns().has(field.field)) finder.find_by_alias(field.field);
  }
  finder.require(Field::customer, "customer");
  finder.require(Field::date, "date");
  if (!finder.columns().has(Field::amount)) {
    finder.require(Field::price, "price or amount");
    finder.require(Field::quantity, "quantity");
  }
  return finder.columns();
}

int find_group_column(const std::string& file, const std::vector<std::string>& header,
                      const std::string& name) {
  const auto position = [&](const auto& matches) {
    const auto found = std::find_if(header.begin(), header.end(), matches);
    if (found != header.end() && std::find_if(found + 1, header.end(), matches) != header.end()) {
      throw DataError(
          ErrorKind::missing_column, {file, 1},
          fmt::format("{}: the column '{}' occurs twice", Setting::group_column, printable(name)));
    }
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
  };
  int found = position([&](const std::string& column) { return column == name; });
  if (found < 0) {
    const std::string plain = plain_name(name);
    found = position([&](const std::string& column) { return plain_name(column) == plain; });
  }
  if (found < 0) {
    throw UsageError({file}, fmt::format("{} {}: there is no such column among: {}",
                                         Setting::group_column, printable(name), listed(header)));
  }
  return found;
}

}  // namespace rfmseg
