#include "clean/currency_warnings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string>

#include "load/currency.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// Money of other currencies than that of most rows, if none was chosen.
void add_other_currencies(const FileRead& read, std::vector<Message>& warnings) {
  if (!read.chosen_currency.empty()) return;
  for (const auto& [currency, rows] : read.found.ledger.details(RowReason::other_currency)) {
    warnings.emplace_back(
        fmt::format("{}: most of the first amounts are in {}, and only those are kept: {} worth {} "
                    "in {} dropped (hint: {} {} keeps those instead)",
                    read.file.name(), read.reading.currency, plural(rows.rows, "row"),
                    to_string(rows.amount, 2), currency, Setting::currency, currency));
  }
}

/// That rows without a currency count in a file with several.
std::optional<std::string> missing_currency(const FileRead& read) {
  const RowSum& rows = read.found.without_currency;
  const auto& others = read.found.ledger.details(RowReason::other_currency);
  if (rows.rows == 0 || others.empty()) return std::nullopt;
  std::string currencies;
  for (const auto& [currency, of] : read.found.currencies.values()) {
    currencies += (currencies.empty() ? "" : " and ") + printable(currency);
  }
  return fmt::format("{} worth {} without a currency, in a file with {}", plural(rows.rows, "row"),
                     to_string(rows.amount, 2), currencies);
}

}  // namespace

void add_currency_warnings(const FileRead& read, std::vector<Message>& warnings) {
  add_other_currencies(read, warnings);
  if (const auto problem = missing_currency(read)) {
    warnings.emplace_back(fmt::format("{}: {}: read as {}", read.file.name(), *problem,
                                      printable(read.reading.currency)));
  }
}

void check_missing_currency(const FileRead& read) {
  const auto problem = missing_currency(read);
  if (!problem) return;
  const auto& seen = read.found.currencies.values();
  const auto is_seen = [&](const std::string& currency) {
    return std::ranges::any_of(
        seen, [&](const auto& one) { return is_same_currency(one.first, currency); });
  };
  const bool chosen = !read.chosen_currency.empty();
  if (chosen && is_seen(read.chosen_currency)) return;
  const std::string currency = printable(chosen ? seen.begin()->first : read.reading.currency);
  DataError error(ErrorKind::ambiguous_format, {read.file.name()},
                  fmt::format("{} (hint: {} {} reads them as {})", *problem, Setting::currency,
                              currency, currency));
  error.propose(Setting::currency, chosen ? seen.begin()->first : read.reading.currency);
  throw error;
}

}  // namespace rfmseg
