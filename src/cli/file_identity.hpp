#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <utility>

namespace rfmseg::cli {

/// Which file something is, under any of its names.
struct FileIdentity {
  std::string path;  ///< absolute, without links; empty for what is known as a descriptor only
  std::optional<std::pair<dev_t, ino_t>> inode;  ///< nothing for a file that does not exist yet
};

/// The file at `path`, which need not exist. Nothing for pipes, devices and folders: they can be
/// written to by several, and never replaced.
[[nodiscard]] std::optional<FileIdentity> file_identity(const std::string& path);
/// The same of an open file, such as standard input.
[[nodiscard]] std::optional<FileIdentity> file_identity(int descriptor);

/// Whether both are one file: by device and inode, which see through symbolic and hard links, or,
/// where one does not exist yet, by path.
[[nodiscard]] bool is_same_file(const FileIdentity& a, const FileIdentity& b);

}  // namespace rfmseg::cli
