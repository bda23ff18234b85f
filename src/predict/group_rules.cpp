#include "rfmseg/predict/group_rules.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "parallel.hpp"
#include "plural.hpp"
#include "predict/class_tree.hpp"
#include "predict/cross_validation.hpp"
#include "predict/tree_rules.hpp"
#include "random.hpp"
#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {
namespace {

using Classes = std::vector<std::uint32_t>;

constexpr int kMostDepth = 5;
constexpr std::size_t kLeastRows = 10;  // of a rule, and a hundredth of all
constexpr std::size_t kFewestCustomers = 50;

/// Customers with their groups.
struct Grouped {
  Matrix x;
  Classes classes;
  std::size_t class_count = 0;

  [[nodiscard]] Grouped part(const RowIndices& rows) const {
    std::vector<std::size_t> columns(x.columns);
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    Grouped result{part_of(x, rows, columns), {}, class_count};
    for (const std::uint32_t row : rows) result.classes.push_back(classes[row]);
    return result;
  }
  [[nodiscard]] ClassTree tree(int depth) const {
    return grow_tree(x, classes, class_count, {depth, std::max(kLeastRows, x.rows / 100)});
  }
  [[nodiscard]] std::vector<int> fold_of(int folds, std::uint64_t seed,
                                         std::uint64_t stream) const {
    return stratified_folds({classes.begin(), classes.end()}, folds, seed, stream);
  }
};

/// The smallest tree that is not worse than the best one by more than a standard error (Breiman et
/// al. 1984), in three folds.
int choose_depth(const Grouped& grouped, std::uint64_t seed) {
  constexpr int kFolds = 3;
  const std::vector<int> fold_of = grouped.fold_of(kFolds, seed, kFoldStream + 1);
  std::vector<double> right(kMostDepth + 1);
  for (int fold = 0; fold < kFolds; ++fold) {
    const FoldRows rows = rows_of_fold(fold_of, fold);
    const Grouped outside = grouped.part(rows.outside);
    for (int depth = 1; depth <= kMostDepth; ++depth) {
      const ClassTree tree = outside.tree(depth);
      for (const std::uint32_t row : rows.inside) {
        const bool hit = tree.leaf_of(grouped.x.row(row).data()).best() == grouped.classes[row];
        right[static_cast<std::size_t>(depth)] += hit ? 1 : 0;
      }
    }
  }
  const auto size = static_cast<double>(grouped.x.rows);
  const double best = *std::ranges::max_element(right) / size;
  const double enough = best - std::sqrt(best * (1 - best) / size);
  int depth = 1;
  while (right[static_cast<std::size_t>(depth)] / size < enough) ++depth;
  return depth;
}

/// The group of each customer of the table, and the names of all groups.
struct Groups {
  std::vector<std::string> names;
  std::vector<std::size_t> of;
};

Groups groups_of(const CustomerTable& table, const GroupRuleOptions& options) {
  Groups groups;
  const Segmentation segmentation = segment_customers(table, options.scheme, 1, options.threads);
  if (options.kind == GroupKind::segment) {
    for (const SegmentRule& rule : options.scheme.segments) groups.names.push_back(rule.name);
    groups.names.push_back(options.scheme.unmatched.name);
    groups.of.assign(segmentation.segment.begin(), segmentation.segment.end());
    return groups;
  }
  ClusteringOptions how{.or_fewer = true};
  how.kmeans.k = options.clusters;
  how.kmeans.seed = options.seed;
  how.kmeans.threads = options.threads;
  const Clustering clustering = cluster_customers(table, how, &segmentation.scores);
  for (std::size_t c = 0; c < clustering.names.size(); ++c) {
    groups.names.push_back(fmt::format("{} {}", c + 1, clustering.names[c]));
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    groups.of.push_back(static_cast<std::size_t>(clustering.cluster(i) - 1));
  }
  return groups;
}

/// Omits the groups without customers.
void drop_empty(Groups& groups) {
  std::vector<std::size_t> size(groups.names.size()), number(groups.names.size());
  for (const std::size_t group : groups.of) ++size[group];
  std::vector<std::string> names;
  for (std::size_t g = 0; g < size.size(); ++g) {
    number[g] = names.size();
    if (size[g] > 0) names.push_back(groups.names[g]);
  }
  for (std::size_t& group : groups.of) group = number[group];
  groups.names = std::move(names);
}

/// The groups in the order of `ids`, which are those of the table.
std::vector<std::size_t> in_order(const IdColumn& ids, const CustomerTable& table,
                                  const std::vector<std::size_t>& of) {
  const auto view = [](std::string_view id) { return absl::string_view(id.data(), id.size()); };
  absl::flat_hash_map<absl::string_view, std::size_t> row_of;
  for (std::size_t row = 0; row < table.size(); ++row) row_of.emplace(view(table.ids[row]), row);
  std::vector<std::size_t> result;
  for (const std::string_view id : ids) result.push_back(of[row_of.at(view(id))]);
  return result;
}

void judge_rules(GroupRules& rules) {
  std::vector<double> size(rules.groups.size()), right(rules.groups.size());
  for (std::size_t i = 0; i < rules.actual.size(); ++i) {
    ++size[rules.actual[i]];
    if (rules.predicted[i] == rules.actual[i]) ++right[rules.actual[i]];
  }
  const auto all = static_cast<std::int64_t>(rules.actual.size());
  const double hits = std::accumulate(right.begin(), right.end(), 0.0);
  rules.accuracy = wilson_share(std::llround(hits), all);
  for (std::size_t g = 0; g < size.size(); ++g) {
    rules.balanced_accuracy += right[g] / size[g] / static_cast<double>(size.size());
  }
  rules.largest_share = *std::ranges::max_element(size) / static_cast<double>(all);
}

}  // namespace

std::string_view to_string(GroupKind kind) {
  return kind == GroupKind::segment ? "segment" : "cluster";
}

GroupRules find_group_rules(const PurchaseLog& log, Timestamp until, Timestamp as_of,
                            const GroupRuleOptions& options) {
  const CustomerFeatures known = features_until(log, until, as_of);
  if (known.ids.size() < kFewestCustomers) {
    throw DataError(
        ErrorKind::no_data,
        fmt::format("{} at {}: too few for rules, at least {} are required",
                    plural(known.ids.size(), "customer"), to_string(as_of), kFewestCustomers));
  }
  PurchaseReplay replay(log, options.scheme.metrics);
  const CustomerTable table = replay.table(until, options.threads);
  Groups groups = groups_of(table, options);
  drop_empty(groups);
  if (groups.names.size() < 2) {
    throw DataError(ErrorKind::no_data,
                    fmt::format("all customers are in one {}, {}, so there are no rules to find",
                                to_string(options.kind), groups.names.front()));
  }
  GroupRules rules;
  rules.kind = options.kind;
  rules.as_of = as_of;
  rules.folds = options.folds;
  rules.seed = options.seed;
  rules.groups = groups.names;
  rules.ids = known.ids;
  rules.actual = in_order(known.ids, table, groups.of);

  std::vector<std::string> names;
  Grouped grouped{Matrix(known.ids.size(), known.features.size()), {}, groups.names.size()};
  for (std::size_t c = 0; c < known.features.size(); ++c) {
    names.push_back(known.features[c].name);
    for (std::size_t r = 0; r < known.ids.size(); ++r) {
      grouped.x(r, c) = known.features[c].values[r];
    }
  }
  grouped.classes.assign(rules.actual.begin(), rules.actual.end());
  rules.predicted.resize(rules.actual.size());
  const std::vector<int> fold_of = grouped.fold_of(options.folds, options.seed, kFoldStream);
  in_parallel(static_cast<std::size_t>(options.folds) + 1, options.threads, [&](std::size_t fold) {
    if (fold == static_cast<std::size_t>(options.folds)) {
      rules.depth = choose_depth(grouped, options.seed);
      for (const TreeRule& rule : tree_rules(grouped.tree(rules.depth), names, true)) {
        rules.rules.push_back({rule.condition, rule.node.best(), std::llround(rule.node.size()),
                               std::llround(rule.node.rows[rule.node.best()])});
      }
      return;
    }
    const FoldRows rows = rows_of_fold(fold_of, static_cast<int>(fold));
    const Grouped outside = grouped.part(rows.outside);
    const ClassTree tree = outside.tree(choose_depth(outside, options.seed));
    for (const std::uint32_t row : rows.inside) {
      rules.predicted[row] = tree.leaf_of(grouped.x.row(row).data()).best();
    }
  });
  judge_rules(rules);
  return rules;
}

}  // namespace rfmseg
