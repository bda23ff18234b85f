#include "rfmseg/movement/condition.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <vector>

#include "nearest.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/segment/segment_keys.hpp"
#include "rounded.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::string_view kArrow = "->";
constexpr std::int64_t kPercent = 100;

[[noreturn]] void fail(std::string_view text) {
  throw UsageError(
      fmt::format("{}: '{}' is not a condition (hint: e.g. 'At Risk>+10%', 'Champions<500', "
                  "'Champions->At Risk>20', 'age>2d' or 'rows<1')",
                  Setting::condition, printable(text)));
}

/// The position of the comparison: the last `<` or `>` that is not part of an arrow.
std::size_t find_comparison(std::string_view text) {
  for (std::size_t i = text.size(); i-- > 0;) {
    const bool arrow = text[i] == '>' && i > 0 && text[i - 1] == '-';
    if ((text[i] == '>' || text[i] == '<') && !arrow) return i;
  }
  fail(text);
}

/// The index of the segment in the movement; nothing if it is one of `others`.
std::optional<std::size_t> index_of(const Movement& movement, const std::string& segment,
                                    const std::vector<std::string>& others) {
  const std::vector<std::string>& known = movement.segments;
  for (const std::vector<std::string>& names : {known, segment_keys(known)}) {
    const auto found = std::ranges::find(names, segment);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  }
  for (const std::vector<std::string>& names : {others, segment_keys(others)}) {
    if (std::ranges::find(names, segment) != names.end()) return std::nullopt;
  }
  const std::vector<std::string_view> names(movement.segments.begin(), movement.segments.end());
  throw UsageError(fmt::format(
      "{}: no customers are or were in segment '{}'{}; segments: {}", Setting::condition,
      printable(segment), did_you_mean_in_brackets(segment, names), listed(movement.segments)));
}

/// Compares a value with the bound, both in units of 1e-18.
bool compares(const Condition& condition, Int128 value, Int128 bound) {
  using enum Condition::Comparison;
  switch (condition.comparison) {
    case above:
      return value > bound;
    case at_least:
      return value >= bound;
    case below:
      return value < bound;
    case at_most:
      break;
  }
  return value <= bound;
}

/// The size of a segment, or of `(all)`, `(new)` or `(gone)`.
SegmentChange size_of(const Movement& movement, const std::string& segment,
                      const std::vector<std::string>& others) {
  if (segment == "(all)") return movement.total;
  if (segment == "(new)") return {0, movement.came, {}, {}};
  if (segment == "(gone)") return {0, movement.went, {}, {}};
  const std::optional<std::size_t> index = index_of(movement, segment, others);
  return index ? movement.changes[*index] : SegmentChange{};
}

std::string count_of(std::int64_t customers) {
  return fmt::format("{} {}", customers, plural_noun(customers, "customer"));
}

std::optional<std::string> moves_met(const Condition& condition, const Movement& movement,
                                     const std::vector<std::string>& others) {
  const auto end_of = [&](const std::string& name, std::string_view none) {
    return name == none ? kNoSegment : index_of(movement, name, others);
  };
  const std::optional<std::size_t> from = end_of(condition.segment, "(new)");
  const std::optional<std::size_t> to = end_of(*condition.to, "(gone)");
  std::int64_t customers = 0;
  for (const Transition& transition : movement.transitions) {
    if (transition.from == from && transition.to == to) customers = transition.customers;
  }
  if (!compares(condition, Int128{customers} * Amount::kUnitsPerOne,
                Amount::from(condition.bound).units())) {
    return std::nullopt;
  }
  return fmt::format("{} -> {}: {}", condition.segment, *condition.to, count_of(customers));
}

}  // namespace

Condition parse_condition(std::string_view text) {
  Condition condition;
  condition.text = text;
  const std::size_t comparison = find_comparison(text);
  const bool or_equal = text.substr(comparison + 1).starts_with('=');
  using enum Condition::Comparison;
  condition.comparison =
      text[comparison] == '>' ? (or_equal ? at_least : above) : (or_equal ? at_most : below);
  std::string_view name = trimmed(text.substr(0, comparison));
  if (const std::size_t arrow = name.find(kArrow); arrow != std::string_view::npos) {
    condition.to = trimmed(name.substr(arrow + kArrow.size()));
    name = trimmed(name.substr(0, arrow));
    if (condition.to->empty()) fail(text);
  }
  condition.segment = name;
  if (condition.segment.empty()) fail(text);

  std::string_view bound = trimmed(text.substr(comparison + (or_equal ? 2 : 1)));
  const bool is_age = condition.segment == "age" && !condition.to;
  const bool is_rows = condition.segment == "rows" && !condition.to;
  if (is_age && bound.ends_with('d')) bound.remove_suffix(1);
  const bool change = bound.starts_with('+') || bound.starts_with('-');
  const bool percent = bound.ends_with('%');
  if (percent) bound.remove_suffix(1);
  const auto number = parse_decimal(bound);
  if (!number || (percent && !change) || (change && condition.to)) fail(text);
  condition.bound = *number;
  if (is_age || is_rows) {
    if (change || percent) fail(text);
    condition.measure = is_age ? Condition::Measure::age : Condition::Measure::rows;
    return condition;
  }
  if (change)
    condition.measure = percent ? Condition::Measure::percent : Condition::Measure::change;
  return condition;
}

std::optional<std::string> condition_met(const Condition& condition, const Movement& movement,
                                         const std::vector<std::string>& others) {
  if (condition.to) return moves_met(condition, movement, others);
  const SegmentChange size = size_of(movement, condition.segment, others);
  const Int128 change = Int128{size.after} - size.before;
  const Int128 bound = Amount::from(condition.bound).units();
  const bool met = [&] {
    switch (condition.measure) {
      case Condition::Measure::size:
        return compares(condition, Int128{size.after} * Amount::kUnitsPerOne, bound);
      case Condition::Measure::change:
        return compares(condition, change * Amount::kUnitsPerOne, bound);
      case Condition::Measure::percent:
      case Condition::Measure::age:
      case Condition::Measure::rows:
        break;
    }
    // Any growth from nothing is more than any percentage.
    if (size.before == 0) return condition.wants_more() && size.after > 0;
    return compares(condition, change * kPercent * Amount::kUnitsPerOne, bound * size.before);
  }();
  if (!met) return std::nullopt;
  const double percent = size.before == 0 ? 0
                                          : static_cast<double>(size.after - size.before) *
                                                kPercent / static_cast<double>(size.before);
  return fmt::format(
      "{}: {}, {} before{}", condition.segment, count_of(size.after), size.before,
      size.before == 0 ? "" : fmt::format(" ({}%)", signed_rounded_text(percent, 1)));
}

std::optional<std::string> condition_met(const Condition& condition, const Freshness& data) {
  const Int128 bound = Amount::from(condition.bound).units();
  if (condition.measure == Condition::Measure::rows) {
    if (!compares(condition, Int128{data.rows} * Amount::kUnitsPerOne, bound)) return std::nullopt;
    return fmt::format("{} added {}", plural(data.rows, "row"), data.period);
  }
  if (!data.last_sale) {
    if (!condition.wants_more()) return std::nullopt;
    return "there are no sales";
  }
  const std::int64_t days = (data.today - *data.last_sale).count();
  if (!compares(condition, Int128{days} * Amount::kUnitsPerOne, bound)) return std::nullopt;
  return fmt::format("the last sale was on {}, {} {} before {}",
                     to_date_string(Timestamp(*data.last_sale)), days, plural_noun(days, "day"),
                     to_date_string(Timestamp(data.today)));
}

}  // namespace rfmseg
