#include "report/file_stream.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg {
namespace {

std::atomic<bool> standard_output_written = false;

}  // namespace

bool has_written_to_standard_output() {
  return standard_output_written.load();
}

FileBuffer::FileBuffer(int descriptor, std::string folder)
    : descriptor_(descriptor), folder_(std::move(folder)) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

FileBuffer::int_type FileBuffer::overflow(int_type c) {
  if (sync() != 0) return traits_type::eof();
  if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
  return sputc(traits_type::to_char_type(c));
}

int FileBuffer::sync() {
  const char* at = pbase();
  while (at < pptr() && error_ == 0) {
    const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
    if (written >= 0) {
      at += written;
      if (descriptor_ == STDOUT_FILENO) standard_output_written.store(true);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  return error_ == 0 ? 0 : -1;
}

FileStream::FileStream(int descriptor, std::string name, std::string folder)
    : descriptor_(descriptor),
      name_(std::move(name)),
      buffer_(descriptor, std::move(folder)),
      stream_(&buffer_) {}

void FileStream::finish() {
  check_interrupt();  // nothing appears once a stop was asked for
  stream_.flush();
  int error = buffer_.error();
  if (error == EPIPE) throw BrokenPipe();
  if (error == 0 && !buffer_.folder().empty() && ::fsync(descriptor_) != 0) error = errno;
  if (error != 0) throw_unwritable(name_, error);
  // No write failed; but something that was to be written could not be made.
  if (!stream_.good()) {
    throw DataError(ErrorKind::unwritable_file, {name_}, "cannot write: the file is incomplete");
  }
}

std::string temporary_folder_for(const std::ostream& stream) {
  const auto* const buffer = dynamic_cast<const FileBuffer*>(stream.rdbuf());
  if (buffer != nullptr && !buffer->folder().empty()) return buffer->folder();
  std::error_code error;
  std::string folder = std::filesystem::temp_directory_path(error).string();
  if (error) {
    throw DataError(
        ErrorKind::unwritable_file,
        fmt::format("no folder for temporary files: {} (hint: set TMPDIR)", error.message()));
  }
  return folder;
}

void throw_unwritable(const std::string& name, int error) {
  throw DataError(ErrorKind::unwritable_file, {name},
                  fmt::format("cannot write: {}", std::strerror(error)));
}

}  // namespace rfmseg
