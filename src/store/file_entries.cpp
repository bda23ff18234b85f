#include "store/file_entries.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>

namespace rfmseg {
namespace {

/// More files than any store has: limits what a damaged one unfolds to.
constexpr std::int64_t kMostFiles = 10'000'000;
constexpr std::size_t kMostEntries = 1'000'000;

std::optional<std::int64_t> number_of(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || read != end) return std::nullopt;
  return number;
}

}  // namespace

std::optional<FileEntries> FileEntries::parse(std::string_view text) {
  FileEntries entries;
  while (!text.empty()) {
    std::string_view part = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), part.size() + 1));
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view files = part.substr(0, colon);
    const std::size_t dash = files.find('-');
    const auto first = number_of(files.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : number_of(files.substr(dash + 1));
    const std::int64_t after = entries.entries_.empty() ? 0 : entries.entries_.back().file;
    if (!first || !last || *first <= after || *last < *first || *last > kMostFiles) {
      return std::nullopt;
    }
    for (std::int64_t file = *first; file <= *last; ++file) {
      if (entries.entries_.size() >= kMostEntries) return std::nullopt;
      entries.entries_.push_back({file, std::string(part.substr(colon + 1))});
    }
  }
  return entries;
}

std::string FileEntries::text() const {
  std::string text;
  for (std::size_t first = 0; first < entries_.size();) {
    std::size_t last = first;
    while (last + 1 < entries_.size() && entries_[last + 1].file == entries_[last].file + 1 &&
           entries_[last + 1].value == entries_[first].value) {
      ++last;
    }
    if (!text.empty()) text += ' ';
    text += std::to_string(entries_[first].file);
    if (last > first) text += '-' + std::to_string(entries_[last].file);
    text += ':' + entries_[first].value;
    first = last + 1;
  }
  return text;
}

void FileEntries::set(std::int64_t file, std::string_view value) {
  if (entries_.empty() || entries_.back().file != file) entries_.push_back({file, ""});
  entries_.back().value = value;
}

void FileEntries::erase(std::int64_t file) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.file == file; });
}

const std::string* FileEntries::find(std::int64_t file) const {
  const auto found = std::ranges::lower_bound(entries_, file, {}, &Entry::file);
  return found == entries_.end() || found->file != file ? nullptr : &found->value;
}

std::string to_string(const Copies& copies) {
  return fmt::format("{}:{}", copies.rows, copies.different);
}

std::optional<Copies> parse_copies(std::string_view text) {
  constexpr std::int64_t kMostRows = 1'000'000'000'000;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto rows = number_of(text.substr(0, colon));
  const auto different = number_of(text.substr(colon + 1));
  if (!rows || !different || *different < 1 || *rows < *different || *rows > kMostRows) {
    return std::nullopt;
  }
  return Copies{*rows, *different};
}

}  // namespace rfmseg
