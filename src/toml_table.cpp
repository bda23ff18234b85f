#include "toml_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "nearest.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using Kind = TomlNode::Kind;

/// Whether the text is one line without characters that affect a table or terminal.
bool is_plain(const std::string& text) {
  return printable(text, text.size()) == text;
}

/// `segment 'Champions'` if the table has a name, else `segment 3`.
std::string context_of(std::string_view key, const TomlNode& table, std::size_t number) {
  for (const TomlNode& field : table.children) {
    if (field.key == "name" && field.kind == Kind::string && !trimmed(field.text).empty()) {
      return fmt::format("{} '{}'", key, printable(field.text));
    }
  }
  return fmt::format("{} {}", key, number);
}

}  // namespace

void TomlTable::allow_only(const std::vector<std::string_view>& known) const {
  for (const TomlNode& field : node_->children) {
    if (std::find(known.begin(), known.end(), field.key) != known.end()) continue;
    const std::string guess = did_you_mean(field.key, known);
    fail(field, fmt::format(
                    "unknown key '{}' ({})", printable(field.key),
                    guess.empty() ? fmt::format("known keys: {}", fmt::join(known, ", ")) : guess));
  }
}

const TomlNode* TomlTable::find(std::string_view key) const {
  const auto field = std::find_if(node_->children.begin(), node_->children.end(),
                                  [key](const TomlNode& child) { return child.key == key; });
  return field == node_->children.end() ? nullptr : &*field;
}

const TomlNode& TomlTable::get(std::string_view key) const {
  const TomlNode* node = find(key);
  if (node == nullptr) fail(fmt::format("key '{}' is missing", key));
  return *node;
}

std::string TomlTable::text(std::string_view key) const {
  const TomlNode& node = get(key);
  if (node.kind != Kind::string) {
    fail(node, fmt::format("{} must be a string, not {}", key, kind_name(node)));
  }
  if (!is_plain(node.text)) {
    fail(node, fmt::format("{} must be a single line without control characters", key));
  }
  if (trimmed(node.text).empty()) fail(node, fmt::format("{} is empty", key));
  return node.text;
}

std::string TomlTable::text_or(std::string_view key, std::string_view fallback) const {
  return find(key) == nullptr ? std::string(fallback) : text(key);
}

int TomlTable::integer(std::string_view key, int low, int high) const {
  const TomlNode& node = get(key);
  if (node.kind != Kind::integer) {
    fail(node, fmt::format("{} must be an integer, not {}", key, kind_name(node)));
  }
  if (node.integer < low || node.integer > high) {
    fail(node, fmt::format("{} = {} is outside {} to {}", key, node.integer, low, high));
  }
  return static_cast<int>(node.integer);
}

bool TomlTable::flag(std::string_view key) const {
  const TomlNode* node = find(key);
  if (node == nullptr) return false;
  if (node->kind != Kind::boolean) {
    fail(*node, fmt::format("{} must be true or false, not {}", key, kind_name(*node)));
  }
  return node->text == "true";
}

std::optional<TomlTable> TomlTable::table(std::string_view key) const {
  const TomlNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  if (node->kind != Kind::table) {
    fail(*node, fmt::format("{} must be a table, not {}", key, kind_name(*node)));
  }
  return TomlTable(*node, source_, context_.empty() ? node->key : context_ + '.' + node->key);
}

std::vector<TomlTable> TomlTable::tables(std::string_view key) const {
  std::vector<TomlTable> tables;
  const TomlNode* node = find(key);
  if (node == nullptr) return tables;
  const bool all_tables =
      node->kind == Kind::array &&
      std::all_of(node->children.begin(), node->children.end(),
                  [](const TomlNode& item) { return item.kind == Kind::table; });
  if (!all_tables) fail(*node, fmt::format("{0} must be a list of tables: write [[{0}]]", key));
  for (const TomlNode& item : node->children) {
    tables.emplace_back(item, source_, context_of(key, item, tables.size() + 1));
  }
  return tables;
}

void TomlTable::fail(const TomlNode& where, std::string_view what) const {
  throw UsageError(ErrorKind::damaged_file,
                   {source_, static_cast<std::uint64_t>(std::max(where.line, 0))},
                   fmt::format("{}{}{}", context_, context_.empty() ? "" : ": ", what));
}

}  // namespace rfmseg
