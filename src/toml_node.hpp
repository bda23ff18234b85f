#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A value of a TOML document and its line. Isolates the TOML library.
struct TomlNode {
  enum class Kind { string, integer, real, boolean, time, array, table };

  Kind kind = Kind::table;
  int line = 0;                    ///< from 1; of a table, the line of its header
  std::string key;                 ///< its key in the enclosing table
  std::string text;                ///< a string, or the shortest form of a real number
  std::int64_t integer = 0;        ///< the value, if it is an integer
  std::vector<TomlNode> children;  ///< of an array or table, in the order of the file
};

/// Throws UsageError for a key of so many parts that the TOML library, which calls itself for each,
/// would run out of stack.
void check_key_depth(std::string_view text, const std::string& source);

/// Parses a TOML document; returns its top-level table. Throws UsageError, with `source` and line,
/// if the text is not valid TOML.
[[nodiscard]] TomlNode parse_toml(std::string_view text, const std::string& source);

/// The value as messages show it: `5`, `"rank"`, `[4, 6]`, `a table`.
[[nodiscard]] std::string shown(const TomlNode& node);

/// The kind of the value: `a string`, `an integer`.
[[nodiscard]] std::string kind_name(const TomlNode& node);

}  // namespace rfmseg
