#include "cli/output_files.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>

#include "cli/shell_word.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// How the command writes into this folder.
std::string folder_hint(const Options& options, const std::string& folder) {
  const auto option = std::ranges::find(options, FileRole::folder,
                                        [](const Option& each) { return each.rules.role; });
  const std::string word = shell_word(printable(folder));
  if (option != options.end()) return fmt::format("{} {}", full_name(*option), word);
  return fmt::format("a file in it: {}/NAME",
                     word.ends_with('/') ? word.substr(0, word.size() - 1) : word);
}

}  // namespace

void require_files(const Invocation& invocation) {
  for (const auto& [option, values] : invocation.given) {
    if (option->rules.role != FileRole::output) continue;
    for (const std::string& path : values) {
      std::error_code error;
      if (!std::filesystem::is_directory(path, error)) continue;
      throw UsageError(fmt::format("{}: '{}' is a folder (hint: {})", full_name(*option),
                                   printable(path),
                                   folder_hint(invocation.path.back()->options, path)));
    }
  }
}

}  // namespace rfmseg::cli
