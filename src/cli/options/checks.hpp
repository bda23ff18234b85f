#pragma once

#include <string>

namespace rfmseg::cli {

// What is wrong with a value, for the check of an option.

/// A file has a name.
[[nodiscard]] std::string require_file(const std::string& path);
/// So has a folder,
[[nodiscard]] std::string require_page(const std::string& path);  ///< for an HTML page
[[nodiscard]] std::string require_folder(const std::string& path);
/// and a column;
[[nodiscard]] std::string require_column(const std::string& name);
/// what is given is not empty.
[[nodiscard]] std::string require_value(const std::string& value);
/// A seed is a plain number: CLI11 takes more, and cuts those that are too large.
[[nodiscard]] std::string require_seed(const std::string& text);

}  // namespace rfmseg::cli
