#include "toml_node.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <utility>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

using Kind = TomlNode::Kind;

int line_of(const toml::source_region& region) {
  return static_cast<int>(region.begin.line);
}

TomlNode to_node(const toml::node& value);

/// toml++ sorts keys by name; in file order the first error is the one nearest to the top.
std::vector<TomlNode> fields_of(const toml::table& table) {
  std::vector<std::pair<const toml::key*, const toml::node*>> fields;
  for (const auto& [key, value] : table) fields.emplace_back(&key, &value);
  std::sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) {
    return a.first->source().begin < b.first->source().begin;
  });
  std::vector<TomlNode> nodes;
  nodes.reserve(fields.size());
  for (const auto& [key, value] : fields) {
    nodes.push_back(to_node(*value));
    nodes.back().key = std::string(key->str());
  }
  return nodes;
}

TomlNode to_node(const toml::node& value) {
  TomlNode node;
  node.line = line_of(value.source());
  if (const toml::table* table = value.as_table()) {
    node.kind = Kind::table;
    node.children = fields_of(*table);
  } else if (const toml::array* array = value.as_array()) {
    node.kind = Kind::array;
    for (const toml::node& item : *array) node.children.push_back(to_node(item));
  } else if (const auto* string = value.as_string()) {
    node.kind = Kind::string;
    node.text = string->get();
  } else if (const auto* integer = value.as_integer()) {
    node.kind = Kind::integer;
    node.integer = integer->get();
  } else if (const auto* real = value.as_floating_point()) {
    node.kind = Kind::real;
    node.text = fmt::format("{}", real->get());
  } else if (const auto* boolean = value.as_boolean()) {
    node.kind = Kind::boolean;
    node.text = boolean->get() ? "true" : "false";
  } else {
    node.kind = Kind::time;
  }
  return node;
}

}  // namespace

void check_key_depth(std::string_view text, const std::string& source) {
  constexpr std::ptrdiff_t kMostDots = 1'000;
  for (std::uint64_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (std::ranges::count(text.substr(0, end), '.') > kMostDots) {
      throw UsageError(ErrorKind::damaged_file, {source, line},
                       fmt::format("more than {} dots in a line", kMostDots));
    }
    text.remove_prefix(end);
  }
}

TomlNode parse_toml(std::string_view text, const std::string& source) {
  check_key_depth(text, source);
  try {
    TomlNode root = to_node(toml::parse(text));
    root.line = 0;
    return root;
  } catch (const toml::parse_error& error) {
    std::string what(error.description());
    if (what.starts_with('E')) what[0] = 'e';
    throw UsageError(ErrorKind::damaged_file,
                     {source, static_cast<std::uint64_t>(line_of(error.source()))},
                     "not valid TOML: " + what);
  }
}

std::string shown(const TomlNode& node) {
  switch (node.kind) {
    case TomlNode::Kind::string:
      return '"' + printable(node.text) + '"';
    case TomlNode::Kind::integer:
      return std::to_string(node.integer);
    case TomlNode::Kind::real:
    case TomlNode::Kind::boolean:
      return node.text;
    case TomlNode::Kind::array: {
      std::string items;
      for (const TomlNode& item : node.children) {
        items += (items.empty() ? "" : ", ") + shown(item);
      }
      return '[' + items + ']';
    }
    case TomlNode::Kind::time:
    case TomlNode::Kind::table:
      return kind_name(node);
  }
  return {};
}

std::string kind_name(const TomlNode& node) {
  switch (node.kind) {
    case TomlNode::Kind::string:
      return "a string";
    case TomlNode::Kind::integer:
      return "an integer";
    case TomlNode::Kind::real:
      return "a number with decimals";
    case TomlNode::Kind::boolean:
      return "a boolean";
    case TomlNode::Kind::time:
      return "a date or time";
    case TomlNode::Kind::array:
      return "an array";
    case TomlNode::Kind::table:
      return "a table";
  }
  return {};
}

}  // namespace rfmseg
