#include "rfmseg/csv/input_files.hpp"

#include <fmt/format.h>
#include <glob.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "csv/byte_source.hpp"
#include "csv/csv_file.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

namespace fs = std::filesystem;

/// The suffixes of data files in a folder, in lower or upper case, also before .gz and .zst.
constexpr std::array<std::string_view, 6> kEndings = {".csv",  ".tsv",   ".txt",
                                                      ".xlsx", ".jsonl", ".ndjson"};

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  std::ranges::transform(capitals, capitals.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  });
  return capitals;
}

bool is_data_file_name(std::string_view name) {
  if (name.starts_with('.') || name.starts_with("~$")) return false;  // Excel's locks
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) name.remove_suffix(packed.size());
  }
  const std::string_view ending = name.substr(std::min(name.rfind('.'), name.size()));
  return std::ranges::any_of(kEndings, [&](std::string_view known) {
    return ending == known || ending == in_capitals(known);
  });
}

std::vector<std::string> files_in_folder(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    // A pipe may have no program that writes to it.
    const bool is_file = !entry->is_directory(error) && !entry->is_fifo(error) &&
                         !entry->is_socket(error) && !entry->is_character_file(error);
    if (is_data_file_name(entry->path().filename().native()) && is_file) {
      files.push_back(entry->path());
    }
  }
  if (error)
    throw DataError(ErrorKind::unreadable_file, {folder}, "cannot read: " + error.message());
  if (files.empty()) {
    throw DataError(
        ErrorKind::no_data, {folder},
        fmt::format("no data files in this folder (named {} or {}, or these with .gz or .zst)",
                    fmt::join(kEndings.begin(), kEndings.end() - 1, ", "), kEndings.back()));
  }
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> files_that_match(const std::string& pattern) {
  glob_t matches{};
  const int status = ::glob(pattern.c_str(), GLOB_ERR, nullptr, &matches);
  std::vector<std::string> files;
  for (std::size_t i = 0; status == 0 && i < matches.gl_pathc; ++i) {
    files.emplace_back(matches.gl_pathv[i]);
  }
  ::globfree(&matches);
  if (files.empty()) {
    throw DataError(ErrorKind::unreadable_file, {printable(pattern, 200)},
                    "no files match this pattern");
  }
  std::ranges::sort(files);  // independent of the locale
  return files;
}

/// Whether the file can be opened twice. Standard input cannot, even if it is a regular file: what
/// was read of it is gone.
bool can_reopen(const std::string& path) {
  return path != "-" && input_size(path).has_value();
}

}  // namespace

std::vector<std::string> expand_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    std::vector<std::string> found = {path};
    if (fs::is_directory(path, error)) {
      found = files_in_folder(path);
    } else if (path.find_first_of("*?[") != std::string::npos && !fs::exists(path, error)) {
      found = files_that_match(path);
    }
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

InputFiles::~InputFiles() = default;

InputFiles::InputFiles(const std::vector<std::string>& paths, const CsvOptions& options)
    : paths_(expand_paths(paths)), options_(options) {
  options_.progress = &progress_;
  first_ = std::make_unique<CsvFile>(paths_.front(), options_);
  first_header_ = first_->header();
}

std::string InputFiles::description() const {
  return describe_files(input_name(paths_.front()), size());
}

std::unique_ptr<CsvFile> InputFiles::open(std::size_t index) {
  auto file =
      index == 0 ? std::move(first_) : std::make_unique<CsvFile>(paths_.at(index), options_);
  note_warnings(*file);
  return file;
}

void InputFiles::note_warnings(const CsvFile& file) {
  for (Message& warning : file.warnings()) note_warning(std::move(warning));
}

void InputFiles::note_warning(Message warning) {
  const bool known = std::ranges::any_of(
      warnings_, [&](const Message& other) { return other.text() == warning.text(); });
  if (!known) warnings_.push_back(std::move(warning));
}

bool InputFiles::can_be_reopened() const {
  return std::ranges::all_of(paths_, can_reopen);
}

void InputFiles::begin_again() {
  warnings_.clear();
  progress_.bytes = progress_.rows = 0;
  first_ = std::make_unique<CsvFile>(paths_.front(), options_);
  first_header_ = first_->header();
}

std::optional<std::uint64_t> InputFiles::total_bytes() const {
  std::uint64_t total = 0;
  for (const std::string& path : paths_) {
    const auto size = input_size(path);
    if (!size) return std::nullopt;
    total += *size;
  }
  return total;
}

std::string describe_files(const std::string& first, std::size_t count) {
  if (count == 1) return first;
  return fmt::format("{} (and {} more {})", first, count - 1, plural_noun(count - 1, "file"));
}

}  // namespace rfmseg
