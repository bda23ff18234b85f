#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/file_identity.hpp"

namespace rfmseg::cli {

/// The files of a run and what each is to it, by the roles of its options. No output may be a file
/// that the run reads, its store or another output: they are all claimed before any is opened. What
/// is in the way throws UsageError that names the option, the file and its role.
class RunFiles {
 public:
  /// Claims what the run reads: the config file, inputs, also one that is standard input, model,
  /// scheme, and the store with the files that SQLite keeps next to it.
  void claim_read(const Invocation& invocation);
  /// Claims the log and the summary of the run.
  void claim_records(const Invocation& invocation);
  /// Claims the outputs of the command, and standard output where that is one; the store, too, may
  /// be none of the other files that are read. Sets the output of --in-place. A name that waits
  /// for the as-of date is left for claim_late().
  void claim_outputs(const Invocation& invocation);
  /// Claims the output or folder that an option calls `name`, once it is known to be `path`.
  void claim_late(const std::string& name, const std::string& path);
  /// Claims files in the folder `path` of an option, which are not known before its scheme is.
  void claim_in_folder(std::string_view option, const std::string& path,
                       const std::vector<std::string>& files);

 private:
  struct Claim {
    FileRole role;
    FileIdentity file;
  };

  void claim_file(FileRole role, const std::optional<FileIdentity>& file);
  void claim_output(const Option& option, const std::string& path);
  /// Throws UsageError if results would go into a folder that is read.
  static void refuse_input_folder(const Option& option, const std::string& path,
                                  const Invocation& invocation);
  void claim_folder(const Option& option, const std::string& path);
  void check_store(const Option& option) const;
  void check_standard_output(const Options& options) const;
  /// Makes the only input the output where --in-place asks for that. Throws UsageError when it
  /// cannot be replaced.
  void settle_in_place(const Option& output, const Invocation& invocation);
  /// Whether INPUT is one file, and not standard input.
  [[nodiscard]] bool has_single_file() const;
  /// What to do about an output of `option` that has another role.
  [[nodiscard]] std::string_view hint_for(FileRole taken, const Option& option) const;
  /// What the file is to the run already; nothing if it may be written to as `option`'s.
  [[nodiscard]] std::optional<FileRole> find_role(const FileIdentity& file,
                                                  const Option& option) const;

  std::vector<std::string> inputs_;  ///< one by one, without folders and patterns
  std::vector<Claim> claims_;
  std::vector<const Option*> folders_;  ///< of outputs
  std::vector<const Option*> waiting_;  ///< whose names have {as_of} in them
};

}  // namespace rfmseg::cli
