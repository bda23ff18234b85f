#include "sql/date_pattern.hpp"

#include <algorithm>
#include <array>

namespace rfmseg::sql {
namespace {

using Order = DatePattern::Order;

struct KnownOrder {
  std::string_view format;  ///< with `-` for the separator
  Order order;
};
constexpr std::array<KnownOrder, 3> kOrders = {{{"%Y-%m-%d", Order::year_first},
                                                {"%d-%m-%Y", Order::year_last_day_first},
                                                {"%m-%d-%Y", Order::year_last_month_first}}};
constexpr std::array<std::string_view, 5> kTimes = {"", " %H:%M", " %H:%M:%S", "T%H:%M",
                                                    "T%H:%M:%S"};
constexpr const char* kTime = "([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?$";

std::string with_separator(std::string_view format, std::string_view separator) {
  std::string text;
  for (const char c : format) {
    if (c == '-') {
      text += separator;
    } else {
      text += c;
    }
  }
  return text;
}

std::string expression_of(const DatePattern& pattern) {
  const std::string one = pattern.separator.empty() ? "[0-9]{2}" : "[0-9]{1,2}";
  const std::string between = pattern.separator.empty() ? "" : '[' + pattern.separator + ']';
  const std::string year = "[0-9]{4}";
  const bool first = pattern.order == Order::year_first;
  return '^' + (first ? year : one) + between + one + between + (first ? one : year) + kTime;
}

}  // namespace

std::string DatePattern::iso(const std::string& cell, const Dialect& dialect) const {
  const auto part = [&](int from, int length) {
    return fmt::format("SUBSTR({}, {}, {})", cell, from, length);
  };
  if (separator.empty()) {
    const std::string a = order == Order::year_first ? part(1, 4) : part(5, 4);
    const std::string first = part(1, 2), second = part(3, 2);
    const std::string b = order == Order::year_first            ? part(5, 2)
                          : order == Order::year_last_day_first ? second
                                                                : first;
    const std::string c = order == Order::year_first            ? part(7, 2)
                          : order == Order::year_last_day_first ? first
                                                                : second;
    return fmt::format("{} || '-' || {} || '-' || {} || SUBSTR({}, 9)", a, b, c, cell);
  }
  if (order == Order::year_first) {
    return separator == "-" ? cell : fmt::format("REPLACE({}, '{}', '-')", cell, separator);
  }
  const auto piece = [&](int number) {
    return fill(dialect.piece, cell, dialect.literal(separator), number);
  };
  const bool day_first = order == Order::year_last_day_first;
  return fmt::format("SUBSTR({0}, 1, 4) || '-' || {1} || '-' || {2} || SUBSTR({0}, 5)", piece(3),
                     piece(day_first ? 2 : 1), piece(day_first ? 1 : 2));
}

std::optional<DatePattern> find_date_pattern(std::string_view format) {
  for (const std::string_view separator : {"-", "/", ".", ""}) {
    for (const KnownOrder& known : kOrders) {
      const std::string date = with_separator(known.format, separator);
      if (!format.starts_with(date)) continue;
      const std::string_view time = format.substr(date.size());
      if (std::ranges::find(kTimes, time) == kTimes.end()) continue;
      DatePattern pattern{
          .expression = {}, .order = known.order, .separator = std::string(separator)};
      pattern.expression = expression_of(pattern);
      return pattern;
    }
  }
  return std::nullopt;
}

const std::string& real_date_pattern() {
  static const std::string pattern =
      "^(([0-9]{4})-(0?[13578]|1[02])-(0?[1-9]|[12][0-9]|3[01])"
      "|([0-9]{4})-(0?[469]|11)-(0?[1-9]|[12][0-9]|30)"
      "|([0-9]{4})-0?2-(0?[1-9]|1[0-9]|2[0-8])"
      "|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-0?2-29)"
      "([ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?)?$";
  return pattern;
}

}  // namespace rfmseg::sql
