#pragma once

#include <array>
#include <string_view>

namespace rfmseg {

/// The columns of a customer file, in order; the first seven are measured, later ones are computed
/// by the stages further on. docs/formats.md describes each.
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
  cluster,
  value_tier,
};

inline constexpr std::array<std::string_view, 14> kCustomerColumns = {
    "customer_id", "first_purchase", "last_purchase", "recency",   "frequency",
    "monetary",    "items",          "r_score",       "f_score",   "m_score",
    "rfm_score",   "segment",        "cluster",       "value_tier"};

}  // namespace rfmseg
