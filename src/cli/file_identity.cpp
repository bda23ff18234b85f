#include "cli/file_identity.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <system_error>

namespace rfmseg::cli {
namespace {

/// Follows links also to where nothing is yet.
std::string path_without_links(const std::string& given) {
  namespace fs = std::filesystem;
  constexpr int kMostLinks = 40;  // as in Linux
  std::error_code error;
  fs::path path = fs::absolute(given, error);
  for (int links = 0; links < kMostLinks; ++links) {
    const fs::path real = fs::weakly_canonical(path, error);
    if (error) break;
    if (!fs::is_symlink(fs::symlink_status(real, error))) return real.string();
    path = real.parent_path() / fs::read_symlink(real, error);
  }
  return path.lexically_normal().string();
}

std::pair<dev_t, ino_t> inode_of(const struct stat& status) {
  return {status.st_dev, status.st_ino};
}

}  // namespace

std::optional<FileIdentity> file_identity(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return FileIdentity{path_without_links(path), {}};
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  return FileIdentity{path_without_links(path), inode_of(status)};
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
