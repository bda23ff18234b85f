#pragma once

/// \file
/// Finds the input files of a run and opens them one after another.
///
///     rfmseg::InputFiles files({"orders.csv", "archive/", "by-day/*.csv.gz"}, {.delimiter = ';'});
///     const auto customers = rfmseg::load_customers(files, {});
///     std::cout << files.description() << ": " << files.progress().rows << " rows\n";

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

class CsvFile;

/// Replaces folders and patterns among `paths` by the files they match, and keeps the order of
/// `paths`. A folder means the data files directly in it: names that end in csv, tsv, txt,
/// xlsx, jsonl or ndjson, optionally followed by .gz or .zst, and do not begin with a dot or `~$`.
/// A path with `*`, `?` or `[` is a pattern, unless a file has exactly that name. Files of one
/// folder or pattern are sorted by name. Other paths are returned unchanged, whether or not they
/// exist.
///
/// Throws DataError if a folder cannot be read or contains no data files, or if a pattern matches
/// nothing.
[[nodiscard]] std::vector<std::string> expand_paths(const std::vector<std::string>& paths);

/// The input files of a run. Only files being read are open, so there may be more of them than the
/// system allows open at a time.
class InputFiles {
 public:
  /// Expands `paths` (at least one; `-` is standard input) with expand_paths() and opens the first
  /// file. `options` apply to all files, except that InputFiles has its own progress(): a given
  /// `options.progress` is not updated.
  ///
  /// Throws DataError if a file cannot be read, is empty or is not a CSV file; UsageError if the
  /// delimiter is not a printable ASCII character or tab, or if the encoding is unknown.
  InputFiles(const std::vector<std::string>& paths, const CsvOptions& options = {});
  ~InputFiles();
  InputFiles(const InputFiles&) = delete;
  InputFiles& operator=(const InputFiles&) = delete;

  /// The number of files.
  [[nodiscard]] std::size_t size() const { return paths_.size(); }
  /// The column names of the first file; they show whether it contains transactions or customers.
  [[nodiscard]] const std::vector<std::string>& first_header() const { return first_header_; }
  /// The files as messages name them: see describe_files().
  [[nodiscard]] std::string description() const;

  /// What a person should check about the files that were opened, such as sheets of workbooks that
  /// are not read. TransactionSummary::files has these and others.
  [[nodiscard]] const std::vector<Message>& warnings() const { return warnings_; }

  // The library's readers call these; CsvFile is not part of the public interface.

  /// Opens file `index` (from 0) and reads its header. Each file can be opened once. Throws as the
  /// constructor does.
  [[nodiscard]] std::unique_ptr<CsvFile> open(std::size_t index);
  /// Adds the warnings() of a file that was read to its end.
  void note_warnings(const CsvFile& file);
  /// Adds a warning, unless it was noted before.
  void note_warning(Message warning);
  /// Lets every file be opened once more.
  void begin_again();
  /// Whether all are files with a name, so that begin_again() may be called.
  [[nodiscard]] bool can_be_reopened() const;

  /// What has been read so far from all files.
  [[nodiscard]] const ReadProgress& progress() const { return progress_; }
  /// The total size of all files in bytes, to compare progress().bytes with. Empty if one of them
  /// is not a regular file.
  [[nodiscard]] std::optional<std::uint64_t> total_bytes() const;

 private:
  std::vector<std::string> paths_;
  ReadProgress progress_;
  CsvOptions options_;
  std::unique_ptr<CsvFile> first_;
  std::vector<Message> warnings_;
  std::vector<std::string> first_header_;
};

/// Names `count` files by the first one: `a.csv (and 2 more files)`, or just `a.csv` for one file.
[[nodiscard]] std::string describe_files(const std::string& first, std::size_t count);

}  // namespace rfmseg
