#include "load/deciding_columns.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string_view>

#include "load/blank_cell.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kMostColumns = 5;
constexpr std::size_t kMostValues = 20;

bool has_any_of(std::string_view text, std::span<const std::string_view> words) {
  return std::ranges::any_of(
      words, [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

bool decides_by_name(std::string_view plain) {
  constexpr std::array<std::string_view, 9> kEndings = {
      "status", "state", "type", "event", "statut", "état", "etat", "estado", "stato"};
  constexpr std::array<std::string_view, 4> kParts = {"refund", "cancel", "void", "currency"};
  // The state of an address, the type of a thing.
  constexpr std::array<std::string_view, 12> kOthers = {"ship",    "bill",   "address", "customer",
                                                        "product", "item",   "store",   "country",
                                                        "card",    "estate", "user",    "device"};
  // How an order was paid or came in does not decide whether it counts.
  constexpr std::array<std::string_view, 6> kWays = {"paymenttype", "paymenttyp", "channel",
                                                     "tendertype",  "sourcetype", "deliverytype"};
  if (has_any_of(plain, kWays)) return false;
  const bool ends = std::ranges::any_of(
      kEndings, [&](std::string_view ending) { return plain.ends_with(ending); });
  return (ends && !has_any_of(plain, kOthers)) || has_any_of(plain, kParts);
}

bool decides_by_value(std::string_view value) {
  constexpr std::array<std::string_view, 13> kWords = {
      "refund",   "cancel",   "void",    "declined",  "chargeback",  "storn",       "annul",
      "rembours", "reembols", "rimbors", "erstattet", "geannuleerd", "terugbetaald"};
  return value.size() <= 40 && has_any_of(plain_name(value), kWords);
}

/// Whether all values are two capital letters, as states of the USA and countries are.
bool are_regions(const std::set<std::string_view>& values) {
  return std::ranges::all_of(values, [](std::string_view value) {
    return value.empty() || (value.size() == 2 && std::ranges::all_of(value, [](char c) {
                               return c >= 'A' && c <= 'Z';
                             }));
  });
}

bool is_used(const TransactionColumns& columns, std::size_t position) {
  const auto number = static_cast<int>(position);
  return columns.group == number ||
         std::ranges::find(columns.position, number) != columns.position.end();
}

}  // namespace

std::vector<int> find_deciding_columns(const std::vector<std::string>& header, const Sample& sample,
                                       const TransactionColumns& columns) {
  std::vector<int> found;
  for (std::size_t i = 0; i < header.size() && found.size() < kMostColumns; ++i) {
    if (is_used(columns, i)) continue;
    std::set<std::string_view> values;
    for (const std::string& cell : sample.columns[i]) {
      values.insert(cell);
      if (values.size() > kMostValues) break;
    }
    if (values.size() > kMostValues) continue;
    const bool by_value = std::ranges::any_of(values, decides_by_value);
    const bool by_name =
        values.size() > 1 && decides_by_name(plain_name(header[i])) && !are_regions(values);
    if (by_value || by_name) found.push_back(static_cast<int>(i));
  }
  return found;
}

bool repeats_order_totals(const Sample& sample, const TransactionColumns& columns) {
  if (columns.by_unit || !columns.has(Field::order)) return false;
  struct Order {
    std::string_view amount;
    std::size_t rows = 0;
  };
  std::map<std::string_view, Order> orders;
  const auto& ids = sample.columns[static_cast<std::size_t>(columns.at(Field::order))];
  const auto& amounts = sample.columns[static_cast<std::size_t>(columns.at(Field::amount))];
  for (std::size_t row = 0; row < sample.rows(); ++row) {
    if (is_blank_cell(ids[row])) continue;
    Order& order = orders[ids[row]];
    if (order.rows > 0 && order.amount != amounts[row]) return false;
    order.amount = amounts[row];
    ++order.rows;
  }
  std::set<std::string_view> repeated;
  for (const auto& [id, order] : orders) {
    if (order.rows > 1) repeated.insert(order.amount);
  }
  return repeated.size() > 1;
}

}  // namespace rfmseg
