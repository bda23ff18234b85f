#include "clean/amount_warnings.hpp"

#include <fmt/core.h>

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "load/deciding_columns.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

/// That quantity x price is not the line amount of the file.
std::optional<Message> different_amounts(const FileRead& read) {
  const AmountCheck& check = read.found.amounts;
  if (check.different == 0) return std::nullopt;
  const std::string amount = name_of(read, Field::amount);
  return fmt::format(
      "{}: {} \u00d7 {} adds up to {}, but column {} to {}: they differ in {} of {} (hint: {} "
      "amount={} uses the column, amount=none the product)",
      read.file.name(), name_of(read, Field::quantity), name_of(read, Field::price),
      to_string(check.product, 2), amount, to_string(check.stated, 2), check.different,
      plural(check.rows, "row"), Setting::columns, amount);
}

/// That the amount seems to be that of the whole order.
std::optional<Message> repeated_totals(const FileRead& read) {
  const TransactionColumns& columns = read.reading.format.columns;
  if (read.reading.format.plan.has_once_amount()) return std::nullopt;
  if (!repeats_order_totals(read.sample, columns)) return std::nullopt;
  const std::string amount = name_of(read, Field::amount);
  return fmt::format(
      "{0}: column {1} has the same value in all rows of each order, like an order total, but is "
      "added for every row (hint: {2} {1} adds it once per order)",
      read.file.name(), amount, Setting::once_an_order);
}

/// A term of the amount, with the file's names and without its sign.
std::string term_text(const std::vector<std::string>& header, const PlacedTerm& term) {
  AmountTerm named;
  for (const int place : term.factors) {
    named.factors.push_back(header[static_cast<std::size_t>(place)]);
  }
  return to_string({named});
}

/// Orders that are refunded by their status, but not by their amount.
std::optional<Message> not_refunded(const FileRead& read) {
  const RowSum& rows = read.found.not_refunded;
  if (rows.rows == 0) return std::nullopt;
  std::string labels;
  for (const PlacedValues& values : read.reading.format.plan.refunded) {
    labels += fmt::format("{}{}={}", labels.empty() ? "" : ", ", name_of(read, values.position),
                          values.values.patterns.front());
  }
  return fmt::format(
      "{}: {} worth {} {} refunded ({}), but the refund is less than the amount; the rest counts "
      "(hint: {} '{}' drops these rows)",
      read.file.name(), plural(rows.rows, "row"), to_string(rows.amount, 2),
      agree(rows.rows, "is", "are"), labels, Setting::drop, labels);
}

/// Returns that cannot be subtracted, as no customer has them.
std::optional<Message> lost_returns(const FileRead& read) {
  const RowSum& rows = read.found.lost_returns;
  if (rows.rows == 0) return std::nullopt;
  return fmt::format("{}: {} worth {} {} no customer id and {} not subtracted", read.file.name(),
                     plural(rows.rows, "return"), to_string(rows.amount, 2),
                     agree(rows.rows, "has", "have"), agree(rows.rows, "is", "are"));
}

/// That values which are subtracted have a minus sign already.
std::optional<Message> negative_terms(const FileRead& read) {
  const std::vector<PlacedTerm>& terms = read.reading.format.plan.amount;
  const std::vector<SignCount>& signs = read.found.signs.terms();
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].with_minus == 0) continue;
    return fmt::format(
        "{}: {} is subtracted, but already has a minus sign in {}: the sign is ignored (hint: {} "
        "with + instead of - means the same)",
        read.file.name(), term_text(read.file.header(), terms[i]),
        plural(signs[i].with_minus, "row"), Setting::amount);
  }
  return std::nullopt;
}

}  // namespace

void add_amount_warnings(const FileRead& read, std::vector<Message>& warnings) {
  std::array found = {not_refunded(read), lost_returns(read), negative_terms(read),
                      different_amounts(read), repeated_totals(read)};
  for (std::optional<Message>& warning : found) {
    if (warning) warnings.push_back(*std::move(warning));
  }
}

void check_signs(const FileRead& read) {
  const std::vector<SignCount>& signs = read.found.signs.terms();
  for (std::size_t i = 0; i < signs.size(); ++i) {
    if (signs[i].with_minus == 0 || signs[i].without_minus == 0) continue;
    throw DataError(
        ErrorKind::ambiguous_format, {read.file.name()},
        fmt::format("{} is subtracted from the amount, but {} of its values have a minus sign and "
                    "{} do not (hint: {} TERMS without it)",
                    term_text(read.file.header(), read.reading.format.plan.amount[i]),
                    signs[i].with_minus, signs[i].without_minus, Setting::amount));
  }
}

}  // namespace rfmseg
