#include "rfmseg/movement/snapshot.hpp"

#include <fmt/core.h>

#include <charconv>
#include <utility>

#include "rfm/carried_columns.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The customers of the table, without segments and scores.
Snapshot measured(const std::string& name, CustomerTable table) {
  Snapshot snapshot{name, table.as_of ? to_string(*table.as_of) : "", {}};
  snapshot.customers.ids = std::move(table.ids);
  snapshot.customers.recency = std::move(table.recency);
  snapshot.customers.frequency = std::move(table.frequency);
  snapshot.customers.monetary = std::move(table.monetary);
  return snapshot;
}

/// Empty texts if there is no column.
NameColumn to_names(const TextColumn* texts, std::size_t size) {
  NameColumn names;
  names.reserve(size);
  for (std::size_t i = 0; i < size; ++i) names.push_back(texts == nullptr ? "" : (*texts)[i]);
  return names;
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

void SnapshotCustomers::push_back(const SnapshotCustomer& customer) {
  ids.push_back(customer.id);
  segments.push_back(customer.segment);
  rfm_scores.push_back(customer.rfm_score);
  recency.push_back(customer.recency);
  frequency.push_back(customer.frequency);
  monetary.push_back(customer.monetary);
}

SnapshotCustomer SnapshotCustomers::operator[](std::size_t index) const {
  return {std::string(ids[index]),
          std::string(segments[index]),
          std::string(rfm_scores[index]),
          recency[index],
          frequency[index],
          monetary[index]};
}

Snapshot take_snapshot(const std::string& name, CustomerTable table,
                       const Segmentation& segmentation) {
  Snapshot snapshot = measured(name, std::move(table));
  SnapshotCustomers& customers = snapshot.customers;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    customers.segments.push_back(segmentation.rule(segmentation.segment[i]).name);
    customers.rfm_scores.push_back(score_code(segmentation.scores, i));
  }
  return snapshot;
}

Snapshot take_snapshot(const std::string& name, CustomerTable table) {
  const TextColumn* const segments = carried_column(table, CustomerColumn::segment);
  if (segments == nullptr) {
    throw DataError(ErrorKind::missing_segments, {name},
                    "has no column segment, so there is nothing to compare");
  }
  NameColumn segment_names = to_names(segments, table.size());
  NameColumn scores = to_names(carried_column(table, CustomerColumn::rfm_score), table.size());
  Snapshot snapshot = measured(name, std::move(table));
  snapshot.customers.segments = std::move(segment_names);
  snapshot.customers.rfm_scores = std::move(scores);
  return snapshot;
}

Snapshot take_snapshot(const Run& run,
                       const std::function<void(const Store::AddRunCustomer&)>& customers) {
  Snapshot snapshot{fmt::format("run {}", run.number), run.definition.as_of, {}};
  customers([&](const RunCustomer& customer) {
    const RecordedNumbers numbers(run, customer);
    snapshot.customers.push_back({customer.id, customer.segment, customer.rfm_score,
                                  numbers.count("recency", customer.recency),
                                  numbers.count("frequency", customer.frequency),
                                  numbers.amount("monetary", customer.monetary)});
  });
  return snapshot;
}

}  // namespace rfmseg
