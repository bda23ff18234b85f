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

/// Writes to a file without a name, to which publish() gives the name `path`. Without publish()
/// nothing is left of it, even if the program is killed; where the file system has no files without
/// a name, a hidden `.rfmseg-*` in the folder. A file that is replaced passes on its mode and, as
/// far as permitted, its owner; a link stays, and the file that it leads to is replaced. `-` is
/// standard output. What is not a regular file (a pipe, /dev/null) is written to directly.
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
  /// Gives the finished file its name. Throws DataError if that fails.
  void publish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Thrown if the reader of a pipe is gone. It is not an error.
class BrokenPipe : public std::exception {};

}  // namespace rfmseg
