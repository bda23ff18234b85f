#include "clean/duplicate_filter.hpp"

#include <absl/container/flat_hash_set.h>
#include <xxhash.h>

#include <utility>

namespace rfmseg {
namespace {

/// The fingerprint is already a hash.
struct HighHalf {
  std::size_t operator()(const DuplicateFilter::Fingerprint& fingerprint) const {
    return fingerprint.high;
  }
};

}  // namespace

struct DuplicateFilter::Seen {
  absl::flat_hash_set<Fingerprint, HighHalf> fingerprints;
};

DuplicateFilter::DuplicateFilter() : seen_(std::make_unique<Seen>()) {}
DuplicateFilter::~DuplicateFilter() = default;

DuplicateFilter::Fingerprint DuplicateFilter::fingerprint(std::string_view record) {
  const XXH128_hash_t hash = XXH3_128bits(record.data(), record.size());
  return {hash.high64, hash.low64};
}

bool DuplicateFilter::is_new(const Fingerprint& fingerprint) {
  return seen_->fingerprints.insert(fingerprint).second;
}

}  // namespace rfmseg
