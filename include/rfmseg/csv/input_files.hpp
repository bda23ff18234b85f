#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/csv/csv_options.hpp"

namespace rfmseg {

class CsvFile;

/// The files that `paths` stand for, in this order: for a folder the data files in it (csv, tsv or
/// txt, plain or packed as .gz or .zst) and for a pattern such as `by-day/*.csv`, unless a file has
/// that very name, what it matches; both by name. Throws DataError for a folder without data files
/// and a pattern that matches nothing.
[[nodiscard]] std::vector<std::string> expand_paths(const std::vector<std::string>& paths);

/// The files of a run. They are opened one after another: there may be more than can be open at a
/// time.
class InputFiles {
 public:
  /// `paths` as for expand_paths, at least one. Opens the first file.
  InputFiles(const std::vector<std::string>& paths, const CsvOptions& options = {});
  ~InputFiles();
  InputFiles(const InputFiles&) = delete;
  InputFiles& operator=(const InputFiles&) = delete;

  [[nodiscard]] std::size_t size() const { return paths_.size(); }
  /// The header of the first file, by which its kind is known.
  [[nodiscard]] const std::vector<std::string>& first_header() const { return first_header_; }
  /// How messages call the files: see describe_files().
  [[nodiscard]] std::string description() const;

  /// Opens file `index`; each can be opened once. Throws as CsvFile does.
  [[nodiscard]] std::unique_ptr<CsvFile> open(std::size_t index);

  /// How far the files that are or were open have been read.
  [[nodiscard]] const ReadProgress& progress() const { return progress_; }
  /// The size of all files in bytes; nothing when one of them is no regular file.
  [[nodiscard]] std::optional<std::uint64_t> total_bytes() const;

 private:
  std::vector<std::string> paths_;
  ReadProgress progress_;
  CsvOptions options_;
  std::unique_ptr<CsvFile> first_;
  std::vector<std::string> first_header_;
};

/// How messages call so many files, of which one is the first: `a.csv (and 2 more files)`; `a.csv`
/// when there are no others.
[[nodiscard]] std::string describe_files(const std::string& first, std::size_t count);

}  // namespace rfmseg
