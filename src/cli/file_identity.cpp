#include "cli/file_identity.hpp"

#include <sys/stat.h>

#include "real_path.hpp"

namespace rfmseg::cli {
namespace {

std::pair<dev_t, ino_t> inode_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

}  // namespace

std::optional<FileIdentity> file_identity(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return FileIdentity{real_path(path), {}};
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{real_path(path), inode_of(status)};
}

std::optional<FileIdentity> file_identity(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{{}, inode_of(status)};
}

bool is_same_file(const FileIdentity& a, const FileIdentity& b) {
  if (a.inode && a.inode == b.inode) return true;
  return !a.path.empty() && a.path == b.path;
}

}  // namespace rfmseg::cli
