#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace rfmseg {

/// How far reading has come: counted while it goes on, for whoever watches.
struct ReadProgress {
  std::atomic<std::uint64_t> bytes =
      0;  ///< taken from the inputs, packed ones where they are packed
  std::atomic<std::uint64_t> rows = 0;
};

struct CsvOptions {
  std::optional<char> delimiter{};                  ///< found from the header when not given
  std::size_t block_size = std::size_t{256} << 10;  ///< read at a time; results do not depend on it
  std::optional<std::string> encoding = std::nullopt;  ///< a name iconv knows; found when not given
  ReadProgress* progress = nullptr;                    ///< counted in, when given
  bool fingerprint = false;                            ///< whether fingerprint() is wanted
};

}  // namespace rfmseg
