#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace rfmseg {

/// Tells rows that were seen before, by a 128-bit fingerprint of all their fields: 16 bytes a row,
/// the only thing whose memory grows with rows.
class DuplicateFilter {
 public:
  struct Fingerprint {
    std::uint64_t high = 0, low = 0;
    friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
  };

  DuplicateFilter();
  ~DuplicateFilter();
  DuplicateFilter(const DuplicateFilter&) = delete;
  DuplicateFilter& operator=(const DuplicateFilter&) = delete;

  [[nodiscard]] static Fingerprint fingerprint(std::string_view record);

  /// True the first time it is called with a fingerprint.
  [[nodiscard]] bool is_new(const Fingerprint& fingerprint);

 private:
  struct Seen;
  std::unique_ptr<Seen> seen_;
};

}  // namespace rfmseg
