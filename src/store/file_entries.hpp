#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// What each of several files has of a line or an order: a value by the file's id. As text, files
/// with the same value are one range, so that a line in thirty overlapping exports stays short:
/// `1-30:2:1 31:3:1`.
class FileEntries {
 public:
  struct Entry {
    std::int64_t file = 0;
    std::string value;
    friend bool operator==(const Entry&, const Entry&) = default;
  };

  FileEntries() = default;
  /// Reads what text() writes; nothing for other text.
  [[nodiscard]] static std::optional<FileEntries> parse(std::string_view text);
  [[nodiscard]] std::string text() const;

  /// Sets the value of a file, which must be the last one or a later one.
  void set(std::int64_t file, std::string_view value);
  void erase(std::int64_t file);
  [[nodiscard]] const std::string* find(std::int64_t file) const;
  /// Ascending by file.
  [[nodiscard]] const std::vector<Entry>& all() const { return entries_; }

 private:
  std::vector<Entry> entries_;
};

/// How many rows of a line a file has.
struct Copies {
  std::int64_t rows = 0;
  std::int64_t different = 0;  ///< of them, in other columns

  friend bool operator==(const Copies&, const Copies&) = default;
};
/// As the value of an entry: `2:1`.
[[nodiscard]] std::string to_string(const Copies& copies);
/// Reads what to_string() writes; nothing unless `rows` >= `different` >= 1.
[[nodiscard]] std::optional<Copies> parse_copies(std::string_view text);

}  // namespace rfmseg
