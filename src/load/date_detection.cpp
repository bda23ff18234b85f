#include "load/date_detection.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "load/blank_cell.hpp"
#include "load/date_hint.hpp"
#include "load/placeholder_date.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// `both a and b`; `a, b and c`.
std::string all_of_these(const std::vector<std::string>& names) {
  if (names.size() == 2) return fmt::format("both {} and {}", names[0], names[1]);
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace

std::string format_to_give(const TimestampParser& dates, std::string_view value) {
  std::string format = dates.format();
  const std::size_t year = format.find("%Y");
  if (year == std::string::npos || TimestampParser(format).parse(value)) return format;
  return format.replace(year, 2, "%y");
}

DateDetection::DateDetection() {
  using Known = TimestampParser::Known;
  constexpr std::string_view kDayFirst = "day-first";
  constexpr std::string_view kMonthFirst = "month-first";
  const auto add = [&](const std::vector<std::pair<Known, std::string_view>>& orders,
                       bool mixed = false) {
    Notation& notation = notations_.emplace_back();
    notation.mixed = mixed;
    for (const auto& [known, name] : orders) {
      notation.orders.push_back({TimestampParser(known), name});
    }
  };
  add({{Known::iso, ""}});
  add({{Known::day_first, kDayFirst}, {Known::month_first, kMonthFirst}});
  add({{Known::day_first_dashed, kDayFirst},
       {Known::month_first_dashed, kMonthFirst},
       {Known::short_year_first, "year-first"}});
  add({{Known::dotted, ""}});
  add({{Known::year_first, ""}});
  add({{Known::compact, ""}});
  add({{Known::epoch, ""}});
  add({{Known::excel, ""}});
  add({{Known::named, ""}});
  add({{Known::day_first_mixed, kDayFirst}, {Known::month_first_mixed, kMonthFirst}}, true);
}

void DateDetection::add(std::string_view value, std::uint64_t line) {
  ++values_;
  if (is_blank_cell(value)) return;
  if (!first_) first_ = {std::string(value), line};
  for (Notation& notation : notations_) {
    std::array<bool, kMostOrders> fits{};
    bool any = false;
    for (std::size_t i = 0; i < notation.orders.size(); ++i) {
      Order& order = notation.orders[i];
      UtcOffset offset;
      const auto time = order.dates.parse(value, offset);
      fits[i] = time.has_value();
      if (!fits[i]) continue;
      any = true;
      if (!is_placeholder_date(*time)) order.offsets.add(offset);
      ++order.read;
      if (!order.first) order.first = {std::string(value), line};
    }
    if (!any) continue;
    ++notation.read;
    any_read_ = true;
    for (std::size_t i = 0; i < notation.orders.size(); ++i) {
      for (std::size_t j = 0; j < notation.orders.size(); ++j) {
        if (fits[i] && !fits[j]) notation.orders[i].beats[j] = true;
      }
    }
  }
  if (!any_read_) unread_.emplace_back(value);
}

std::size_t DateDetection::Notation::best_order() const {
  return static_cast<std::size_t>(std::ranges::max_element(orders, {}, &Order::read) -
                                  orders.begin());
}

std::vector<std::size_t> DateDetection::Notation::as_good_as_best() const {
  std::vector<std::size_t> found;
  if (read == 0) return found;
  const Order& best = orders[best_order()];
  // One with other values would parse more of them, or not all of these.
  for (std::size_t i = 0; i < orders.size(); ++i) {
    if (!best.beats[i]) found.push_back(i);
  }
  return found;
}

std::uint64_t DateDetection::Notation::weight() const {
  // Of the same values in one notation with different orders some are wrong; with different
  // separators none is.
  return mixed ? orders[best_order()].read : read;
}

OffsetRange DateDetection::offsets() const {
  const Notation& found = best();
  return found.orders[found.best_order()].offsets;
}

const DateDetection::Notation& DateDetection::best() const {
  return *std::ranges::max_element(notations_, {}, &Notation::weight);
}

DateFormat DateDetection::format(const std::string& file, const std::string& column) const {
  const Notation& found = best();
  if (found.read == 0 && values_ > 0) {
    const Example example = first_.value_or(Example{});
    const std::string value = printable(example.value);
    const auto proposed = propose_date_format(unread_);
    DataError error(
        ErrorKind::invalid_value, {file, example.line, column, value},
        proposed ? fmt::format("{0}: '{1}' does not match any known date format (hint: {2} '{3}')",
                               column, value, Setting::date_format, printable(*proposed))
                 : fmt::format("{0}: '{1}' does not match any known date format (hint: {2}, for "
                               "example {2} '%d.%m.%Y %H:%M')",
                               column, value, Setting::date_format));
    if (proposed) error.propose(Setting::date_format, *proposed);
    throw error;
  }
  const std::vector<std::size_t> equal = found.as_good_as_best();
  if (equal.size() > 1) {
    const Example& first = *found.orders[equal.front()].first;
    const std::string value = printable(first.value);
    std::vector<std::string> names;
    std::string hint;
    for (const std::size_t i : equal) {
      names.emplace_back(found.orders[i].name);
      hint += fmt::format("{}{} '{}'", hint.empty() ? "" : " or ", Setting::date_format,
                          format_to_give(found.orders[i].dates, first.value));
    }
    DataError error(ErrorKind::ambiguous_format, {file, first.line, column, value},
                    fmt::format("{}: '{}' and all other dates match {} (hint: {})", column, value,
                                all_of_these(names), hint));
    for (const std::size_t i : equal) {
      error.propose(Setting::date_format, format_to_give(found.orders[i].dates, first.value));
    }
    throw error;
  }
  const std::size_t best = found.best_order();
  DateFormat format{found.orders[best].dates, {}};
  for (std::size_t i = 0; i < found.orders.size(); ++i) {
    if (i != best) format.other_orders.push_back(found.orders[i].dates);
  }
  return format;
}

}  // namespace rfmseg
