#include "report/file_set.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

#include "real_path.hpp"

namespace rfmseg {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void throw_last_error() {
  throw std::system_error(errno, std::generic_category());
}

/// renameat2 with these flags; false where the file system cannot.
bool rename_with(unsigned flags, const fs::path& from, const fs::path& to) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0) return true;
  if (errno == EINVAL || errno == ENOSYS || errno == ENOTSUP) return false;
  throw_last_error();
}

/// What the names of hidden folders begin with that are for `folder`.
std::string hidden_prefix(const fs::path& folder) {
  constexpr std::size_t kMostOfName = 200;  // of 255
  return fmt::format(".{}.rfmseg-", folder.filename().string().substr(0, kMostOfName));
}

void remove_folder(const fs::path& folder, const std::vector<std::string>& names) {
  std::error_code ignored;
  for (const std::string& name : names) fs::remove(folder / name, ignored);
  fs::remove(folder, ignored);
}

/// A locked hidden folder for the files of `folder`, which goes away with those in it that have
/// these names.
class HiddenFolder {
 public:
  HiddenFolder(const fs::path& parent, const fs::path& folder, std::vector<std::string> names)
      : path_((parent / (hidden_prefix(folder) + "XXXXXX")).string()), names_(std::move(names)) {
    if (::mkdtemp(path_.data()) == nullptr) throw_last_error();
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor_ < 0) {
      const int error = errno;
      ::rmdir(path_.c_str());
      errno = error;
      throw_last_error();
    }
    ::flock(descriptor_, LOCK_EX | LOCK_NB);
  }
  ~HiddenFolder() {
    remove_folder(path(), names_);
    ::close(descriptor_);
  }
  HiddenFolder(const HiddenFolder&) = delete;
  HiddenFolder& operator=(const HiddenFolder&) = delete;

  [[nodiscard]] fs::path path() const { return path_; }
  [[nodiscard]] int descriptor() const { return descriptor_; }
  void swap_paths(HiddenFolder& other) { path_.swap(other.path_); }
  void set_names(const std::vector<std::string>& names) { names_ = names; }

 private:
  std::string path_;
  std::vector<std::string> names_;
  int descriptor_;
};

/// Removes hidden folders for `folder` that a program which was killed has left in `parent`:
/// no program has them locked.
void remove_left_folders(const fs::path& parent, const fs::path& folder,
                         const std::vector<std::string>& names) {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(parent, error)) {
    if (!entry.path().filename().string().starts_with(hidden_prefix(folder))) continue;
    const int descriptor =
        ::open(entry.path().c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) continue;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) remove_folder(entry.path(), names);
    ::close(descriptor);
  }
}

bool has_only(const fs::path& folder, const std::vector<std::string>& names) {
  std::error_code error;
  const bool all = std::all_of(fs::directory_iterator(folder, error), fs::directory_iterator(),
                               [&](const fs::directory_entry& entry) {
                                 const std::string name = entry.path().filename().string();
                                 return std::ranges::find(names, name) != names.end();
                               });
  return all && !error;
}

/// Whether the program was started in the folder or below it: its shell would then be in
/// a folder that is gone.
bool has_working_folder(const fs::path& folder) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  return std::mismatch(folder.begin(), folder.end(), here.begin(), here.end()).first ==
         folder.end();
}

/// Whether another folder can take the place of this one, and be like it.
bool can_be_replaced(const fs::path& folder) {
  struct statx status {};
  if (::statx(AT_FDCWD, folder.c_str(), 0, 0, &status) != 0) return false;
  const bool is_mounted = (status.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
  const auto has_list = [&](const char* name) {
    return ::getxattr(folder.c_str(), name, nullptr, 0) >= 0;
  };
  const bool has_access_lists =
      has_list("system.posix_acl_access") || has_list("system.posix_acl_default");
  return !is_mounted && !has_access_lists && !has_working_folder(folder) &&
         ::access(folder.parent_path().c_str(), W_OK) == 0;
}

/// Whether the open folder has the owner and the mode of the other one.
bool has_mode_of(int descriptor, const fs::path& folder) {
  struct stat own {
  }, other{};
  return ::fstat(descriptor, &own) == 0 && ::stat(folder.c_str(), &other) == 0 &&
         own.st_uid == other.st_uid && own.st_gid == other.st_gid && own.st_mode == other.st_mode;
}

/// Exchanges two folders, the second of which is in sight. Where the file system cannot do that in
/// one step, there is a moment in which only hidden folders have the old and the new files.
void exchange_folders(HiddenFolder& hidden, const fs::path& folder) {
  if (rename_with(RENAME_EXCHANGE, hidden.path(), folder)) return;
  HiddenFolder old(folder.parent_path(), folder, {});
  fs::rename(folder, old.path());
  try {
    fs::rename(hidden.path(), folder);
  } catch (const std::system_error&) {
    fs::rename(old.path(), folder);
    throw;
  }
  hidden.swap_paths(old);
}

/// Moves what others have put into the old folder in the meantime to the new one.
void save_others(const fs::path& from, const fs::path& to, const std::vector<std::string>& old) {
  std::error_code error;
  std::vector<fs::path> others;
  for (const auto& entry : fs::directory_iterator(from, error)) {
    const fs::path name = entry.path().filename();
    if (std::ranges::find(old, name.string()) == old.end()) others.push_back(name);
  }
  for (const fs::path& name : others) {
    ::renameat2(AT_FDCWD, (from / name).c_str(), AT_FDCWD, (to / name).c_str(), RENAME_NOREPLACE);
  }
}

/// Puts the hidden folder in the place of `folder`. Returns false, and leaves both as they were, if
/// that cannot be.
bool replace_folder(const fs::path& folder, HiddenFolder& hidden,
                    const std::vector<std::string>& old) {
  if (!can_be_replaced(folder) || !has_only(folder, old)) return false;
  take_mode(hidden.descriptor(), folder.string(), 0777);
  if (!has_mode_of(hidden.descriptor(), folder)) return false;
  try {
    exchange_folders(hidden, folder);
  } catch (const std::system_error&) {
    return false;
  }
  hidden.set_names(old);
  save_others(hidden.path(), folder, old);
  return true;
}

/// Exchanges the files of two folders one by one, and all back if one cannot be.
class FileExchange {
 public:
  FileExchange(const fs::path& hidden, const fs::path& folder) : hidden_(hidden), folder_(folder) {}

  void put(const std::string& name) {
    const fs::path from = hidden_ / name;
    const fs::path to = folder_ / name;
    const bool replaces = fs::exists(fs::symlink_status(to));
    if (!rename_with(replaces ? RENAME_EXCHANGE : RENAME_NOREPLACE, from, to)) fs::rename(from, to);
    undo_.emplace_back(to, from);
  }
  void take(const std::string& name) {
    fs::rename(folder_ / name, hidden_ / name);
    undo_.emplace_back(hidden_ / name, folder_ / name);
  }
  void undo() {
    std::ranges::reverse(undo_);
    for (const auto& [from, to] : undo_) {
      const unsigned flags = fs::exists(fs::symlink_status(to)) ? RENAME_EXCHANGE : 0;
      ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags);
    }
  }

 private:
  fs::path hidden_, folder_;
  std::vector<std::pair<fs::path, fs::path>> undo_;
};

void exchange_files(const fs::path& folder, const HiddenFolder& hidden,
                    const std::vector<NewFile>& files, const std::vector<std::string>& old,
                    const std::string& first) {
  FileExchange exchange(hidden.path(), folder);
  try {
    exchange.put(first);
    for (const NewFile& each : files) {
      if (each.name != first) exchange.put(each.name);
    }
    for (const std::string& name : old) {
      if (std::ranges::find(files, name, &NewFile::name) == files.end()) exchange.take(name);
    }
  } catch (const std::system_error&) {
    exchange.undo();
    throw;
  }
}

}  // namespace

std::string folder_for_new_files(const std::string& path) {
  const fs::path folder = real_path(path);
  std::error_code error;
  if (!fs::exists(folder, error)) {
    fs::path above = folder.parent_path();
    while (!fs::exists(above, error) && above != above.parent_path()) above = above.parent_path();
    return above.string();
  }
  return can_be_replaced(folder) ? folder.parent_path().string() : folder.string();
}

void replace_files(const std::string& path, const std::vector<NewFile>& files,
                   const std::vector<std::string>& old, const std::string& first) {
  const fs::path folder = real_path(path);
  const fs::path place = folder_for_new_files(path);
  std::vector<std::string> names = old;
  for (const NewFile& each : files) names.push_back(each.name);
  {
    HiddenFolder hidden(place, folder, names);
    for (const NewFile& each : files) each.file->move_to((hidden.path() / each.name).string());
    if (!replace_folder(folder, hidden, old)) exchange_files(folder, hidden, files, old, first);
    for (const NewFile& each : files) each.file->keep();
  }  // gone before the wait for the disk, so that a kill hardly ever finds it
  sync_folder(folder.string());
  sync_folder(folder.parent_path().string());
  remove_left_folders(place, folder, names);
}

}  // namespace rfmseg
