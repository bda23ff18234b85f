#include "cli/run_files.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <variant>

#include "cli/file_name.hpp"
#include "csv/byte_source.hpp"
#include "csv/text_input.hpp"
#include "real_path.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

/// Files that SQLite keeps next to a store, and itself replaces.
constexpr std::array<std::string_view, 3> kStoreEndings = {"-wal", "-shm", "-journal"};

std::string_view role_text(FileRole role) {
  switch (role) {
    case FileRole::input:
      return "an input of this run";
    case FileRole::model:
      return "the model of this run";
    case FileRole::scheme:
      return "the scheme of this run";
    case FileRole::layout:
      return "the layout of this run";
    case FileRole::config:
      return "the config file of this run";
    case FileRole::store:
      return "the store of this run";
    case FileRole::output:
    case FileRole::folder:
    case FileRole::log:
    case FileRole::summary:
      break;
  }
  return "another output of this run";
}

/// Whether the run only writes it.
bool is_written(FileRole role) {
  return role >= FileRole::output;
}

bool is_record(const Option& option) {
  return option.rules.role == FileRole::log || option.rules.role == FileRole::summary;
}

/// The value of an option that takes one; empty when it has none.
const std::string& value_of(const Option& option) {
  return *std::get<std::string*>(option.target);
}

const Option* find_option(FileRole role, const Options& options) {
  const auto found = std::ranges::find_if(
      options, [role](const Option& option) { return option.rules.role == role; });
  return found == options.end() ? nullptr : &*found;
}

/// `-o out.csv`.
std::string given_text(const Option& option) {
  return fmt::format("{} {}", option.names.front(), value_of(option));
}

/// INPUT as it is read: the files of folders and patterns one by one.
std::vector<std::string> input_paths(const std::vector<std::string>& given) {
  std::vector<std::string> paths;
  for (const std::string& path : given) {
    try {
      for (std::string& each : expand_paths({path})) paths.push_back(std::move(each));
    } catch (const DataError&) {
      paths.push_back(path);  // the command will report the problem
    }
  }
  if (paths.empty()) paths.emplace_back("-");
  return paths;
}

std::optional<FileIdentity> input_identity(const std::string& path) {
  return path == "-" ? file_identity(STDIN_FILENO) : file_identity(path);
}

/// The store's own file first.
std::vector<std::string> store_paths(const std::string& store) {
  // SQLite follows links, and keeps its files where they lead.
  const std::optional<FileIdentity> file = file_identity(store);
  std::vector<std::string> paths = {store};
  if (!file) return paths;
  for (const std::string_view ending : kStoreEndings) {
    paths.push_back(file->path + std::string(ending));
  }
  return paths;
}

}  // namespace

void RunFiles::claim_read(const Invocation& invocation) {
  if (!invocation.config.empty()) claim_file(FileRole::config, file_identity(invocation.config));
  const Options& options = invocation.path.back()->options;
  const Option* const store = find_option(FileRole::store, options);
  const bool store_given = store != nullptr && !value_of(*store).empty();
  if (store_given) {
    for (const std::string& path : store_paths(value_of(*store))) {
      claim_file(FileRole::store, file_identity(path));
    }
  }
  for (const FileRole role : {FileRole::model, FileRole::scheme, FileRole::layout}) {
    const Option* const option = find_option(role, options);
    if (option == nullptr || value_of(*option).empty()) continue;
    const std::vector<std::string> presets = choices(*option);
    const bool is_preset = std::ranges::find(presets, value_of(*option)) != presets.end();
    if (!is_preset) claim_file(role, file_identity(value_of(*option)));
  }
  const Option* const input = find_option(FileRole::input, options);
  // In place of INPUT; only diff still takes it then, as numbers of runs.
  const bool is_instead = store_given && !store->rules.required;
  if (input == nullptr || is_instead) return;
  inputs_ = input_paths(*std::get<std::vector<std::string>*>(input->target));
  for (const std::string& path : inputs_) claim_file(FileRole::input, input_identity(path));
}

void RunFiles::claim_records(const Invocation& invocation) {
  for (const Option& option : invocation.path.front()->options) {
    if (!is_record(option) || value_of(option).empty()) continue;
    const bool has_date = option.rules.role == FileRole::log;
    claim_output(option, has_date ? file_name(value_of(option)) : value_of(option));
  }
}

void RunFiles::claim_outputs(const Invocation& invocation) {
  const Options& options = invocation.path.back()->options;
  for (const Option& option : options) {
    if (option.rules.role == FileRole::store) check_store(option);
    const bool is_folder = option.rules.role == FileRole::folder;
    if (!is_folder && option.rules.role != FileRole::output) continue;
    if (is_folder) folders_.push_back(&option);
    settle_in_place(option, invocation);
    const std::string& name = value_of(option);
    if (name.empty()) continue;
    if (waits_for_as_of(name)) {
      waiting_.push_back(&option);
    } else if (is_folder) {
      refuse_input_folder(option, file_name(name), invocation);
      claim_folder(option, file_name(name));
    } else if (name != "-") {
      claim_output(option, file_name(name));
    }
  }
  check_standard_output(options);
}

void RunFiles::claim_late(const std::string& name, const std::string& path) {
  const auto found = std::ranges::find_if(
      waiting_, [&name](const Option* option) { return value_of(*option) == name; });
  if (found == waiting_.end()) return;
  const Option& option = **found;
  waiting_.erase(found);
  if (option.rules.role == FileRole::folder) {
    claim_folder(option, path);
  } else {
    claim_output(option, path);
  }
}

void RunFiles::claim_in_folder(std::string_view option, const std::string& path,
                               const std::vector<std::string>& files) {
  const auto found = std::ranges::find_if(
      folders_, [option](const Option* folder) { return full_name(*folder) == option; });
  if (found == folders_.end()) return;
  for (const std::string& name : files) {
    claim_output(**found, (std::filesystem::path(path) / name).string());
  }
}

void RunFiles::claim_file(FileRole role, const std::optional<FileIdentity>& file) {
  if (file) claims_.push_back({role, *file});
}

void RunFiles::claim_output(const Option& option, const std::string& path) {
  const std::optional<FileIdentity> file = file_identity(path);
  if (!file) return;
  if (const auto taken = find_role(*file, option)) {
    throw UsageError(fmt::format("{}: {}is {} (hint: {})", given_text(option),
                                 path == value_of(option) ? "" : path + ' ', role_text(*taken),
                                 hint_for(*taken, option)));
  }
  claim_file(*option.rules.role, file);
}

void RunFiles::refuse_input_folder(const Option& option, const std::string& path,
                                   const Invocation& invocation) {
  for (const auto& [given, values] : invocation.given) {
    if (given->rules.role != FileRole::input) continue;
    for (const std::string& value : values) {
      if (!std::filesystem::is_directory(value) || real_path(value) != real_path(path)) continue;
      throw UsageError(fmt::format(
          "{}: is the input, which would then contain the results (hint: choose another folder)",
          given_text(option)));
    }
  }
}

void RunFiles::claim_folder(const Option& option, const std::string& path) {
  for (const std::string& name : option.rules.files) {
    claim_output(option, (std::filesystem::path(path) / name).string());
  }
}

void RunFiles::check_store(const Option& option) const {
  for (const std::string& path : store_paths(value_of(option))) {
    const std::optional<FileIdentity> file = file_identity(path);
    for (const auto& [role, other] : claims_) {
      if (role == FileRole::store || is_written(role)) continue;
      if (!file || !is_same_file(*file, other)) continue;
      throw UsageError(fmt::format("{}: {}is {} (hint: choose another file)", given_text(option),
                                   path == value_of(option) ? "" : path + ' ', role_text(role)));
    }
  }
}

void RunFiles::check_standard_output(const Options& options) const {
  const Option* output = nullptr;
  std::vector<std::string> used_by;
  for (const Option& option : options) {
    if (option.rules.role != FileRole::output) continue;
    if (option.names.front() == "-o") output = &option;
    if (value_of(option) == "-") used_by.push_back(full_name(option));
  }
  if (used_by.size() > 1) {
    throw UsageError(
        fmt::format("{} and {} both write to standard output (hint: name a file for one)",
                    used_by[0], used_by[1]));
  }
  const std::optional<FileIdentity> file = file_identity(STDOUT_FILENO);
  if (!file || (output != nullptr && used_by.empty())) return;
  for (const auto& [role, other] : claims_) {
    // Other outputs may be appended to it, such as a log.
    if (is_written(role) || !is_same_file(*file, other)) continue;
    const std::string_view hint =
        output == nullptr ? "choose another file" : hint_for(role, *output);
    throw UsageError(fmt::format("standard output is {} (hint: {})", role_text(role), hint));
  }
}

void RunFiles::settle_in_place(const Option& output, const Invocation& invocation) {
  if (output.rules.in_place == nullptr || !*output.rules.in_place) return;
  if (!has_single_file()) {
    throw UsageError("--in-place requires a single INPUT file (hint: -o FILE)");
  }
  const std::string& input = inputs_.front();
  const std::optional<FileIdentity> file = file_identity(input);
  if (!file) {
    throw UsageError(fmt::format("--in-place: {} is not a regular file (hint: -o FILE)", input));
  }
  if (file->inode && is_packed(input)) {
    throw UsageError(
        fmt::format("--in-place: {} is compressed, but the output is not (hint: -o FILE)", input));
  }
  if (file->inode && is_converted(input)) {
    throw UsageError(
        fmt::format("--in-place: {} is not CSV, but the output is (hint: -o FILE)", input));
  }
  std::string& path = *std::get<std::string*>(output.target);
  if (is_given(invocation, full_name(output))) {
    const std::optional<FileIdentity> given =
        path == "-" || waits_for_as_of(path) ? std::nullopt : file_identity(file_name(path));
    if (!given || given->path != file->path) {
      throw UsageError(fmt::format(
          "{}: cannot be used with --in-place, which writes to {} (hint: give only one)",
          given_text(output), input));
    }
  }
  path = input;
}

bool RunFiles::has_single_file() const {
  return inputs_.size() == 1 && inputs_.front() != "-";
}

std::string_view RunFiles::hint_for(FileRole taken, const Option& option) const {
  if (option.rules.role == FileRole::folder) return "choose another folder";
  const bool has_in_place = option.rules.in_place != nullptr && !*option.rules.in_place;
  return taken == FileRole::input && has_in_place && has_single_file()
             ? "another file, or --in-place to replace it"
             : "choose another file";
}

std::optional<FileRole> RunFiles::find_role(const FileIdentity& file, const Option& option) const {
  const bool may_replace = option.rules.in_place != nullptr && *option.rules.in_place;
  for (const auto& [role, other] : claims_) {
    if (role == FileRole::input && may_replace) continue;
    if (is_same_file(file, other)) return role;
  }
  return std::nullopt;
}

}  // namespace rfmseg::cli
