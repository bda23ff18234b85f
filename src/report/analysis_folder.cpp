#include "rfmseg/report/analysis_folder.hpp"

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
#include "rfmseg/report/analysis_files.hpp"

namespace rfmseg {
namespace {

namespace fs = std::filesystem;

constexpr const char* kList = "analysis.json";

/// Whether it is a regular file, and no link to one.
bool is_file(const fs::path& path) {
  std::error_code error;
  return fs::is_regular_file(fs::symlink_status(path, error));
}

/// The files of an earlier analysis in the folder, which its list names. Names that no analysis
/// gives, and what is not a regular file, are not among them, even if the list has them.
std::vector<std::string> find_own_files(const std::string& folder) {
  const fs::path list = fs::path(folder) / kList;
  std::vector<std::string> found;
  if (!is_file(list)) return found;
  std::ifstream file(list, std::ios::binary);
  if (!file) {
    throw DataError(ErrorKind::unreadable_file, {list.string()},
                    fmt::format("cannot open: {}", std::strerror(errno)));
  }
  const Json json = Json::parse(file, nullptr, false);
  if (!json.is_object() || json.value("format", Json()) != "rfmseg-analysis") return found;
  const Json files = json.value("files", Json::array());
  const auto add = [&](std::string_view name) {
    const bool is_listed = std::ranges::find(files, name) != files.end();
    if (is_listed && is_file(fs::path(folder) / name)) found.emplace_back(name);
  };
  std::ranges::for_each(kAnalysisFiles, add);
  std::ranges::for_each(kOptionalAnalysisFiles, add);
  return found;
}

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

struct AnalysisFolder::State {
  explicit State(const std::string& path_in) : path(path_in), folder(folder_for_new_files(path)) {}
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

  /// Throws UsageError if another file of that name is here.
  void require_free(std::string_view name) const {
    const std::string file = (fs::path(path) / name).string();
    std::error_code error;
    if (!fs::exists(fs::symlink_status(file, error))) return;
    const std::vector<std::string> own = find_own_files(path);
    if (std::ranges::find(own, name) != own.end()) return;
    throw UsageError({file},
                     "is not from an earlier analysis and would be replaced (hint: move it, or "
                     "choose an empty folder)");
  }

  std::string path;
  std::vector<fs::path> made;  ///< which were not there
  std::string folder;          ///< where files are made
  std::vector<std::unique_ptr<AddedFile>> files;
};

AnalysisFolder::AnalysisFolder(const std::string& path) {
  require_folder(path);
  state_ = std::make_unique<State>(path);
  std::ranges::for_each(kAnalysisFiles, [&](std::string_view name) { state_->require_free(name); });
  state_->guarded(path, [&] { const UnnamedFile probe(state_->folder); });
}

void AnalysisFolder::make() {
  const std::vector<fs::path> made = make_folders(state_->path);
  state_->made.insert(state_->made.begin(), made.begin(), made.end());
}

AnalysisFolder::~AnalysisFolder() = default;
AnalysisFolder::AnalysisFolder(AnalysisFolder&&) noexcept = default;

std::ostream& AnalysisFolder::add(const std::string& name) {
  finish();
  state_->require_free(name);
  state_->guarded(name, [&] {
    state_->files.push_back(
        std::make_unique<AddedFile>(name, fs::path(state_->path) / name, state_->folder));
  });
  return state_->files.back()->stream.stream();
}

void AnalysisFolder::finish() {
  if (!state_->files.empty()) state_->files.back()->stream.finish();
}

void AnalysisFolder::publish() {
  make();
  std::vector<NewFile> files;
  for (const auto& each : state_->files) {
    state_->require_free(each->name);
    files.push_back({each->name, &each->file});
  }
  state_->guarded(state_->path,
                  [&] { replace_files(state_->path, files, find_own_files(state_->path), kList); });
  state_->made.clear();
  state_->files.clear();
}

std::vector<std::string> AnalysisFolder::paths() const {
  std::vector<std::string> paths;
  for (const auto& each : state_->files) paths.push_back(each->stream.name());
  return paths;
}

}  // namespace rfmseg
