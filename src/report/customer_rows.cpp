#include "rfmseg/report/customer_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "csv/csv_writer.hpp"
#include "parallel.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/segment/segment_keys.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;

/// Appends a customer's cell to a string.
using Cell = std::function<void(std::size_t customer, std::string& cell)>;

void write_number(std::int64_t number, std::string& cell) {
  const fmt::format_int digits(number);
  cell.append(digits.data(), digits.size());
}

RowColumn::Kind kind_of(CustomerColumn column) {
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
      add(CustomerColumn::group,
          [&](std::size_t i, std::string& cell) { cell += table_.groups[i]; });
    }
    add_carried();
    std::ranges::stable_sort(columns_, {}, &Entry::column);
  }

  [[nodiscard]] std::vector<RowColumn> names() const {
    std::vector<RowColumn> names;
    for (const Entry& entry : columns_) {
      names.push_back({std::string(column_name(entry.column)), kind_of(entry.column)});
    }
    for (const auto& [name, cells] : table_.extra) names.push_back({name, Kind::text});
    return names;
  }

  [[nodiscard]] std::size_t size() const { return columns_.size() + table_.extra.size(); }

  void write_row(std::size_t customer, std::vector<std::string>& cells) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      cells[i].clear();
      columns_[i].cell(customer, cells[i]);
    }
    for (std::size_t i = 0; i < table_.extra.size(); ++i) {
      cells[columns_.size() + i] = table_.extra[i].second[customer];
    }
  }

  /// Appends the customer's record of CSV to `text`. Texts are written to `cell` first, because
  /// they may need quotes.
  void append_record(std::size_t customer, char delimiter, bool spreadsheet_safe, std::string& cell,
                     std::string& text) const {
    bool first = true;
    for (const Entry& entry : columns_) {
      if (entry.is_text) {
        cell.clear();
        entry.cell(customer, cell);
        append_csv_cell(text, cell, first, spreadsheet_safe, delimiter);
      } else {
        if (!first) text += delimiter;
        entry.cell(customer, text);
      }
      first = false;
    }
    for (const auto& [name, cells] : table_.extra) {
      append_csv_cell(text, cells[customer], first, spreadsheet_safe, delimiter);
    }
    text += '\n';
  }

 private:
  struct Entry {
    CustomerColumn column;
    Cell cell;
    bool is_text;  ///< and not only digits and the like
  };

  void add(CustomerColumn column, Cell cell) {
    columns_.push_back({column, std::move(cell), kind_of(column) == Kind::text});
  }

  void add_measured() {
    add(CustomerColumn::customer_id,
        [&](std::size_t i, std::string& cell) { cell += table_.ids[i]; });
    if (table_.has_dates()) {
      add(CustomerColumn::first_purchase,
          [&](std::size_t i, std::string& cell) { append(cell, table_.first_purchase[i]); });
      add(CustomerColumn::last_purchase,
          [&](std::size_t i, std::string& cell) { append(cell, table_.last_purchase[i]); });
    }
    add(CustomerColumn::recency,
        [&](std::size_t i, std::string& cell) { write_number(table_.recency[i], cell); });
    add(CustomerColumn::frequency,
        [&](std::size_t i, std::string& cell) { write_number(table_.frequency[i], cell); });
    add(CustomerColumn::monetary,
        [&](std::size_t i, std::string& cell) { append(cell, table_.monetary[i], 2); });
    if (table_.has_items()) {
      add(CustomerColumn::items,
          [&](std::size_t i, std::string& cell) { append(cell, table_.items[i]); });
    }
  }

  void add(const Segmentation& segmentation) {
    const Scores& scores = segmentation.scores;
    const auto add_score = [&](CustomerColumn column, const MetricScores& metric) {
      add(column, [&](std::size_t i, std::string& cell) { write_number(metric.score[i], cell); });
    };
    add_score(CustomerColumn::r_score, scores.recency);
    add_score(CustomerColumn::f_score, scores.frequency);
    add_score(CustomerColumn::m_score, scores.monetary);
    add(CustomerColumn::rfm_score,
        [&](std::size_t i, std::string& cell) { cell += score_code(scores, i); });
    add(CustomerColumn::segment, [&](std::size_t i, std::string& cell) {
      cell += segmentation.rule(segmentation.segment[i]).name;
    });
    add(CustomerColumn::segment_key,
        [&segmentation, keys = segment_keys(segmentation.scheme)](
            std::size_t i, std::string& cell) { cell += keys[segmentation.segment[i]]; });
    if (segmentation.groups.empty()) return;
    add(CustomerColumn::group, [&](std::size_t i, std::string& cell) {
      cell += segmentation.groups[segmentation.group[i]].name;
    });
  }

  void add(const Clustering& clustering) {
    add(CustomerColumn::cluster,
        [&](std::size_t i, std::string& cell) { write_number(clustering.cluster(i), cell); });
  }

  void add(const ValueTiers& tiers) {
    add(CustomerColumn::value_tier,
        [&](std::size_t i, std::string& cell) { cell += tiers.rules[tiers.tier[i]].name; });
  }

  void add(const ModelFit& fit) {
    add(CustomerColumn::cluster,
        [&](std::size_t i, std::string& cell) { write_number(fit.label[i] + 1, cell); });
    add(CustomerColumn::cluster_distance, [&](std::size_t i, std::string& cell) {
      fmt::format_to(std::back_inserter(cell), "{:.6f}", fit.distance[i]);
    });
    add(CustomerColumn::outside,
        [&](std::size_t i, std::string& cell) { cell += fit.outside[i] ? "yes" : "no"; });
    add(fit.tiers);
  }

  void add_carried() {
    for (const auto& [name, cells] : table_.carried) {
      const auto position = std::ranges::find(kCustomerColumns, name) - kCustomerColumns.begin();
      const auto column = static_cast<CustomerColumn>(position);
      if (std::ranges::find(columns_, column, &Entry::column) != columns_.end()) continue;
      // Customers who are scored anew, and not by group, are in none.
      if (column == CustomerColumn::group && scored_) continue;
      // If customers are clustered anew, the distance was to another centroid.
      const bool of_cluster =
          column == CustomerColumn::cluster_distance || column == CustomerColumn::outside;
      if (of_cluster && clustered_) continue;
      columns_.push_back(
          {column, [&cells = cells](std::size_t i, std::string& cell) { cell += cells[i]; }, true});
    }
  }

  const CustomerTable& table_;
  bool scored_ = false;     ///< in this run
  bool clustered_ = false;  ///< in this run
  std::vector<Entry> columns_;
};

/// Writes the records of all customers, a few chunks at a time: while one thread writes, others
/// make the next few.
void write_records(const CustomerRowColumns& columns, std::size_t customers, char delimiter,
                   const TextStyle& style, unsigned threads, std::ostream& out) {
  constexpr std::size_t kChunk = 1024;
  constexpr std::size_t kChunksAtATime = 8;
  std::vector<std::string> made(kChunksAtATime);
  std::vector<std::string> next(kChunksAtATime);
  const auto write_made = [&] {
    for (std::string& chunk : made) {
      out << chunk;
      chunk.clear();
    }
  };
  for (std::size_t first = 0; first < customers; first += kChunksAtATime * kChunk) {
    in_parallel(1 + kChunksAtATime, threads, [&](std::size_t task) {
      if (task == 0) return write_made();
      std::string cell;
      const std::size_t begin = first + (task - 1) * kChunk;
      const std::size_t end = std::min(begin + kChunk, customers);
      for (std::size_t i = begin; i < end; ++i) {
        columns.append_record(i, delimiter, style.spreadsheet_safe, cell, next[task - 1]);
      }
    });
    made.swap(next);
  }
  write_made();
}

/// Writes the rows of customers; `customer_at(i)` is the i-th of them.
template <class CustomerAt>
void write_rows_of(std::size_t customers, const CustomerAt& customer_at,
                   const CustomerRowColumns& columns, RowWriter& rows) {
  rows.begin(columns.names());
  std::vector<std::string> cells(columns.size());
  for (std::size_t i = 0; i < customers; ++i) {
    columns.write_row(customer_at(i), cells);
    rows.row(cells);
  }
  rows.end();
}

}  // namespace

void write_customers(const CustomerTable& table, const CustomerResults& results, Format format,
                     const TextStyle& style, std::ostream& out, unsigned threads) {
  const auto writer = make_row_writer(format, style, out);
  const bool is_delimited = format == Format::csv || format == Format::tsv;
  if (!is_delimited) return write_customers(table, results, *writer);
  const CustomerRowColumns columns(table, results);
  writer->begin(columns.names());
  write_records(columns, table.size(), format == Format::tsv ? '\t' : ',', style, threads, out);
  writer->end();
}

void write_customers(const CustomerTable& table, const CustomerResults& results, RowWriter& rows) {
  const auto same = [](std::size_t i) { return i; };
  write_rows_of(table.size(), same, {table, results}, rows);
}

void write_customers(const CustomerTable& table, const CustomerResults& results,
                     std::span<const std::size_t> customers, RowWriter& rows) {
  const auto at = [&](std::size_t i) { return customers[i]; };
  write_rows_of(customers.size(), at, {table, results}, rows);
}

}  // namespace rfmseg
