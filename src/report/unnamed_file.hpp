#pragma once

#include <string>

namespace rfmseg {

/// A new file that has no name until it is whole, so that a program that is killed leaves nothing
/// of it. Where the file system has no such files it has a hidden name in the folder. A failure
/// throws std::system_error.
class UnnamedFile {
 public:
  /// In `folder`, where it can get a name.
  explicit UnnamedFile(const std::string& folder);
  /// Removes the file unless keep() was called.
  ~UnnamedFile();
  UnnamedFile(const UnnamedFile&) = delete;
  UnnamedFile& operator=(const UnnamedFile&) = delete;

  /// Open for writing and reading.
  [[nodiscard]] int descriptor() const { return descriptor_; }
  /// A path with which this program can open it again.
  [[nodiscard]] std::string path() const;

  /// Gives it the mode and, as far as permitted, the owner of the file at `path`; those of a new
  /// file if there is none.
  void take_mode_of(const std::string& path) const;
  /// Gives it a name in a folder of the same file system, which no file has yet.
  void move_to(const std::string& path);
  /// Gives it the name, in place of a file that may have it, and keeps it.
  void replace(const std::string& path);
  /// Leaves it where it is.
  void keep() { path_.clear(); }

 private:
  int descriptor_ = -1;
  std::string path_;  ///< empty while it has no name, and once it is kept
};

/// Waits until the names in a folder are on the disk. Throws std::system_error.
void sync_folder(const std::string& folder);

/// Gives the open file or folder the mode and, as far as permitted, the owner of another one.
void take_mode(int descriptor, const std::string& path, unsigned new_mode);

}  // namespace rfmseg
