#include "rfmseg/clean/ledger.hpp"

namespace rfmseg {
namespace {

struct FateNames {
  std::string_view name, key;
};

constexpr std::array<FateNames, kFateCount> kFateNames = {{
    {"kept", "kept"},
    {"repeated header", "repeated_header"},
    {"malformed row", "malformed_row"},
    {"unreadable date, quantity or price", "unreadable_value"},
    {"missing customer id", "missing_customer_id"},
    {"cancellation", "cancellation"},
    {"adjustment", "adjustment"},
    {"non-positive quantity", "non_positive_quantity"},
    {"non-positive price", "non_positive_price"},
    {"excluded stock code", "excluded_stock_code"},
    {"outside the date window", "outside_date_window"},
    {"after the as-of date", "after_as_of"},
    {"other country", "other_country"},
    {"exact duplicate row", "duplicate_row"},
}};

}  // namespace

std::string_view fate_name(Fate fate) {
  return kFateNames[static_cast<std::size_t>(fate)].name;
}
std::string_view fate_key(Fate fate) {
  return kFateNames[static_cast<std::size_t>(fate)].key;
}

void Ledger::merge(const Ledger& other) {
  for (std::size_t i = 0; i < kFateCount; ++i) {
    entries_[i].rows += other.entries_[i].rows;
    entries_[i].amount += other.entries_[i].amount;
  }
}

Ledger::Entry Ledger::total() const {
  Entry total;
  for (const Entry& entry : entries_) {
    total.rows += entry.rows;
    total.amount += entry.amount;
  }
  return total;
}

std::uint64_t Ledger::bad_rows() const {
  return (*this)[Fate::malformed].rows + (*this)[Fate::unreadable].rows;
}

}  // namespace rfmseg
