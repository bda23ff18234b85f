#include "csv/byte_source.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>

#include "csv/prefixed_source.hpp"
#include "csv/unpack.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"

namespace rfmseg {
namespace {

// The first bytes of packed files.
constexpr std::string_view kGzip = "\x1f\x8b";
constexpr std::string_view kZstandard = "\x28\xb5\x2f\xfd";

class FileSource final : public ByteSource {
 public:
  FileSource(int descriptor, std::string name)
      : descriptor_(descriptor), name_(std::move(name)), size_(size()) {}
  ~FileSource() override {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
  }

  std::size_t read(char* buffer, std::size_t size) override {
    std::size_t filled = 0;
    while (filled < size) {
      wait_for_input();
      const ssize_t got = ::read(descriptor_, buffer + filled, size - filled);
      if (got < 0) {
        if (errno == EINTR) continue;
        throw DataError(ErrorKind::unreadable_file, {name_},
                        fmt::format("cannot read: {}", std::strerror(errno)));
      }
      if (got == 0) {
        check_interrupt();  // if the writer was interrupted, too, this is not the end of the data
        check_size();
        break;
      }
      filled += static_cast<std::size_t>(got);
    }
    taken_ += filled;
    return filled;
  }

  std::uint64_t bytes_consumed() const override { return taken_; }

 private:
  /// The size of a regular file; files of the kernel's, which have no size, have 0.
  [[nodiscard]] std::optional<off_t> size() const {
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
    return status.st_size;
  }

  /// At the end: throws if a program has written the file meanwhile, so that what was read may be
  /// part of it, or of two versions.
  void check_size() const {
    if (!size_ || *size_ == 0 || *size() == *size_) return;
    throw DataError(
        ErrorKind::unreadable_file, {name_},
        fmt::format(
            "changed while it was read, from {} to {} bytes (hint: wait until it is complete)",
            *size_, *size()));
  }

  /// Checks for an interrupt regularly: a pipe may be silent for long, and the signal may be
  /// delivered to another thread.
  void wait_for_input() const {
    constexpr int kMilliseconds = 100;
    pollfd input{descriptor_, POLLIN, 0};
    while (true) {
      check_interrupt();
      const int ready = ::poll(&input, 1, kMilliseconds);
      if (ready > 0 || (ready < 0 && errno != EINTR)) return;
    }
  }

  int descriptor_;
  std::string name_;
  std::optional<off_t> size_;  ///< when it was opened
  std::uint64_t taken_ = 0;
};

}  // namespace

std::string input_name(const std::string& path) {
  return path == "-" ? "<stdin>" : path;
}

std::optional<std::uint64_t> input_size(const std::string& path) {
  struct stat status {};
  const int failed = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
  if (failed != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

bool is_packed(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string magic(kZstandard.size(), '\0');
  file.read(magic.data(), static_cast<std::streamsize>(magic.size()));
  return magic.starts_with(kGzip) || magic == kZstandard;
}

std::unique_ptr<ByteSource> open_input(const std::string& path) {
  const std::string name = input_name(path);
  int descriptor = STDIN_FILENO;
  if (path != "-") {
    do {
      check_interrupt();  // a named pipe waits for a writer
      descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    } while (descriptor < 0 && errno == EINTR);
    if (descriptor < 0) {
      throw DataError(ErrorKind::unreadable_file, {name},
                      fmt::format("cannot open: {}", std::strerror(errno)));
    }
  }
  auto file = std::make_unique<FileSource>(descriptor, name);
  struct stat status {};
  if (::fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
    throw DataError(ErrorKind::unreadable_file, {name},
                    fmt::format("is a directory (hint: use the files in it: {}{}*.csv)", name,
                                name.ends_with('/') ? "" : "/"));
  }

  std::string magic(4, '\0');
  magic.resize(file->read(magic.data(), magic.size()));
  const bool gzip = magic.starts_with(kGzip);
  const bool zstandard = magic == kZstandard;
  auto whole = std::make_unique<PrefixedSource>(std::move(magic), std::move(file));
  if (gzip) return unpack_gzip(std::move(whole), name);
  if (zstandard) return unpack_zstandard(std::move(whole), name);
  return whole;
}

}  // namespace rfmseg
