#pragma once

#include <string>
#include <vector>

#include "report/unnamed_file.hpp"

namespace rfmseg {

/// A file that is to get this name in a folder.
struct NewFile {
  std::string name;
  UnnamedFile* file;
};

/// Where new files for `folder` are to be made: next to it, so that a program that is killed leaves
/// nothing in it, if it can be replaced; in it if not: it is mounted, has access control lists or
/// is the working folder, or the folder above cannot be written to. If there is no such folder yet,
/// in the next one above it.
[[nodiscard]] std::string folder_for_new_files(const std::string& folder);

/// Puts the new files into `folder` in place of the files `old` that are there. `first` is the name
/// of the new file that is put there first.
///
/// A folder with no other files is replaced by a new one, in one step, if it can be. Otherwise
/// files are exchanged one by one, and back if one fails. Throws std::system_error; the folder is
/// then as it was.
void replace_files(const std::string& folder, const std::vector<NewFile>& files,
                   const std::vector<std::string>& old, const std::string& first);

}  // namespace rfmseg
