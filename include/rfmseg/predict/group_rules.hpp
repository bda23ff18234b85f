#pragma once

/// \file
/// Segments or clusters as a few rules: a small decision tree of what is known of customers,
/// and how often it is right.
///
///     const rfmseg::GroupRules rules = rfmseg::find_group_rules(
///         *customers.purchases, as_of, as_of, {.scheme = rfmseg::load_scheme("classic")});
///     for (const rfmseg::GroupRule& rule : rules.rules) {
///       std::cout << rule.condition << ": " << rules.groups[rule.group] << '\n';
///     }

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/clv/validation.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/columns.hpp"
#include "rfmseg/rfm/purchase_log.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {

/// What the rules distinguish.
enum class GroupKind { segment, cluster };

/// `segment` or `cluster`.
[[nodiscard]] std::string_view to_string(GroupKind kind);

/// A leaf of the tree.
struct GroupRule {
  std::string condition;  ///< `recency <= 32 and frequency > 3`; `all customers` without one
  std::size_t group = 0;  ///< that of most customers with it; index into GroupRules::groups
  std::int64_t customers = 0;
  std::int64_t right = 0;  ///< those who are of the group
};

struct GroupRules {
  GroupKind kind = GroupKind::segment;
  Timestamp as_of{};
  int folds = 0;
  std::uint64_t seed = 0;
  int depth = 0;                    ///< of the tree
  std::vector<std::string> groups;  ///< those with customers
  std::vector<GroupRule> rules;
  IdColumn ids;
  std::vector<std::size_t> actual;  ///< index into `groups`, parallel to the customers
  /// The results of the rules of other customers, likewise.
  std::vector<std::size_t> predicted;
  Estimate accuracy;             ///< the share of `predicted` that is right, with wilson_share()
  double balanced_accuracy = 0;  ///< mean over groups of the share of their customers
  double largest_share = 0;      ///< of the largest group: what is right without rules
};

struct GroupRuleOptions {
  GroupKind kind = GroupKind::segment;
  Scheme scheme;
  int clusters = 4;
  int folds = 5;            ///< 2 to 20
  std::uint64_t seed = 42;  ///< of folds and clusters
  unsigned threads = 1;     ///< does not affect the result
};

/// Finds rules for the customers that a table of `until` has; times are measured from `as_of`. The
/// log needs the details of with_features(). Throws DataError for fewer than 50 customers, and if
/// all are of one group.
[[nodiscard]] GroupRules find_group_rules(const PurchaseLog& log, Timestamp until, Timestamp as_of,
                                          const GroupRuleOptions& options);

}  // namespace rfmseg
