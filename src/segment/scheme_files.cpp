#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "nearest.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "segment/presets.hpp"

namespace rfmseg {
namespace {

[[noreturn]] void fail_to_read(const std::string& path, int error) {
  throw UsageError(fmt::format("scheme file '{}' cannot be read: {}", path,
                               std::generic_category().message(error)));
}

std::string read_scheme_file(const std::string& path) {
  constexpr std::size_t kLargestFile = 1'000'000;  // a thousand segments need a fifth of it
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  if (!file) fail_to_read(path, errno);
  std::string text;
  std::array<char, 16'384> block{};
  while (const std::size_t size = std::fread(block.data(), 1, block.size(), file.get())) {
    text.append(block.data(), size);
    if (text.size() > kLargestFile) {
      throw UsageError(fmt::format("'{}' is over a megabyte: it is no scheme file", path));
    }
  }
  if (std::ferror(file.get()) != 0) fail_to_read(path, errno);
  return text;
}

[[noreturn]] void fail_to_find(const std::string& name) {
  const std::vector<std::string> names = preset_names();
  const std::vector<std::string_view> candidates(names.begin(), names.end());
  const auto guess = nearest(name, candidates);
  throw UsageError(fmt::format("'{}' is neither a preset scheme nor a file ({}presets: {})", name,
                               guess ? fmt::format("did you mean '{}'? ", *guess) : "",
                               fmt::join(names, ", ")));
}

/// The preset of that name, if there is one.
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
  return read_scheme_file(name_or_path);
}

Scheme load_scheme(const std::string& name_or_path) {
  const bool preset = find_preset(name_or_path) != nullptr;
  return parse_scheme(scheme_text(name_or_path), preset ? "preset " + name_or_path : name_or_path);
}

std::vector<std::string> preset_names() {
  std::vector<std::string> names;
  for (const Preset& preset : presets()) names.push_back(preset.name);
  return names;
}

}  // namespace rfmseg
