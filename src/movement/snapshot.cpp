#include "rfmseg/movement/snapshot.hpp"

#include <fmt/core.h>

#include <charconv>
#include <string_view>
#include <utility>

#include "rfm/carried_columns.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

Snapshot without_customers(const std::string& name, const CustomerTable& table) {
  return {name, table.as_of ? to_string(*table.as_of) : "", {}};
}

void add(Snapshot& snapshot, const CustomerTable& table, std::size_t customer,
         std::string_view segment, std::string_view rfm_score) {
  snapshot.customers.push_back({std::string(table.ids[customer]), std::string(segment),
                                std::string(rfm_score), table.recency[customer],
                                table.frequency[customer], table.monetary[customer]});
}

/// Reads what a run has recorded: blank if unknown. Throws for what is not a number.
class RecordedNumbers {
 public:
  RecordedNumbers(const Run& run, const RunCustomer& customer) : run_(run), customer_(customer) {}

  [[nodiscard]] std::int64_t count(const char* column, const std::string& text) const {
    std::int64_t count = 0;
    if (text.empty()) return count;
    const char* const end = text.data() + text.size();
    const auto [read, error] = std::from_chars(text.data(), end, count);
    if (error != std::errc{} || read != end) fail(column, text, "whole number");
    return count;
  }
  [[nodiscard]] Amount amount(const char* column, const std::string& text) const {
    if (text.empty()) return {};
    const auto amount = parse_amount(text);
    if (!amount) fail(column, text, "number");
    return *amount;
  }

 private:
  [[noreturn]] void fail(const char* column, const std::string& text, const char* what) const {
    throw DataError(
        ErrorKind::damaged_file,
        fmt::format("run {} in the store: customer '{}': column {}: '{}' is not a {}", run_.number,
                    printable(customer_.id), column, printable(text), what));
  }

  const Run& run_;
  const RunCustomer& customer_;
};

}  // namespace

Snapshot take_snapshot(const std::string& name, const CustomerTable& table,
                       const Segmentation& segmentation) {
  Snapshot snapshot = without_customers(name, table);
  for (std::size_t i = 0; i < table.size(); ++i) {
    add(snapshot, table, i, segmentation.rule(segmentation.segment[i]).name,
        score_code(segmentation.scores, i));
  }
  return snapshot;
}

Snapshot take_snapshot(const std::string& name, const CustomerTable& table) {
  const TextColumn* const segments = carried_column(table, CustomerColumn::segment);
  if (segments == nullptr) {
    throw DataError(ErrorKind::missing_segments, {name},
                    "has no column segment, so there is nothing to compare");
  }
  const TextColumn* const scores = carried_column(table, CustomerColumn::rfm_score);
  Snapshot snapshot = without_customers(name, table);
  for (std::size_t i = 0; i < table.size(); ++i) {
    add(snapshot, table, i, (*segments)[i], scores == nullptr ? "" : (*scores)[i]);
  }
  return snapshot;
}

Snapshot take_snapshot(const Run& run, std::vector<RunCustomer> customers) {
  Snapshot snapshot{fmt::format("run {}", run.number), run.definition.as_of, {}};
  for (RunCustomer& customer : customers) {
    const RecordedNumbers numbers(run, customer);
    const std::int64_t recency = numbers.count("recency", customer.recency);
    const std::int64_t frequency = numbers.count("frequency", customer.frequency);
    const Amount monetary = numbers.amount("monetary", customer.monetary);
    snapshot.customers.push_back({std::move(customer.id), std::move(customer.segment),
                                  std::move(customer.rfm_score), recency, frequency, monetary});
  }
  return snapshot;
}

}  // namespace rfmseg
