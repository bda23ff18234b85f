#include "cli/options/checks.hpp"

#include <fmt/core.h>

#include <charconv>
#include <cstdint>
#include <limits>

#include "cli/format_of_name.hpp"
#include "text.hpp"

namespace rfmseg::cli {

std::string require_file(const std::string& path) {
  return path.empty() ? "requires the name of a file" : "";
}

std::string require_page(const std::string& path) {
  return is_other_format(path) ? "is an HTML page (hint: a name that ends in .html)"
                               : require_file(path);
}

std::string require_folder(const std::string& path) {
  return path.empty() ? "requires the name of a folder" : "";
}

std::string require_column(const std::string& name) {
  return name.empty() ? "requires the name of a column" : "";
}

std::string require_value(const std::string& value) {
  return value.empty() ? "requires a value" : "";
}

std::string require_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  const bool plain = text == "0" || !text.starts_with('0');
  return error == std::errc{} && end == text.data() + text.size() && plain
             ? ""
             : fmt::format("'{}' is not a whole number from 0 to {}", printable(text),
                           std::numeric_limits<std::uint64_t>::max());
}

}  // namespace rfmseg::cli
