#pragma once

#include <memory>
#include <ostream>
#include <string>

namespace rfmseg {

/// A destination that never half-exists: what is written goes to a temporary file in the same
/// folder and takes the place of `path` at publish(). Without publish() nothing is left behind. `-`
/// is standard output; what is no regular file (a pipe, /dev/null) is written to directly.
class OutputFile {
 public:
  /// Throws DataError when the file cannot be made.
  explicit OutputFile(const std::string& path);
  ~OutputFile();
  OutputFile(OutputFile&&) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;

  /// Where to write. A write that fails throws DataError out of finish().
  [[nodiscard]] std::ostream& stream();

  /// Writes out all that is buffered, down to the disk. Throws DataError when anything was lost.
  void finish();
  /// Makes the finished file appear under its name.
  void publish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Thrown when the reader of a pipe has gone: no error, there is just nothing left to do.
class BrokenPipe : public std::exception {};

}  // namespace rfmseg
