#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace rfmseg {

/// The 128-bit XXH3 hash of a text that is added in parts. Identifies equal files; does not protect
/// against forgery.
class Fingerprint {
 public:
  Fingerprint();
  ~Fingerprint();
  Fingerprint(const Fingerprint&) = delete;
  Fingerprint& operator=(const Fingerprint&) = delete;

  void add(std::string_view text);
  /// The hash of the text so far as `xxhsum -H2` prints it: 32 hexadecimal digits.
  [[nodiscard]] std::string hex() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
