#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "nearest.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "segment/presets.hpp"
#include "small_file.hpp"

namespace rfmseg {
namespace {

[[noreturn]] void fail_to_find(const std::string& name) {
  const std::vector<std::string> names = preset_names();
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const std::string guess = did_you_mean(name, candidates);
  throw UsageError(fmt::format("no such scheme or file: '{}' ({}presets: {})", name,
                               guess.empty() ? "" : guess + ' ', fmt::join(names, ", ")));
}

/// The preset with this name; nothing if there is none.
const Preset* find_preset(const std::string& name) {
  const auto found = std::ranges::find(presets(), name, &Preset::name);
  return found == presets().end() ? nullptr : &*found;
}

}  // namespace

std::string scheme_text(const std::string& name_or_path) {
  if (const Preset* preset = find_preset(name_or_path)) return std::string(preset->toml);
  std::error_code error;
  const auto type = std::filesystem::status(name_or_path, error).type();
  if (type == std::filesystem::file_type::not_found) fail_to_find(name_or_path);
  if (type == std::filesystem::file_type::directory) {
    throw UsageError(fmt::format("'{}' is a directory, not a scheme file (presets: {})",
                                 name_or_path, fmt::join(preset_names(), ", ")));
  }
  return read_small_file(name_or_path, "scheme file");
}

Scheme load_scheme(const std::string& name_or_path) {
  const bool preset = find_preset(name_or_path) != nullptr;
  Scheme scheme =
      parse_scheme(scheme_text(name_or_path), preset ? "preset " + name_or_path : name_or_path);
  scheme.preset = preset;
  return scheme;
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset& preset : presets()) names.push_back(preset.name);
  return names;
}

}  // namespace rfmseg
