#pragma once

#include <absl/container/flat_hash_map.h>
#include <absl/hash/hash.h>
#include <absl/strings/string_view.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "rfm/short_id.hpp"
#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg {

/// Numbers ids 0, 1, 2, ... as they are first added.
class IdIndex {
 public:
  /// The number of `id`, new or known.
  std::uint32_t add(std::string_view id) {
    const auto fresh = static_cast<std::uint32_t>(ids_.size());
    std::uint32_t number = fresh;
    if (id.size() <= ShortId::kLongest) {
      number = short_.try_emplace(ShortId(id), fresh).first->second;
    } else if (const auto known = long_.find(id); known != long_.end()) {
      number = known->second;
    } else {
      long_.emplace(id, fresh);
    }
    if (number == fresh) ids_.push_back(id);
    return number;
  }

  /// The number of a known id.
  [[nodiscard]] std::optional<std::uint32_t> find(std::string_view id) const {
    if (id.size() <= ShortId::kLongest) {
      const auto known = short_.find(ShortId(id));
      return known == short_.end() ? std::nullopt : std::optional(known->second);
    }
    const auto known = long_.find(id);
    return known == long_.end() ? std::nullopt : std::optional(known->second);
  }

  /// Fetches the memory that add() and find() will need for this id into the cache.
  void prefetch(std::string_view id) const {
    if (id.size() <= ShortId::kLongest) short_.prefetch(ShortId(id));
  }

  [[nodiscard]] std::size_t size() const { return ids_.size(); }
  [[nodiscard]] std::string_view id(std::size_t number) const { return ids_[number]; }

 private:
  /// Hashes strings and views alike; abseil's own transparent hash requires absl::string_view.
  struct IdHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view id) const {
      return absl::HashOf(absl::string_view(id.data(), id.size()));
    }
  };

  IdColumn ids_;  ///< by number
  absl::flat_hash_map<ShortId, std::uint32_t> short_;
  absl::flat_hash_map<std::string, std::uint32_t, IdHash, std::equal_to<>> long_;
};

}  // namespace rfmseg
