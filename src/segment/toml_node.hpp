#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A value of a TOML document with the line it stands in. The library that parses TOML stays
/// behind this.
struct TomlNode {
  enum class Kind { string, integer, real, boolean, time, array, table };

  Kind kind = Kind::table;
  int line = 0;                    ///< from 1; of the header for a table
  std::string key;                 ///< its name in the table around it
  std::string text;                ///< a string's characters; a real in its shortest digits
  std::int64_t integer = 0;        ///< of an integer
  std::vector<TomlNode> children;  ///< of an array or a table, in the order of the file
};

/// The table that a TOML document is. Throws UsageError with `source` and the line when the text is
/// not valid TOML.
[[nodiscard]] TomlNode parse_toml(std::string_view text, const std::string& source);

/// The value as a message shows it: `5`, `"rank"`, `[4, 6]`, `a table`.
[[nodiscard]] std::string shown(const TomlNode& node);

/// What kind of value it is: `a string`, `an integer`.
[[nodiscard]] std::string kind_name(const TomlNode& node);

}  // namespace rfmseg
