#pragma once

/// \file
/// The files of an analysis in a folder, which all appear at once.
///
///     rfmseg::AnalysisFolder folder("results");
///     for (const auto& [name, write] : rfmseg::analysis_files(analysis, {}, {})) {
///       write(folder.add(name));
///     }
///     folder.finish();   // throws if a write failed
///     folder.publish();  // only now does the folder change

#include <memory>
#include <ostream>
#include <string>
#include <vector>

namespace rfmseg {

/// Files that replace those of an earlier analysis in the same folder. Files that `analysis.json`
/// there does not list belong to others: they stay, and none is replaced.
///
/// A folder that has nothing else is replaced as a whole, in one step: a program that reads it, and
/// however the program ends, finds all files of the earlier analysis or all of this one. The other
/// folders are a folder with other files, the working folder, and one that cannot be
/// renamed (it is mounted, or the folder above cannot be written to). There files are exchanged one
/// after another, `analysis.json` first; if one cannot be, the others are changed back.
class AnalysisFolder {
 public:
  /// Throws UsageError if another file has a name that every analysis needs, and
  /// DataError (unwritable_file) if nothing can be written there.
  explicit AnalysisFolder(const std::string& path);
  /// Removes the folders that make() made, unless the files were published.
  ~AnalysisFolder();
  AnalysisFolder(AnalysisFolder&&) noexcept;
  AnalysisFolder& operator=(AnalysisFolder&&) = delete;

  /// Makes the folder, and those above it, for other files that are to be in it. publish() does it,
  /// too.
  void make();
  /// Begins a file, and ends the one before. Throws UsageError if another file has that
  /// name, and DataError if anything was lost.
  [[nodiscard]] std::ostream& add(const std::string& name);
  /// Ends the last file and writes all to the disk. Throws DataError if anything was lost.
  void finish();
  /// Replaces the files of the earlier analysis. Throws DataError if that fails; the folder is then
  /// as it was.
  void publish();

  /// The files, in their order, with the path of the folder as given.
  [[nodiscard]] std::vector<std::string> paths() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace rfmseg
