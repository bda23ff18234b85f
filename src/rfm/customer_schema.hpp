#pragma once

#include <array>
#include <string_view>

namespace rfmseg {

/// The columns of a customer file, in order. The first seven are measured; the others are computed
/// by other commands. docs/formats.md describes each.
enum class CustomerColumn {
  customer_id,
  first_purchase,
  last_purchase,
  recency,
  frequency,
  monetary,
  items,
  r_score,
  f_score,
  m_score,
  rfm_score,
  segment,
  segment_key,
  cluster,
  value_tier,
  group,
  cluster_distance,
  outside,
};

inline constexpr std::array<std::string_view, 18> kCustomerColumns = {
    "customer_id", "first_purchase", "last_purchase", "recency", "frequency",        "monetary",
    "items",       "r_score",        "f_score",       "m_score", "rfm_score",        "segment",
    "segment_key", "cluster",        "value_tier",    "group",   "cluster_distance", "outside"};

/// The column's name in the header.
[[nodiscard]] constexpr std::string_view column_name(CustomerColumn column) {
  return kCustomerColumns[static_cast<std::size_t>(column)];
}

/// Whether the cells of the column are numbers; others are text.
[[nodiscard]] constexpr bool is_number(CustomerColumn column) {
  switch (column) {
    case CustomerColumn::recency:
    case CustomerColumn::frequency:
    case CustomerColumn::monetary:
    case CustomerColumn::items:
    case CustomerColumn::r_score:
    case CustomerColumn::f_score:
    case CustomerColumn::m_score:
    case CustomerColumn::cluster:
    case CustomerColumn::cluster_distance:
      return true;
    default:
      return false;
  }
}

}  // namespace rfmseg
