#include "report/unnamed_file.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <system_error>

namespace rfmseg {
namespace {

[[noreturn]] void throw_errno() {
  throw std::system_error(errno, std::generic_category());
}

/// The open file as a path, which the kernel resolves even where the file has no name.
std::string path_of(int descriptor) {
  return fmt::format("/proc/self/fd/{}", descriptor);
}

int open_without_name(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0 || ::access(path_of(descriptor).c_str(), F_OK) == 0) return descriptor;
  ::close(descriptor);  // without /proc it could not get a name
  return -1;
}

/// A name that no other thread and hardly another program has; short, at any length of the target.
std::string hidden_name(const std::string& folder) {
  static std::atomic<unsigned> count = 0;
  const std::string name = fmt::format(".rfmseg-{}-{}", ::getpid(), count++);
  return (std::filesystem::path(folder) / name).string();
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// Whether the file got the name; false if another one has it.
bool link_as(int descriptor, const std::string& path) {
  if (::linkat(AT_FDCWD, path_of(descriptor).c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) ==
      0) {
    return true;
  }
  if (errno != EEXIST) throw_errno();
  return false;
}

}  // namespace

UnnamedFile::UnnamedFile(const std::string& folder) : descriptor_(open_without_name(folder)) {
  while (descriptor_ < 0) {
    path_ = hidden_name(folder);
    descriptor_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor_ < 0 && errno != EEXIST) throw_errno();
  }
}

UnnamedFile::~UnnamedFile() {
  ::close(descriptor_);
  if (!path_.empty()) ::unlink(path_.c_str());
}

std::string UnnamedFile::path() const {
  return path_.empty() ? path_of(descriptor_) : path_;
}

void UnnamedFile::take_mode_of(const std::string& path) const {
  const mode_t mask = ::umask(0);
  ::umask(mask);
  take_mode(descriptor_, path, 0666 & ~mask);
}

void UnnamedFile::move_to(const std::string& path) {
  if (path_.empty()) {
    if (!link_as(descriptor_, path)) throw_errno();
  } else if (::rename(path_.c_str(), path.c_str()) != 0) {
    throw_errno();
  }
  path_ = path;
}

void UnnamedFile::replace(const std::string& path) {
  if (path_.empty() && !link_as(descriptor_, path)) {
    // A link cannot replace a file, as renaming does.
    std::string hidden = hidden_name(folder_of(path));
    while (!link_as(descriptor_, hidden)) hidden = hidden_name(folder_of(path));
    path_ = hidden;
  }
  if (!path_.empty() && ::rename(path_.c_str(), path.c_str()) != 0) throw_errno();
  keep();
}

void sync_folder(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return;  // a folder may be written to and not be read
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (error != 0 && error != EINVAL) throw std::system_error(error, std::generic_category());
}

void take_mode(int descriptor, const std::string& path, unsigned new_mode) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) {
    ::fchmod(descriptor, new_mode);
    return;
  }
  // A user who may not change a file's owner can still change its group.
  if (::fchown(descriptor, status.st_uid, status.st_gid) != 0) {
    (void)!::fchown(descriptor, static_cast<uid_t>(-1), status.st_gid);
  }
  ::fchmod(descriptor, status.st_mode & 07777);
}

}  // namespace rfmseg
