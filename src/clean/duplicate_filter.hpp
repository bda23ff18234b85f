#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

namespace rfmseg {

/// Finds rows that were seen before by a 128-bit fingerprint of all fields. Uses 16 bytes per row;
/// nothing else grows with the number of rows.
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

  /// True for the first call with this fingerprint.
  [[nodiscard]] bool is_new(const Fingerprint& fingerprint);

 private:
  struct Seen;
  std::unique_ptr<Seen> seen_;
};

}  // namespace rfmseg
