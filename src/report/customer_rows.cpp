#include "rfmseg/report/customer_rows.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "parallel.hpp"
#include "rfmseg/csv/csv_writer.hpp"
#include "rfmseg/rfm/customer_schema.hpp"

namespace rfmseg {
namespace {

using Cell = std::function<std::string(std::size_t customer)>;

RowColumn::Kind kind_of(CustomerColumn column) {
  using Kind = RowColumn::Kind;
  switch (column) {
    case CustomerColumn::first_purchase:
    case CustomerColumn::last_purchase:
      return Kind::time;
    case CustomerColumn::monetary:
      return Kind::money;
    default:
      return is_number(column) ? Kind::number : Kind::text;
  }
}

/// The columns to write, each with what makes its cells.
class CustomerRowColumns {
 public:
  CustomerRowColumns(const CustomerTable& table, const CustomerResults& results) : table_(table) {
    add_measured();
    scored_ = results.segmentation != nullptr;
    clustered_ = results.clustering != nullptr || results.fit != nullptr;
    if (scored_) add(*results.segmentation);
    if (results.clustering != nullptr) add(*results.clustering);
    if (results.tiers != nullptr) add(*results.tiers);
    if (results.fit != nullptr) add(*results.fit);
    const bool grouped = results.segmentation != nullptr && !results.segmentation->groups.empty();
    if (!table.groups.empty() && !grouped) {
      add(CustomerColumn::group, [&](std::size_t i) { return table_.groups[i]; });
    }
    add_carried();
    std::ranges::stable_sort(columns_, {}, &Entry::column);
  }

  [[nodiscard]] std::vector<RowColumn> names() const {
    std::vector<RowColumn> names;
    for (const Entry& entry : columns_) {
      names.push_back({std::string(column_name(entry.column)), kind_of(entry.column)});
    }
    return names;
  }

  [[nodiscard]] std::size_t size() const { return columns_.size(); }

  void write_row(std::size_t customer, std::vector<std::string>& cells) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) cells[i] = columns_[i].cell(customer);
  }

 private:
  struct Entry {
    CustomerColumn column;
    Cell cell;
  };

  void add(CustomerColumn column, Cell cell) { columns_.push_back({column, std::move(cell)}); }

  void add_measured() {
    add(CustomerColumn::customer_id, [&](std::size_t i) { return std::string(table_.ids[i]); });
    if (table_.has_dates()) {
      add(CustomerColumn::first_purchase,
          [&](std::size_t i) { return to_string(table_.first_purchase[i]); });
      add(CustomerColumn::last_purchase,
          [&](std::size_t i) { return to_string(table_.last_purchase[i]); });
    }
    add(CustomerColumn::recency, [&](std::size_t i) { return std::to_string(table_.recency[i]); });
    add(CustomerColumn::frequency,
        [&](std::size_t i) { return std::to_string(table_.frequency[i]); });
    add(CustomerColumn::monetary, [&](std::size_t i) { return to_string(table_.monetary[i], 2); });
    if (table_.has_items()) {
      add(CustomerColumn::items, [&](std::size_t i) { return to_string(table_.items[i]); });
    }
  }

  void add(const Segmentation& segmentation) {
    const Scores& scores = segmentation.scores;
    const auto add_score = [&](CustomerColumn column, const MetricScores& metric) {
      add(column, [&](std::size_t i) { return std::to_string(metric.score[i]); });
    };
    add_score(CustomerColumn::r_score, scores.recency);
    add_score(CustomerColumn::f_score, scores.frequency);
    add_score(CustomerColumn::m_score, scores.monetary);
    add(CustomerColumn::rfm_score, [&](std::size_t i) { return score_code(scores, i); });
    add(CustomerColumn::segment,
        [&](std::size_t i) { return segmentation.rule(segmentation.segment[i]).name; });
    if (segmentation.groups.empty()) return;
    add(CustomerColumn::group,
        [&](std::size_t i) { return segmentation.groups[segmentation.group[i]].name; });
  }

  void add(const Clustering& clustering) {
    add(CustomerColumn::cluster,
        [&](std::size_t i) { return std::to_string(clustering.cluster(i)); });
  }

  void add(const ValueTiers& tiers) {
    add(CustomerColumn::value_tier, [&](std::size_t i) { return tiers.rules[tiers.tier[i]].name; });
  }

  void add(const ModelFit& fit) {
    add(CustomerColumn::cluster, [&](std::size_t i) { return std::to_string(fit.label[i] + 1); });
    add(CustomerColumn::cluster_distance,
        [&](std::size_t i) { return fmt::format("{:.6f}", fit.distance[i]); });
    add(CustomerColumn::outside, [&](std::size_t i) { return fit.outside[i] ? "yes" : "no"; });
    add(fit.tiers);
  }

  void add_carried() {
    for (const auto& [name, cells] : table_.carried) {
      const auto position = std::ranges::find(kCustomerColumns, name) - kCustomerColumns.begin();
      const auto column = static_cast<CustomerColumn>(position);
      if (std::ranges::find(columns_, column, &Entry::column) != columns_.end()) continue;
      // Whoever is scored anew, and not by group, is in none.
      if (column == CustomerColumn::group && scored_) continue;
      // Of whoever is clustered anew the distance was to another centroid.
      const bool of_cluster =
          column == CustomerColumn::cluster_distance || column == CustomerColumn::outside;
      if (of_cluster && clustered_) continue;
      add(column, [&cells = cells](std::size_t i) { return cells[i]; });
    }
  }

  const CustomerTable& table_;
  bool scored_ = false;     ///< in this run
  bool clustered_ = false;  ///< in this run
  std::vector<Entry> columns_;
};

/// Writes the records of all customers, a few chunks at a time, each of which a thread makes.
void write_records(const CustomerRowColumns& columns, std::size_t customers, const TextStyle& style,
                   unsigned threads, std::ostream& out) {
  constexpr std::size_t kChunk = 1024;
  std::vector<std::string> chunks(8);
  for (std::size_t first = 0; first < customers; first += chunks.size() * kChunk) {
    const std::size_t count = std::min(chunks.size(), (customers - first + kChunk - 1) / kChunk);
    in_parallel(count, threads, [&](std::size_t chunk) {
      std::vector<std::string> cells(columns.size());
      chunks[chunk].clear();
      const std::size_t begin = first + chunk * kChunk;
      const std::size_t end = std::min(begin + kChunk, customers);
      for (std::size_t i = begin; i < end; ++i) {
        columns.write_row(i, cells);
        append_csv_record(chunks[chunk], cells, style.spreadsheet_safe);
      }
    });
    for (std::size_t chunk = 0; chunk < count; ++chunk) out << chunks[chunk];
  }
}

}  // namespace

void write_customers(const CustomerTable& table, const CustomerResults& results, Format format,
                     const TextStyle& style, std::ostream& out, unsigned threads) {
  const auto writer = make_row_writer(format, style, out);
  if (format != Format::csv) return write_customers(table, results, *writer);
  const CustomerRowColumns columns(table, results);
  writer->begin(columns.names());
  write_records(columns, table.size(), style, threads, out);
  writer->end();
}

void write_customers(const CustomerTable& table, const CustomerResults& results, RowWriter& rows) {
  const CustomerRowColumns columns(table, results);
  rows.begin(columns.names());
  std::vector<std::string> cells(columns.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    columns.write_row(i, cells);
    rows.row(cells);
  }
  rows.end();
}

}  // namespace rfmseg
