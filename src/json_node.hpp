#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rfmseg {

/// A JSON value and its path in the file, which errors name. All throw UsageError for a value that
/// is missing or of another kind.
class JsonNode {
 public:
  using Json = nlohmann::ordered_json;

  JsonNode(const Json& json, std::string path) : json_(json), path_(std::move(path)) {}

  [[noreturn]] void fail(std::string_view problem) const;
  [[nodiscard]] const std::string& path() const { return path_; }

  [[nodiscard]] JsonNode at(const std::string& key) const;
  [[nodiscard]] std::vector<JsonNode> elements() const;
  [[nodiscard]] bool is_null() const { return json_.is_null(); }
  [[nodiscard]] bool is_array() const { return json_.is_array(); }
  [[nodiscard]] bool has(const std::string& key) const { return json_.contains(key); }

  [[nodiscard]] std::string text() const;
  [[nodiscard]] bool boolean() const;
  [[nodiscard]] double number() const;  ///< finite
  [[nodiscard]] double number_or(double otherwise) const {
    return is_null() ? otherwise : number();
  }
  [[nodiscard]] std::int64_t whole() const;
  [[nodiscard]] std::vector<double> numbers() const;
  [[nodiscard]] std::vector<double> ascending() const;

 private:
  const Json& json_;
  std::string path_;
};

/// The JSON of a model file. Throws UsageError, which names `source`, for text that is none.
[[nodiscard]] nlohmann::ordered_json parse_model_json(std::string_view text,
                                                      const std::string& source);

/// Throws UsageError if the file is not of this format and version.
void check_model_format(const JsonNode& root, std::string_view format, std::int64_t version);

}  // namespace rfmseg
