#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "toml_node.hpp"

namespace rfmseg {

/// Reads one table of a TOML document. Every error is a UsageError with the message `source:line:
/// context: what`, e.g. `shop.toml:12: segment 'Champions': key 'name' is missing`. The node must
/// outlive the table.
class TomlTable {
 public:
  /// `context` is the name of the table in messages; empty for the document.
  TomlTable(const TomlNode& node, std::string source, std::string context)
      : node_(&node), source_(std::move(source)), context_(std::move(context)) {}

  /// Throws for the first key that is not in `known`.
  void allow_only(const std::vector<std::string_view>& known) const;

  /// The value of `key`; null if there is none. `get` throws instead.
  [[nodiscard]] const TomlNode* find(std::string_view key) const;
  [[nodiscard]] const TomlNode& get(std::string_view key) const;

  /// One line of text that is not blank and has no control characters.
  [[nodiscard]] std::string text(std::string_view key) const;
  [[nodiscard]] std::string text_or(std::string_view key, std::string_view fallback) const;
  /// An integer from `low` to `high`.
  [[nodiscard]] int integer(std::string_view key, int low, int high) const;
  /// Whether `key` is true; default: false.
  [[nodiscard]] bool flag(std::string_view key) const;
  /// The table `[key]`; nothing if there is none. Messages name it by its dotted path.
  [[nodiscard]] std::optional<TomlTable> table(std::string_view key) const;
  /// The tables `[[key]]`. Messages identify them by name: `segment 'Champions'`.
  [[nodiscard]] std::vector<TomlTable> tables(std::string_view key) const;

  /// Throws for the line of `where`, or of the table itself.
  [[noreturn]] void fail(const TomlNode& where, std::string_view what) const;
  [[noreturn]] void fail(std::string_view what) const { fail(*node_, what); }

 private:
  const TomlNode* node_;
  std::string source_;
  std::string context_;
};

}  // namespace rfmseg
