#include "cluster/feature_matrix.hpp"

#include <absl/container/flat_hash_map.h>

#include <bit>
#include <cstdint>

namespace rfmseg {

FeatureColumn FeatureColumn::compact(std::vector<double> values) {
  // With more distinct values, storing them would use more memory than the indices save.
  const std::size_t most = values.size() / 8;
  absl::flat_hash_map<std::uint64_t, std::int64_t> place_of;  // by bits: -0 is not 0
  std::vector<double> distinct;
  IntegerColumn places;
  places.reserve(values.size());
  for (const double value : values) {
    const auto next = static_cast<std::int64_t>(distinct.size());
    const auto [found, is_new] = place_of.try_emplace(std::bit_cast<std::uint64_t>(value), next);
    if (is_new) {
      if (distinct.size() == most) return FeatureColumn(std::move(values));
      distinct.push_back(value);
    }
    places.push_back(found->second);
  }
  return {std::move(distinct), std::move(places)};
}

}  // namespace rfmseg
