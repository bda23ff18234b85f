#include "rfmseg/report/output_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <streambuf>

#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"

namespace rfmseg {
namespace {

/// Writes to a file descriptor and keeps the error number of the first write that failed.
class DescriptorBuffer final : public std::streambuf {
 public:
  explicit DescriptorBuffer(int descriptor) : descriptor_(descriptor) {
    setp(buffer_.data(), buffer_.data() + buffer_.size());
  }
  [[nodiscard]] int error() const { return error_; }

 protected:
  int_type overflow(int_type c) override {
    if (sync() != 0) return traits_type::eof();
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    return sputc(traits_type::to_char_type(c));
  }

  int sync() override {
    const char* at = pbase();
    while (at < pptr() && error_ == 0) {
      const ssize_t written = ::write(descriptor_, at, static_cast<std::size_t>(pptr() - at));
      if (written >= 0) {
        at += written;
      } else if (errno != EINTR) {
        error_ = errno;
      }
    }
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0 ? 0 : -1;
  }

 private:
  int descriptor_;
  int error_ = 0;
  std::array<char, std::size_t{64} << 10> buffer_;
};

/// The mode a newly created file would get, or that of the file that is replaced.
mode_t wanted_mode(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return status.st_mode & 07777;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

}  // namespace

struct OutputFile::State {
  State(int descriptor_in, std::string name_in, std::string target_in, std::string temporary_in)
      : descriptor(descriptor_in),
        name(std::move(name_in)),
        target(std::move(target_in)),
        temporary(std::move(temporary_in)),
        buffer(descriptor),
        stream(&buffer) {}
  ~State() {
    if (descriptor > STDERR_FILENO) ::close(descriptor);
    if (!temporary.empty()) ::unlink(temporary.c_str());
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  int descriptor;
  std::string name;       ///< for messages
  std::string target;     ///< what `temporary` will be renamed to
  std::string temporary;  ///< empty when written to directly, and once published
  DescriptorBuffer buffer;
  std::ostream stream;
};

OutputFile::OutputFile(const std::string& path) {
  if (path == "-") {
    state_ = std::make_unique<State>(STDOUT_FILENO, "<stdout>", "", "");
    return;
  }
  const auto fail = [&](int error) {
    throw DataError(ErrorKind::unwritable_file, {path},
                    fmt::format("cannot write: {}", std::strerror(error)));
  };
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (exists && S_ISDIR(status.st_mode)) fail(EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) fail(errno);
    state_ = std::make_unique<State>(descriptor, path, "", "");
    return;
  }
  // A link's target is what is replaced, not the link.
  std::error_code ignored;
  std::string target = path;
  if (exists) target = std::filesystem::canonical(path, ignored).string();
  if (target.empty()) target = path;
  // Hidden, so that nobody takes it for a result where only SIGKILL could leave it.
  const std::filesystem::path place(target);
  std::string temporary =
      (place.parent_path() / ("." + place.filename().string() + ".XXXXXX")).string();
  const int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) fail(errno);
  ::fchmod(descriptor, wanted_mode(target));
  state_ = std::make_unique<State>(descriptor, path, std::move(target), std::move(temporary));
}

OutputFile::~OutputFile() = default;
OutputFile::OutputFile(OutputFile&&) noexcept = default;

std::ostream& OutputFile::stream() {
  return state_->stream;
}

void OutputFile::finish() {
  check_interrupt();  // nothing appears once a stop was asked for
  state_->stream.flush();
  int error = state_->buffer.error();
  if (error == EPIPE) throw BrokenPipe();
  if (error == 0 && !state_->temporary.empty() && ::fsync(state_->descriptor) != 0) error = errno;
  if (error != 0) {
    throw DataError(ErrorKind::unwritable_file, {state_->name},
                    fmt::format("cannot write: {}", std::strerror(error)));
  }
}

void OutputFile::publish() {
  if (state_->temporary.empty()) return;
  if (::rename(state_->temporary.c_str(), state_->target.c_str()) != 0) {
    throw DataError(ErrorKind::unwritable_file, {state_->name},
                    fmt::format("cannot write: {}", std::strerror(errno)));
  }
  state_->temporary.clear();
}

}  // namespace rfmseg
