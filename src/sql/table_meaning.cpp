#include "rfmseg/sql/table_meaning.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <regex>
#include <set>
#include <string_view>

#include "clean/row_filters.hpp"
#include "clean/usual_currency.hpp"
#include "csv/csv_file.hpp"
#include "load/blank_cell.hpp"
#include "load/number.hpp"
#include "load/sample.hpp"
#include "load/transaction_format.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "sql/date_pattern.hpp"
#include "sql/number_pattern.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

IdCase id_case_of(IdFormat::Fold fold) {
  switch (fold) {
    case IdFormat::Fold::all:
      return IdCase::all;
    case IdFormat::Fold::email_addresses:
      return IdCase::email_addresses;
    case IdFormat::Fold::none:
      break;
  }
  return IdCase::as_written;
}

[[noreturn]] void refuse(const std::string& what) {
  throw UsageError(
      fmt::format("{}, which a query cannot express (hint: load the rows of rfmseg "
                  "clean into the table)",
                  what));
}

/// Throws UsageError for settings that a query has nothing for.
void refuse_settings(const LoadOptions& load) {
  if (load.layout.restates_orders.value_or(false))
    refuse("later rows of an order replace earlier ones");
  if (!load.zone) return;
  throw UsageError(
      fmt::format("{} {}: a query takes times as the database shows them (hint: set the "
                  "time zone of its session)",
                  Setting::zone, *load.zone));
}

/// The meaning of the columns of a file, from its first rows.
class SampleReader {
 public:
  SampleReader(const std::string& path, const CsvOptions& csv, const CleaningOptions& options)
      : options_(options),
        file_(path, csv),
        header_(file_.header()),
        layout_(choose_layout(file_.name(), header_, options.load.layout)),
        sample_((keep_orders_together(file_, layout_, options.load), take_sample(file_))),
        format_(find_transaction_format(file_, options.load, layout_, sample_)),
        filters_(file_.name(), header_, options.rules.filters, layout_) {}

  [[nodiscard]] TableMeaning meaning() const {
    const RowPlan& plan = format_.plan;
    if (!plan.once.empty()) refuse("an amount is that of a whole order");
    if (!plan.fill_down.empty()) refuse("a blank cell repeats the cell above");
    if (!plan.returns_customer.empty()) refuse("returns have the customer in another column");
    TableMeaning meaning;
    meaning.layout = layout_.name;
    meaning.header = header_;
    meaning.order = fields(Field::order, plan.order);
    meaning.customer = fields(Field::customer, plan.customer);
    meaning.date = fields(Field::date, plan.date);
    meaning.quantity = field(Field::quantity);
    meaning.price = field(Field::price);
    meaning.amount = field(Field::amount);
    meaning.stock_code = field(Field::stock_code);
    meaning.country = field(Field::country);
    meaning.currency = field(Field::currency);
    meaning.by_unit = format_.columns.by_unit;
    if (!meaning.by_unit && !meaning.amount.empty()) meaning.price.clear();
    for (const PlacedTerm& term : plan.amount) {
      AmountTerm named{term.subtracted, {}};
      for (const int place : term.factors) named.factors.push_back(name(place));
      meaning.terms.push_back(std::move(named));
    }
    meaning.not_below_zero = plan.not_below_zero;
    meaning.filters = filters_.rules();
    for (const PlacedValues& values : plan.returns) {
      meaning.returns.push_back({name(values.position), values.values.patterns});
    }
    meaning.cancellations = format_.cancellations;
    meaning.adjustments = format_.adjustments;
    meaning.net_returns = layout_.subtracts_returns();
    meaning.date_format = format_.dates.format();
    meaning.decimal = format_.numbers.decimal;
    meaning.nobody = format_.ids.nobody;
    meaning.missing_words = format_.ids.missing_words;
    meaning.id_case = id_case_of(format_.ids.fold);
    meaning.lacks_1970 = format_.lacks_1970;
    meaning.wanted_currency = currency();
    meaning.unreadable_text = unreadable_text(meaning);
    return meaning;
  }

 private:
  [[nodiscard]] const std::string& name(int place) const {
    return header_[static_cast<std::size_t>(place)];
  }
  [[nodiscard]] std::string field(Field field) const {
    return format_.columns.has(field) ? name(format_.columns.at(field)) : std::string();
  }
  [[nodiscard]] std::vector<std::string> fields(Field field,
                                                const std::vector<int>& planned) const {
    std::vector<std::string> names;
    for (const int place : planned) names.push_back(name(place));
    if (names.empty() && format_.columns.has(field)) names.push_back(this->field(field));
    return names;
  }

  /// The currency that counts; empty if the table has no column of currencies.
  [[nodiscard]] std::string currency() const {
    if (!format_.columns.has(Field::currency)) return {};
    for (const std::string& cell : cells(format_.columns.at(Field::currency))) {
      const std::string_view code = cell;
      if (!is_blank_cell(code) && std::ranges::any_of(code, is_digit)) {
        refuse("currencies are written with amounts");
      }
    }
    if (!options_.rules.currency.empty()) return currency_of(options_.rules.currency);
    if (!layout_.name.empty()) return usual_currency(sample_, format_, filters_);
    std::set<std::string> currencies;
    for (const std::string& cell : cells(format_.columns.at(Field::currency))) {
      if (!is_blank_cell(cell)) currencies.insert(currency_of(cell));
    }
    if (currencies.size() > 1) {
      throw UsageError({file_.name()},
                       fmt::format("amounts are in several currencies: {} (hint: {} {})",
                                   listed({currencies.begin(), currencies.end()}),
                                   Setting::currency, *currencies.begin()));
    }
    return currencies.empty() ? std::string() : *currencies.begin();
  }

  [[nodiscard]] const std::vector<std::string>& cells(int place) const {
    return sample_.columns[static_cast<std::size_t>(place)];
  }

  /// The first cell of the column that does not match the pattern.
  template <class IsRead>
  [[nodiscard]] std::string first_other(const std::string& column, IsRead is_read) const {
    const auto place = std::ranges::find(header_, column) - header_.begin();
    for (const std::string& cell : cells(static_cast<int>(place))) {
      if (!is_blank_cell(cell) && !is_read(cell)) {
        return fmt::format("{}: '{}'", printable(column), printable(cell));
      }
    }
    return {};
  }

  [[nodiscard]] std::string unreadable_text(const TableMeaning& meaning) const {
    const sql::NumberPatterns patterns = sql::number_patterns(meaning.decimal);
    const std::regex plain(patterns.plain), with_thousands(patterns.with_thousands);
    const auto is_number = [&](const std::string& cell) {
      // What is not a number in any form is unreadable in the query, too.
      return !parse_number(cell, meaning.decimal) || std::regex_match(cell, plain) ||
             std::regex_match(cell, with_thousands);
    };
    std::vector<std::string> numbers = {meaning.quantity, meaning.price, meaning.amount};
    for (const AmountTerm& term : meaning.terms) {
      numbers.insert(numbers.end(), term.factors.begin(), term.factors.end());
    }
    for (const std::string& column : numbers) {
      if (column.empty()) continue;
      if (std::string other = first_other(column, is_number); !other.empty()) return other;
    }
    return unreadable_date(meaning);
  }

  /// The first date that a query does not read as it is.
  [[nodiscard]] std::string unreadable_date(const TableMeaning& meaning) const {
    const auto pattern = sql::find_date_pattern(meaning.date_format);
    if (!pattern) return {};  // another message says so
    const std::regex date(pattern->expression);
    std::vector<int> places;
    for (const std::string& column : meaning.date) {
      places.push_back(static_cast<int>(std::ranges::find(header_, column) - header_.begin()));
    }
    for (std::size_t row = 0; row < sample_.rows(); ++row) {
      std::string text;
      for (const int place : places) text += (text.empty() ? "" : " ") + cells(place)[row];
      if (!format_.dates.parse(text) || std::regex_match(text, date)) continue;
      return fmt::format("{}: '{}'", printable(meaning.date.front()), printable(text));
    }
    return {};
  }

  const CleaningOptions& options_;
  CsvFile file_;
  const std::vector<std::string>& header_;
  Layout layout_;
  Sample sample_;
  TransactionFormat format_;
  RowFilters filters_;
};

}  // namespace

TableMeaning given_meaning(const CleaningOptions& options) {
  const LoadOptions& load = options.load;
  if (!load.layout.layout.empty() && load.layout.layout != "none") {
    throw UsageError(
        fmt::format("{} {}: needs the columns of the table (hint: give INPUT, a file "
                    "with some of its rows)",
                    Setting::layout, load.layout.layout));
  }
  refuse_settings(load);
  if (!load.layout.once_an_order.empty()) refuse("an amount is that of a whole order");
  if (load.layout.goods) refuse("goods are a measure of a layout");
  const auto column = [&](Field field) {
    const auto found = load.columns.find(field);
    return found == load.columns.end() || found->second == "none" ? std::string() : found->second;
  };
  const auto list = [&](Field field) {
    std::vector<std::string> names;
    if (std::string name = column(field); !name.empty()) names.push_back(std::move(name));
    return names;
  };
  TableMeaning meaning;
  meaning.order = list(Field::order);
  meaning.customer = list(Field::customer);
  meaning.date = list(Field::date);
  meaning.quantity = column(Field::quantity);
  meaning.price = column(Field::price);
  meaning.amount = column(Field::amount);
  meaning.stock_code = column(Field::stock_code);
  meaning.country = column(Field::country);
  meaning.currency = column(Field::currency);
  meaning.terms = load.layout.amount;
  meaning.by_unit = !meaning.price.empty() && !meaning.quantity.empty();
  if (meaning.customer.empty() || meaning.date.empty() ||
      (meaning.price.empty() && meaning.amount.empty() && meaning.terms.empty())) {
    throw UsageError(fmt::format(
        "a query needs the columns of customer, date, and amount or price (hint: give INPUT, a "
        "file with some rows of the table, or {} customer=NAME,date=NAME,amount=NAME)",
        Setting::columns));
  }
  meaning.filters = options.rules.filters;
  meaning.returns = load.layout.returns;
  meaning.date_format = load.date_format.value_or("%Y-%m-%d");
  meaning.decimal = load.decimal.value_or('.');
  if (!options.rules.currency.empty())
    meaning.wanted_currency = currency_of(options.rules.currency);
  if (!meaning.currency.empty() && meaning.wanted_currency.empty()) {
    throw UsageError(fmt::format("a query cannot see which currency the table has (hint: {} EUR)",
                                 Setting::currency));
  }
  meaning.nobody = load.nobody.value_or(std::vector<std::string>{"guest"});
  meaning.missing_words = !load.nobody;
  if (load.fold_case) meaning.id_case = *load.fold_case ? IdCase::all : IdCase::as_written;
  return meaning;
}

TableMeaning sampled_meaning(const std::string& path, const CsvOptions& csv,
                             const CleaningOptions& options) {
  refuse_settings(options.load);
  return SampleReader(path, csv, options).meaning();
}

}  // namespace rfmseg
