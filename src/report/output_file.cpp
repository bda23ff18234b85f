#include "rfmseg/report/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>

#include "real_path.hpp"
#include "report/file_stream.hpp"
#include "report/unnamed_file.hpp"
#include "rfmseg/interrupt.hpp"

namespace rfmseg {

struct OutputFile::State {
  State() = default;
  ~State() {
    if (direct > STDERR_FILENO) ::close(direct);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  int direct = -1;                   ///< what is written to directly; -1 for a file
  std::string name;                  ///< for messages
  std::string target, folder;        ///< of the file
  std::optional<UnnamedFile> file;   ///< nothing once it is published
  std::optional<FileStream> stream;  ///< to the one or the other
};

OutputFile::OutputFile(const std::string& path) : state_(std::make_unique<State>()) {
  State& state = *state_;
  state.name = path;
  if (path == "-") {
    state.direct = STDOUT_FILENO;
    state.stream.emplace(STDOUT_FILENO, "<stdout>", "");
    return;
  }
  struct stat status {};
  const bool exists = ::stat(path.c_str(), &status) == 0;
  if (!exists && errno == ELOOP) throw_unwritable(path, ELOOP);
  if (exists && S_ISDIR(status.st_mode)) throw_unwritable(path, EISDIR);
  if (exists && !S_ISREG(status.st_mode)) {
    state.direct = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (state.direct < 0) {
      const int error = errno;
      check_interrupt();  // a named pipe waits for a reader
      throw_unwritable(path, error);
    }
    state.stream.emplace(state.direct, path, "");
    return;
  }
  // A link stays: what it leads to is replaced.
  state.target = real_path(path);
  state.folder = std::filesystem::path(state.target).parent_path().string();
  try {
    state.file.emplace(state.folder);
  } catch (const std::system_error& error) {
    throw_unwritable(path, error.code().value());
  }
  state.file->take_mode_of(state.target);
  state.stream.emplace(state.file->descriptor(), path, state.folder);
}

OutputFile::~OutputFile() = default;
OutputFile::OutputFile(OutputFile&&) noexcept = default;

std::ostream& OutputFile::stream() {
  return state_->stream->stream();
}

void OutputFile::finish() {
  state_->stream->finish();
}

void OutputFile::publish() {
  if (!state_->file) return;
  try {
    state_->file->replace(state_->target);
    sync_folder(state_->folder);
  } catch (const std::system_error& error) {
    throw_unwritable(state_->name, error.code().value());
  }
  state_->file.reset();
}

}  // namespace rfmseg
