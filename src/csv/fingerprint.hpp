#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rfmseg {

/// The XXH3 hash of a text that comes in parts, 128 bits: tells whether two files are the same, not
/// whether one was forged.
class Fingerprint {
 public:
  Fingerprint();
  ~Fingerprint();
  Fingerprint(const Fingerprint&) = delete;
  Fingerprint& operator=(const Fingerprint&) = delete;

  void add(std::string_view text);
  /// Of all so far, as `xxhsum -H2` prints it: 32 hexadecimal digits.
  [[nodiscard]] std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
