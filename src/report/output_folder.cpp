#include "rfmseg/report/output_folder.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "report/file_set.hpp"
#include "report/file_stream.hpp"
#include "report/json_parts.hpp"
#include "report/unnamed_file.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

namespace fs = std::filesystem;

/// Whether it is a regular file, and no link to one.
bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error));
}

}  // namespace

std::vector<std::string> find_own_files(const std::string& folder, const FolderKind& kind) {
  const fs::path list = fs::path(folder) / kind.list;
  std::vector<std::string> found;
  if (!is_file(list)) return found;
  std::ifstream file(list, std::ios::binary);
  if (!file) {
    throw DataError(ErrorKind::unreadable_file, {list.string()},
                    fmt::format("cannot open: {}", std::strerror(errno)));
  }
  const Json json = Json::parse(file, nullptr, false);
  if (!json.is_object() || json.value("format", Json()) != kind.format) return found;
  for (const Json& each : json.value("files", Json::array())) {
    if (!each.is_string()) continue;
    const auto name = each.get<std::string>();
    const bool is_known = kind.may_have(name) && std::ranges::find(found, name) == found.end();
    if (is_known && is_file(fs::path(folder) / name)) found.push_back(name);
  }
  return found;
}

namespace {

/// Throws DataError if the folder is not there and cannot be made.
void require_folder(const std::string& path) {
  std::error_code error;
  fs::path each = fs::absolute(path);
  while (!fs::exists(each, error) && each != each.parent_path()) each = each.parent_path();
  int failed = 0;
  if (!fs::is_directory(each, error)) failed = ENOTDIR;
  if (failed == 0 && ::access(each.c_str(), W_OK | X_OK) != 0) failed = errno;
  if (failed == 0) return;
  throw DataError(ErrorKind::unwritable_file, {path},
                  fmt::format("cannot create files there: {}", std::strerror(failed)));
}

/// Makes the folder; returns those that were not there, the last first.
std::vector<fs::path> make_folders(const std::string& path) {
  std::vector<fs::path> made;
  std::error_code error;
  for (fs::path each = fs::absolute(path).lexically_normal(); !fs::exists(each, error);) {
    made.push_back(each);
    if (each == each.parent_path()) break;
    each = each.parent_path();
  }
  fs::create_directories(path, error);
  if (error) {
    throw DataError(ErrorKind::unwritable_file, {path},
                    fmt::format("cannot create the folder: {}", error.message()));
  }
  return made;
}

struct AddedFile {
  /// A file for `path`, which is made in `folder`.
  AddedFile(std::string name_in, const fs::path& path, const std::string& folder)
      : name(std::move(name_in)), file(folder), stream(file.descriptor(), path.string(), folder) {
    file.take_mode_of(path.string());
  }

  std::string name;
  UnnamedFile file;
  FileStream stream;
};

}  // namespace

struct OutputFolder::State {
  State(const std::string& path_in, FolderKind kind_in)
      : kind(std::move(kind_in)), path(path_in), folder(folder_for_new_files(path)) {}
  ~State() {
    files.clear();
    std::error_code ignored;
    for (const fs::path& each : made) fs::remove(each, ignored);  // if they are empty
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  /// Runs what throws std::system_error.
  template <class Call>
  void guarded(const std::string& name, Call call) const {
    try {
      call();
    } catch (const std::system_error& error) {
      throw_unwritable(name, error.code().value());
    }
  }

  /// Throws UsageError if a file of others has that name here.
  void require_free(std::string_view name) const {
    const std::string file = (fs::path(path) / name).string();
    std::error_code error;
    if (!fs::exists(fs::symlink_status(file, error))) return;
    const std::vector<std::string> own = find_own_files(path, kind);
    if (std::ranges::find(own, name) != own.end()) return;
    throw UsageError({file},
                     fmt::format("is not from an earlier {} and would be replaced (hint: move it, "
                                 "or choose an empty folder)",
                                 kind.origin));
  }

  FolderKind kind;
  std::string path;
  std::vector<fs::path> made;  ///< which were not there
  std::string folder;          ///< where files are made
  std::vector<std::unique_ptr<AddedFile>> files;
};

OutputFolder::OutputFolder(const std::string& path, const FolderKind& kind) {
  require_folder(path);
  state_ = std::make_unique<State>(path, kind);
  for (const std::string& name : kind.always) state_->require_free(name);
  state_->guarded(path, [&] { const UnnamedFile probe(state_->folder); });
}

void OutputFolder::make() {
  const std::vector<fs::path> made = make_folders(state_->path);
  state_->made.insert(state_->made.begin(), made.begin(), made.end());
}

OutputFolder::~OutputFolder() = default;
OutputFolder::OutputFolder(OutputFolder&&) noexcept = default;

std::ostream& OutputFolder::add(const std::string& name) {
  finish();
  state_->require_free(name);
  state_->guarded(name, [&] {
    state_->files.push_back(
        std::make_unique<AddedFile>(name, fs::path(state_->path) / name, state_->folder));
  });
  return state_->files.back()->stream.stream();
}

void OutputFolder::finish() {
  if (!state_->files.empty()) state_->files.back()->stream.finish();
}

void OutputFolder::publish() {
  make();
  std::vector<NewFile> files;
  for (const auto& each : state_->files) {
    state_->require_free(each->name);
    files.push_back({each->name, &each->file});
  }
  state_->guarded(state_->path, [&] {
    replace_files(state_->path, files, find_own_files(state_->path, state_->kind),
                  state_->kind.list);
  });
  state_->made.clear();
  state_->files.clear();
}

std::vector<std::string> OutputFolder::paths() const {
  std::vector<std::string> paths;
  for (const auto& each : state_->files) paths.push_back(each->stream.name());
  return paths;
}

}  // namespace rfmseg
