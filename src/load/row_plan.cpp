#include "load/row_plan.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "layout/column_places.hpp"
#include "load/field_names.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::ranges::find(names, name) != names.end();
}

bool contains_place(const std::vector<int>& places, int place) {
  return std::ranges::find(places, place) != places.end();
}

/// Plans the rows of one file.
class Planner {
 public:
  Planner(const std::string& file, const std::vector<std::string>& header, const Layout& layout,
          const ColumnNames& given)
      : file_(file), header_(header), layout_(layout), given_(given) {}

  void plan() {
    if (!is_given(Field::order)) plan_.order = first_of(layout_.order);
    if (!is_given(Field::customer)) {
      plan_.customer = first_of(layout_.customer);
      plan_.returns_customer = find_places(header_, layout_.returns_customer);
    }
    if (!is_given(Field::date)) {
      for (const ColumnName& name : layout_.date) plan_.date.push_back(require(name));
    }
    for (const ColumnValues& values : layout_.returns) {
      plan_.returns.push_back({require(values.column), values});
    }
    for (const ColumnValues& values : layout_.refunded) {
      plan_.refunded.push_back({require(values.column), values});
    }
    plan_.once = places_of(layout_.once_an_order);
    plan_.fill_down = places_of(layout_.fill_down);
    if (layout_.restates_orders && !layout_.updated_at.empty()) {
      plan_.updated_at = require(layout_.updated_at);
    }
  }

  /// What is known about fields before the others are found.
  [[nodiscard]] KnownColumns known() {
    KnownColumns known;
    if (!plan_.order.empty()) known[Field::order] = plan_.order.front();
    if (!plan_.customer.empty()) known[Field::customer] = plan_.customer.front();
    if (!plan_.date.empty()) known[Field::date] = plan_.date.front();
    plan_amount(known);
    if (layout_.amount.empty()) return known;
    known[Field::description] = -1;
    const std::pair<Field, const ColumnName&> others[] = {
        {Field::quantity, layout_.quantity},
        {Field::stock_code, layout_.stock_code},
        {Field::country, layout_.country},
        {Field::currency, layout_.currency},
    };
    for (const auto& [field, name] : others) {
      if (known.contains(field)) continue;
      known[field] = name.empty() ? -1 : find_place(header_, name);
    }
    // A currency in the cell of the amount is read with it.
    if (is_amount(known[Field::currency])) known[Field::currency] = -1;
    return known;
  }

  [[nodiscard]] RowPlan finished() { return std::move(plan_); }

 private:
  [[nodiscard]] bool is_given(Field field) const { return given_.contains(field); }

  [[nodiscard]] int require(const ColumnName& name) const {
    return require_place(file_, header_, layout_, name);
  }

  /// The columns of a list that the file has; at least one.
  [[nodiscard]] std::vector<int> first_of(const std::vector<ColumnName>& names) const {
    std::vector<int> places = find_places(header_, names);
    if (places.empty() && !names.empty()) places.push_back(require(names.front()));
    return places;
  }

  /// The columns of a list. An embedded layout is for exports of which some lack a column; a name
  /// that someone's own layout has is to be there.
  [[nodiscard]] std::vector<int> places_of(const std::vector<ColumnName>& names) const {
    const std::vector<std::string> embedded = layout_names();
    if (!contains(embedded, layout_.name)) {
      for (const ColumnName& name : names) (void)require(name);
    }
    return find_places(header_, names);
  }

  [[nodiscard]] bool is_amount(int place) const {
    return place >= 0 && std::ranges::any_of(layout_.amount, [&](const AmountTerm& term) {
             return contains_place(find_places(header_, term.factors), place);
           });
  }

  void plan_amount(KnownColumns& known) {
    if (layout_.amount.empty() || is_given(Field::amount) || is_given(Field::price)) return;
    for (const AmountTerm& term : layout_.amount) {
      PlacedTerm placed{term.subtracted, {}};
      for (const ColumnName& name : term.factors) placed.factors.push_back(require(name));
      plan_.amount.push_back(std::move(placed));
    }
    const PlacedTerm& first = plan_.amount.front();
    const bool simple =
        plan_.amount.size() == 1 && std::ranges::none_of(first.factors, [&](int place) {
          return contains_place(plan_.once, place);
        });
    if (simple && first.factors.size() == 2) {
      const int quantity = find_place(header_, layout_.quantity);
      const bool reversed = first.factors[1] == quantity;
      known[Field::quantity] = first.factors[reversed ? 1 : 0];
      known[Field::price] = first.factors[reversed ? 0 : 1];
      known[Field::amount] = -1;
    } else {
      known[Field::amount] = first.factors.front();
      known[Field::price] = -1;
    }
    if (simple) plan_.amount.clear();
  }

  const std::string& file_;
  const std::vector<std::string>& header_;
  const Layout& layout_;
  const ColumnNames& given_;
  RowPlan plan_;
};

}  // namespace

bool RowPlan::has_once_amount() const {
  return std::ranges::any_of(amount, [&](const PlacedTerm& term) {
    return std::ranges::any_of(term.factors,
                               [&](int place) { return contains_place(once, place); });
  });
}

bool RowPlan::counts_once() const {
  return !amount.empty() && std::ranges::all_of(amount, [&](const PlacedTerm& term) {
    return std::ranges::any_of(term.factors,
                               [&](int place) { return contains_place(once, place); });
  });
}

bool RowPlan::has_only_once_amounts() const {
  return !amount.empty() && std::ranges::all_of(amount, [&](const PlacedTerm& term) {
    return std::ranges::all_of(term.factors,
                               [&](int place) { return contains_place(once, place); });
  });
}

void RowPlan::add_filter(int place) {
  const bool filled = contains_place(once, place) || contains_place(shared, place) ||
                      contains_place(filtered, place) || contains_place(order, place);
  if (!once.empty() && !filled) filtered.push_back(place);
}

std::vector<int> RowPlan::columns() const {
  std::vector<int> all;
  for (const auto* places :
       {&order, &customer, &returns_customer, &date, &once, &shared, &filtered, &fill_down}) {
    all.insert(all.end(), places->begin(), places->end());
  }
  for (const PlacedTerm& term : amount) {
    all.insert(all.end(), term.factors.begin(), term.factors.end());
  }
  for (const auto* values : {&returns, &refunded}) {
    for (const PlacedValues& placed : *values) all.push_back(placed.position);
  }
  if (updated_at >= 0) all.push_back(updated_at);
  return all;
}

PlannedColumns plan_columns(const std::string& file, const std::vector<std::string>& header,
                            const Layout& layout, const LoadOptions& options,
                            const Sample& sample) {
  for (const ColumnName& name : options.layout.once_an_order) {
    (void)require_place(file, header, layout, name);
  }
  Planner planner(file, header, layout, options.columns);
  planner.plan();
  const KnownColumns known = planner.known();
  PlannedColumns planned{find_transaction_columns(file, header, options.columns, sample, known,
                                                  options.carried_columns),
                         planner.finished()};
  RowPlan& plan = planned.plan;
  // Groups need the order even where the layout leaves it to be found.
  const auto use_found = [&](Field field, std::vector<int>& places) {
    if (places.empty() && planned.columns.has(field)) places = {planned.columns.at(field)};
  };
  use_found(Field::order, plan.order);
  use_found(Field::customer, plan.customer);
  use_found(Field::date, plan.date);
  // An amount that was given or found may have one value per order, too.
  if (plan.amount.empty()) {
    std::vector<int> factors = {planned.columns.at(planned.columns.worth)};
    if (planned.columns.by_unit) factors.push_back(planned.columns.at(Field::quantity));
    if (std::ranges::any_of(factors, [&](int place) { return contains_place(plan.once, place); })) {
      plan.amount.push_back({false, std::move(factors)});
    }
  }
  plan.identifying = {planned.columns.at(Field::country), planned.columns.at(Field::currency)};
  for (const auto* places : {&plan.customer, &plan.returns_customer, &plan.date}) {
    plan.identifying.insert(plan.identifying.end(), places->begin(), places->end());
  }
  for (const int place : plan.identifying) {
    const bool is_new = !contains_place(plan.once, place) && !contains_place(plan.shared, place);
    if (!plan.once.empty() && place >= 0 && is_new) plan.shared.push_back(place);
  }
  plan.not_below_zero = options.layout.goods;
  if (!plan.once.empty() &&
      (plan.order.empty() || plan.order != order_places(header, layout, options))) {
    throw UsageError(
        {file},
        fmt::format(
            "columns with one value per order require a column of order ids (hint: {} order=NAME)",
            Setting::columns));
  }
  return planned;
}

std::vector<int> order_places(const std::vector<std::string>& header, const Layout& layout,
                              const LoadOptions& options) {
  if (layout.once_an_order.empty()) return {};
  std::vector<ColumnName> names = layout.order;
  if (const auto given = options.columns.find(Field::order); given != options.columns.end()) {
    names = {given->second};
  }
  std::vector<int> places = find_places(header, names);
  if (!places.empty()) return places;
  for (const Aliases& aliases : field_aliases(Field::order)) {
    for (std::size_t i = 0; i < header.size(); ++i) {
      if (std::ranges::find(aliases, plain_name(header[i])) != aliases.end()) {
        return {static_cast<int>(i)};
      }
    }
  }
  return {};
}

}  // namespace rfmseg
