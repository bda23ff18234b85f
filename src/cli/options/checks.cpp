#include "cli/options/checks.hpp"

namespace rfmseg::cli {

std::string require_file(const std::string& path) {
  return path.empty() ? "needs the name of a file" : "";
}

std::string require_folder(const std::string& path) {
  return path.empty() ? "needs the name of a folder" : "";
}

std::string require_column(const std::string& name) {
  return name.empty() ? "needs the name of a column" : "";
}

std::string require_value(const std::string& value) {
  return value.empty() ? "needs a value" : "";
}

}  // namespace rfmseg::cli
