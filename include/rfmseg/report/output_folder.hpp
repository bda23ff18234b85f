#pragma once

/// \file
/// Files of one result in a folder, which all appear at once. AnalysisFolder and SegmentFolder are
/// the kinds of such folders.

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// What makes files in a folder those of an earlier result of the same kind.
struct FolderKind {
  std::string list;                 ///< the JSON file with an array `files`, the names of all
  std::string format;               ///< its `format`
  std::string origin;               ///< what messages call the result: `analysis`
  std::vector<std::string> always;  ///< the names that every such result needs
  /// Whether a result may have a file of that name: others are never removed, even if listed.
  std::function<bool(std::string_view name)> may_have;
};

/// The files of an earlier result in the folder, which its list names. What is not a regular file
/// is not among them. Throws DataError if the list cannot be opened.
[[nodiscard]] std::vector<std::string> find_own_files(const std::string& folder,
                                                      const FolderKind& kind);

/// Files that replace those of an earlier result in the same folder. Files that the list there does
/// not name belong to others: they stay, and none is replaced.
///
/// A folder that has nothing else is replaced as a whole, in one step: a program that reads
/// it, even if this one is killed, finds all files of the earlier result or all of this one. The
/// other folders are a folder with files of others, the working folder, and one that cannot be
/// renamed (it is mounted, or the folder above cannot be written to). There files are exchanged one
/// after another, the list first; if one cannot be, the others are changed back.
class OutputFolder {
 public:
  /// Throws UsageError if a file of others has a name that every such result needs, and
  /// DataError (unwritable_file) if nothing can be written there.
  OutputFolder(const std::string& path, const FolderKind& kind);
  /// Removes the folders that make() made, unless the files were published.
  ~OutputFolder();
  OutputFolder(OutputFolder&&) noexcept;
  OutputFolder& operator=(OutputFolder&&) = delete;

  /// Makes the folder, and those above it, for other files that are to be in it. publish() does it,
  /// too.
  void make();
  /// Begins a file, and ends the one before. Throws UsageError if a file of others has that
  /// name, and DataError if anything was lost.
  [[nodiscard]] std::ostream& add(const std::string& name);
  /// Ends the last file and writes all to the disk. Throws DataError if anything was lost.
  void finish();
  /// Replaces the files of the earlier result. Throws DataError if that fails; the folder is then
  /// as it was.
  void publish();

  /// The files, in their order, with the path of the folder as given.
  [[nodiscard]] std::vector<std::string> paths() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
