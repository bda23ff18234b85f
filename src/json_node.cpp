#include "json_node.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {

void JsonNode::fail(std::string_view problem) const {
  throw UsageError(fmt::format("{}{}{}", path_, path_.empty() ? "" : ": ", problem));
}

JsonNode JsonNode::at(const std::string& key) const {
  if (!json_.is_object()) fail("is not an object");
  const auto found = json_.find(key);
  std::string path = path_.empty() ? key : path_ + "." + key;
  if (found == json_.end()) throw UsageError(path + " is missing");
  return {*found, std::move(path)};
}

std::vector<JsonNode> JsonNode::elements() const {
  if (!json_.is_array()) fail("is not an array");
  std::vector<JsonNode> nodes;
  nodes.reserve(json_.size());
  for (std::size_t i = 0; i < json_.size(); ++i) {
    nodes.emplace_back(json_[i], fmt::format("{}[{}]", path_, i));
  }
  return nodes;
}

std::string JsonNode::text() const {
  if (!json_.is_string()) fail("is not a string");
  return json_.get<std::string>();
}

bool JsonNode::boolean() const {
  if (!json_.is_boolean()) fail("is not true or false");
  return json_.get<bool>();
}

double JsonNode::number() const {
  if (!json_.is_number()) fail("is not a number");
  const auto number = json_.get<double>();
  if (!std::isfinite(number)) fail("is not a finite number");
  return number;
}

std::int64_t JsonNode::whole() const {
  if (!json_.is_number_integer()) fail("is not a whole number");
  return json_.get<std::int64_t>();
}

std::vector<double> JsonNode::numbers() const {
  std::vector<double> numbers;
  for (const JsonNode& node : elements()) numbers.push_back(node.number());
  return numbers;
}

std::vector<double> JsonNode::ascending() const {
  std::vector<double> all = numbers();
  if (!std::ranges::is_sorted(all)) fail("is not in ascending order");
  return all;
}

nlohmann::ordered_json parse_model_json(std::string_view text, const std::string& source) {
  using Json = nlohmann::ordered_json;
  try {
    return Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw UsageError(ErrorKind::not_a_model, {source},
                     fmt::format("is not valid JSON: byte {} is unexpected", error.byte));
  } catch (const Json::out_of_range&) {
    throw UsageError(ErrorKind::damaged_file, {source}, "contains a number above 1.8e308");
  }
}

void check_model_format(const JsonNode& root, std::string_view format, std::int64_t version) {
  const std::string actual = root.at("format").text();
  if (actual != format) {
    root.at("format").fail(fmt::format("is '{}', not {}", printable(actual), format));
  }
  const std::int64_t found = root.at("format_version").whole();
  if (found == version) return;
  root.at("format_version")
      .fail(fmt::format("is {}, but this version of rfmseg reads {} (hint: fit the model again)",
                        found, version));
}

}  // namespace rfmseg
