#include "rfmseg/movement/snapshot.hpp"

#include <fmt/core.h>

#include <charconv>
#include <utility>

#include "rfm/carried_columns.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

Snapshot without_customers(const std::string& name, const CustomerTable& table) {
  return {name, table.as_of ? to_string(*table.as_of) : "", {}};
}

void add(Snapshot& snapshot, const CustomerTable& table, std::size_t customer,
         const std::string& segment, const std::string& rfm_score) {
  snapshot.customers.push_back({std::string(table.ids[customer]), segment, rfm_score,
                                table.recency[customer], table.frequency[customer],
                                table.monetary[customer]});
}

/// A number that a run has recorded.
std::int64_t count_in(const std::string& text) {
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

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
  const std::vector<std::string>* const segments = carried_column(table, CustomerColumn::segment);
  if (segments == nullptr) {
    throw DataError(ErrorKind::missing_segments, {name},
                    "has no column segment, so nobody can be seen to move");
  }
  const std::vector<std::string>* const scores = carried_column(table, CustomerColumn::rfm_score);
  Snapshot snapshot = without_customers(name, table);
  for (std::size_t i = 0; i < table.size(); ++i) {
    add(snapshot, table, i, (*segments)[i], scores == nullptr ? "" : (*scores)[i]);
  }
  return snapshot;
}

Snapshot take_snapshot(const Run& run, std::vector<RunCustomer> customers) {
  Snapshot snapshot{fmt::format("run {}", run.number), run.definition.as_of, {}};
  for (RunCustomer& customer : customers) {
    snapshot.customers.push_back({std::move(customer.id), std::move(customer.segment),
                                  std::move(customer.rfm_score), count_in(customer.recency),
                                  count_in(customer.frequency),
                                  parse_amount(customer.monetary).value_or(Amount{})});
  }
  return snapshot;
}

}  // namespace rfmseg
