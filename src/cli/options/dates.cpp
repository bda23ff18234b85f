#include "cli/options/dates.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <chrono>
#include <ctime>

#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

/// Midnight at which the day of this machine's clock began.
Timestamp today() {
  const std::time_t now = std::time(nullptr);
  const std::tm day = fmt::localtime(now);
  return *TimestampParser(TimestampParser::Known::iso).parse(fmt::format("{:%Y-%m-%d}", day));
}

}  // namespace

std::optional<Timestamp> parse_date(std::string_view option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto time = TimestampParser(TimestampParser::Known::iso).parse(text);
  if (time) return time;
  throw UsageError(fmt::format(
      "{}: '{}' is not a date (expected YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS)", option, text));
}

std::optional<Timestamp> parse_end(std::string_view option, const std::string& text) {
  const std::optional<Timestamp> time = parse_date(option, text);
  if (!time) return std::nullopt;
  const bool date_only = text.find(':') == std::string::npos;
  return date_only ? *time + std::chrono::days(1) : *time + std::chrono::seconds(1);
}

std::optional<Timestamp> parse_as_of(std::string_view option, const std::string& text) {
  return text == "today" ? today() : parse_date(option, text);
}

}  // namespace rfmseg::cli
