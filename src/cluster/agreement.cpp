#include "rfmseg/cluster/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace rfmseg {
namespace {

struct Margins {
  std::vector<double> rows, columns;
  double total = 0;
};

Margins margins_of(const Contingency& counts) {
  Margins margins;
  for (const std::vector<std::int64_t>& row : counts) {
    margins.columns.resize(std::max(margins.columns.size(), row.size()));
    double sum = 0;
    for (std::size_t c = 0; c < row.size(); ++c) {
      const auto count = static_cast<double>(row[c]);
      sum += count;
      margins.columns[c] += count;
    }
    margins.rows.push_back(sum);
    margins.total += sum;
  }
  return margins;
}

double pairs(double count) {
  return count * (count - 1) / 2;
}

double pairs_within(const std::vector<double>& sizes) {
  double sum = 0;
  for (const double size : sizes) sum += pairs(size);
  return sum;
}

double entropy(const std::vector<double>& sizes, double total) {
  double sum = 0;
  for (const double size : sizes) {
    if (size > 0) sum -= size / total * std::log(size / total);
  }
  return sum;
}

}  // namespace

Contingency contingency(std::span<const std::int32_t> a, std::span<const std::int32_t> b) {
  const auto groups = [](std::span<const std::int32_t> labels) {
    return labels.empty() ? 0U : static_cast<std::size_t>(std::ranges::max(labels)) + 1;
  };
  Contingency counts(groups(a), std::vector<std::int64_t>(groups(b)));
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++counts[static_cast<std::size_t>(a[i])][static_cast<std::size_t>(b[i])];
  }
  return counts;
}

double adjusted_rand_index(const Contingency& counts) {
  const Margins margins = margins_of(counts);
  double together = 0;
  for (const std::vector<std::int64_t>& row : counts) {
    for (const std::int64_t count : row) together += pairs(static_cast<double>(count));
  }
  const double in_rows = pairs_within(margins.rows);
  const double in_columns = pairs_within(margins.columns);
  const double all = pairs(margins.total);
  const double expected = all > 0 ? in_rows * in_columns / all : 0;
  const double most = (in_rows + in_columns) / 2;
  return most == expected ? 1 : (together - expected) / (most - expected);
}

double normalised_mutual_information(const Contingency& counts) {
  const Margins margins = margins_of(counts);
  double information = 0;
  for (std::size_t r = 0; r < counts.size(); ++r) {
    for (std::size_t c = 0; c < counts[r].size(); ++c) {
      const auto count = static_cast<double>(counts[r][c]);
      if (count == 0) continue;
      information += count / margins.total *
                     std::log(count * margins.total / (margins.rows[r] * margins.columns[c]));
    }
  }
  const double mean =
      (entropy(margins.rows, margins.total) + entropy(margins.columns, margins.total)) / 2;
  return mean > 0 ? std::clamp(information / mean, 0.0, 1.0) : 1;
}

std::vector<SplitGroup> split_groups(const Contingency& counts) {
  std::vector<SplitGroup> splits;
  for (std::size_t group = 0; group < counts.size(); ++group) {
    const std::vector<std::int64_t>& row = counts[group];
    const std::int64_t size = std::accumulate(row.begin(), row.end(), std::int64_t{0});
    SplitGroup split{group, {}};
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (row[c] > 0 && 4 * row[c] >= size) split.parts.push_back(c);
    }
    std::ranges::stable_sort(split.parts, std::greater{}, [&](std::size_t c) { return row[c]; });
    if (split.parts.size() > 1) splits.push_back(std::move(split));
  }
  return splits;
}

std::vector<JoinedGroups> joined_groups(const Contingency& counts) {
  std::vector<JoinedGroups> joins(counts.empty() ? 0 : counts.front().size());
  for (std::size_t c = 0; c < joins.size(); ++c) joins[c].in = c;
  for (std::size_t group = 0; group < counts.size(); ++group) {
    const std::vector<std::int64_t>& row = counts[group];
    const std::int64_t size = std::accumulate(row.begin(), row.end(), std::int64_t{0});
    for (std::size_t c = 0; c < row.size(); ++c) {
      if (2 * row[c] > size) joins[c].groups.push_back(group);
    }
  }
  std::erase_if(joins, [](const JoinedGroups& join) { return join.groups.size() < 2; });
  return joins;
}

}  // namespace rfmseg
