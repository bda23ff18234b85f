#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {
namespace {

struct ReasonNames {
  std::string_view name, key;
};

constexpr std::array<ReasonNames, kRowReasonCount> kReasonNames = {{
    {"kept", "kept"},
    {"subtracted cancellation", "subtracted_cancellation"},
    {"subtracted return", "subtracted_return"},
    {"refunded order", "refunded_order"},
    {"repeated header", "repeated_header"},
    {"footer", "footer"},
    {"malformed row", "malformed_row"},
    {"unreadable date, quantity or price", "unreadable_value"},
    {"blank amount", "blank_amount"},
    {"not counted", "not_counted"},
    {"further line of an order", "further_line"},
    {"order that has counted", "repeated_order"},
    {"other currency", "other_currency"},
    {"missing customer id", "missing_customer_id"},
    {"cancellation", "cancellation"},
    {"return", "return"},
    {"adjustment", "adjustment"},
    {"non-positive quantity", "non_positive_quantity"},
    {"non-positive price", "non_positive_price"},
    {"excluded stock code", "excluded_stock_code"},
    {"outside the date window", "outside_date_window"},
    {"after the as-of date", "after_as_of"},
    {"other country", "other_country"},
    {"exact duplicate row", "duplicate_row"},
    {"row of an earlier file", "already_stored"},
    {"restated by another file", "restated"},
    {"customer without net spend", "no_net_spend"},
}};

}  // namespace

std::string_view reason_name(RowReason reason) {
  return kReasonNames[static_cast<std::size_t>(reason)].name;
}
std::string_view reason_key(RowReason reason) {
  return kReasonNames[static_cast<std::size_t>(reason)].key;
}

void Ledger::merge(const Ledger& other) {
  for (std::size_t i = 0; i < kRowReasonCount; ++i) entries_[i] += other.entries_[i];
  for (const auto& [reason, details] : other.details_) details_[reason].merge(details);
}

const ValueCounts::Values& Ledger::details(RowReason reason) const {
  static const ValueCounts::Values none;
  const auto found = details_.find(reason);
  return found == details_.end() || found->second.too_many() ? none : found->second.values();
}

void Ledger::move(RowReason from, RowReason to, const Entry& rows) {
  Entry& source = entries_[static_cast<std::size_t>(from)];
  source.rows -= rows.rows;
  source.amount -= rows.amount;
  entries_[static_cast<std::size_t>(to)] += rows;
}

Ledger::Entry Ledger::total() const {
  Entry total;
  for (const Entry& entry : entries_) total += entry;
  return total;
}

std::uint64_t Ledger::bad_rows() const {
  return (*this)[RowReason::malformed].rows + (*this)[RowReason::unreadable].rows;
}

}  // namespace rfmseg
