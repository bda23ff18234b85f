#include "cli/format_of_name.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

using Ending = std::pair<std::string_view, std::string_view>;

/// Endings and their formats. `.txt` is not one: it may be the ending of any of them.
constexpr std::array<Ending, 9> kEndings = {{{"csv", "csv"},
                                             {"tsv", "tsv"},
                                             {"json", "json"},
                                             {"jsonl", "jsonl"},
                                             {"ndjson", "jsonl"},
                                             {"md", "md"},
                                             {"xlsx", "xlsx"},
                                             {"html", "html"},
                                             {"htm", "html"}}};

/// Endings of formats that no command writes.
constexpr std::array<std::string_view, 11> kOtherEndings = {
    "pdf", "gz", "zst", "zip", "bz2", "xz", "xls", "ods", "parquet", "docx", "png"};

std::string ending_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : to_lower(name.substr(dot + 1));
}

const Option* find_option_named(std::string_view name, const Options& options) {
  const auto found = std::ranges::find_if(
      options, [name](const Option& option) { return full_name(option) == name; });
  return found == options.end() ? nullptr : &*found;
}

}  // namespace

std::string_view format_of_name(std::string_view name) {
  const std::string ending = ending_of(name);
  const auto* const found = std::ranges::find(kEndings, ending, &Ending::first);
  return found == kEndings.end() ? std::string_view() : found->second;
}

bool is_other_format(std::string_view name) {
  return std::ranges::find(kOtherEndings, ending_of(name)) != kOtherEndings.end();
}

void settle_format(const Invocation& invocation) {
  const Options& options = invocation.path.back()->options;
  const Option* const output = find_option_named("--output", options);
  const Option* const format = find_option_named("--format", options);
  if (output == nullptr || format == nullptr || is_given(invocation, "--format")) return;
  const std::string& name = *std::get<std::string*>(output->target);
  if (is_other_format(name)) {
    throw UsageError(fmt::format("-o {}: cannot write .{} (hint: another ending, or --format)",
                                 printable(name), ending_of(name)));
  }
  const std::string_view wanted = format_of_name(name);
  if (wanted.empty()) return;
  const bool replaces_input = output->rules.in_place != nullptr && *output->rules.in_place;
  // Only delimited text is replaced in place, and its name may have any ending.
  if (replaces_input && wanted != "tsv") return;
  const std::vector<std::string> known = choices(*format);
  if (std::ranges::find(known, wanted) == known.end()) {
    throw UsageError(fmt::format("-o {}: {} cannot write {} (hint: another ending, or --format {})",
                                 name, invocation.path.back()->name, wanted,
                                 fmt::join(known, "|")));
  }
  *std::get<std::string*>(format->target) = wanted;
}

}  // namespace rfmseg::cli
