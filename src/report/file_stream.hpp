#pragma once

#include <array>
#include <cstddef>
#include <ostream>
#include <streambuf>
#include <string>

namespace rfmseg {

/// Writes to a file descriptor and keeps the error number of the first write that failed.
class FileBuffer final : public std::streambuf {
 public:
  /// `folder` is where the file is; empty for what is not a file.
  FileBuffer(int descriptor, std::string folder);

  [[nodiscard]] int error() const { return error_; }
  [[nodiscard]] const std::string& folder() const { return folder_; }

 protected:
  int_type overflow(int_type c) override;
  int sync() override;

 private:
  int descriptor_;
  int error_ = 0;
  std::string folder_;
  std::array<char, std::size_t{64} << 10> buffer_;
};

/// A stream to an open file that can be asked whether all arrived.
class FileStream {
 public:
  /// `name` is for messages.
  FileStream(int descriptor, std::string name, std::string folder);

  [[nodiscard]] std::ostream& stream() { return stream_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Writes all that is buffered; to the disk if the stream has a folder. Throws DataError if
  /// anything was lost, and BrokenPipe.
  void finish();

 private:
  int descriptor_;
  std::string name_;
  FileBuffer buffer_;
  std::ostream stream_;
};

/// Where temporary files for this stream should be: next to its file, where there is room for it;
/// the system's folder for what is not a FileStream. Throws DataError if there is none.
[[nodiscard]] std::string temporary_folder_for(const std::ostream& stream);

/// Throws DataError (unwritable_file) with the text of the error number.
[[noreturn]] void throw_unwritable(const std::string& name, int error);

/// Whether any of the program's data are on standard output.
[[nodiscard]] bool has_written_to_standard_output();

}  // namespace rfmseg
