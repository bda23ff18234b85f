#pragma once

/// \file
/// Output that appears whole or not at all.
///
///     rfmseg::OutputFile file("segments.csv");
///     file.stream() << text;
///     file.finish();   // throws if a write failed
///     file.publish();  // only now does segments.csv change

#include <memory>
#include <ostream>
#include <string>

namespace rfmseg {

/// Writes to a temporary file in the folder of `path`, which publish() renames to `path`. Without
/// publish() the temporary file is removed. `-` is standard output. A path that is not a regular
/// file (a pipe, /dev/null) is written to directly.
class OutputFile {
 public:
  /// Throws DataError (unwritable_file) if the file cannot be created.
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;

  /// The stream to write to. finish() throws if a write failed.
  [[nodiscard]] std::ostream& stream();

  /// Writes all buffered text to the disk. Throws DataError if anything was lost, and BrokenPipe.
  void finish();
  /// Renames the finished file. Throws DataError if that fails.
  void publish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Thrown if the reader of a pipe is gone. It is not an error: nobody reads any more.
class BrokenPipe : public std::exception {};

}  // namespace rfmseg
