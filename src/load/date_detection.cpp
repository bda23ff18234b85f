#include "load/date_detection.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {

DateDetection::DateDetection() {
  using Known = TimestampParser::Known;
  const auto add = [&](Known reading, std::optional<Known> other = std::nullopt) {
    notations_.push_back({TimestampParser(reading), std::nullopt});
    if (other) notations_.back().other.emplace(*other);
  };
  add(Known::iso);
  add(Known::day_first, Known::month_first);
  add(Known::day_first_dashed, Known::month_first_dashed);
  add(Known::dotted);
  add(Known::year_first);
  add(Known::compact);
  add(Known::epoch);
  add(Known::excel);
  add(Known::named);
}

void DateDetection::add(std::string_view value, std::uint64_t line) {
  ++values_;
  if (!first_ && !value.empty()) first_ = {std::string(value), line};
  for (Notation& notation : notations_) {
    const bool fits = notation.reading.parse(value).has_value();
    const bool fits_other = notation.other && notation.other->parse(value);
    if (!fits && !fits_other) continue;
    ++notation.read;
    if (!notation.other) continue;
    if (fits && fits_other) {
      if (!notation.either) notation.either = {std::string(value), line};
    } else {
      ++(fits ? notation.only_first : notation.only_other);
    }
  }
}

const DateDetection::Notation& DateDetection::best() const {
  return *std::ranges::max_element(notations_, {}, &Notation::read);
}

DateFormat DateDetection::format(const std::string& file, const std::string& column) const {
  const Notation& found = best();
  if (found.read == 0 && values_ > 0) {
    const Example example = first_.value_or(Example{});
    const std::string value = printable(example.value);
    throw DataError(ErrorKind::invalid_value, {file, example.line, column, value},
                    fmt::format("{0}: '{1}' is no date of a known format (hint: {2}, for example "
                                "{2} '%d.%m.%Y %H:%M')",
                                column, value, Setting::date_format));
  }
  if (found.ambiguous()) {
    const std::string value = printable(found.either->value);
    throw DataError(
        ErrorKind::ambiguous_format, {file, found.either->line, column, value},
        fmt::format("{0}: '{1}' and all other dates fit both day-first and month-first (hint: {2} "
                    "'{3}' or {2} '{4}')",
                    column, value, Setting::date_format, found.reading.format(),
                    found.other->format()));
  }
  if (!found.other) return {found.reading, std::nullopt};
  if (found.only_first >= found.only_other) return {found.reading, found.other};
  return {*found.other, found.reading};
}

}  // namespace rfmseg
