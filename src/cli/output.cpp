#include "cli/output.hpp"

#include <unistd.h>

#include <filesystem>
#include <utility>

#include "cli/file_name.hpp"

namespace rfmseg::cli {
namespace {

/// Who names a folder by a date cannot make it beforehand.
void make_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code ignored;  // what is wrong shows when the file is opened
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
}

}  // namespace

Output::Output(std::string name, RunSummary& summary) : name_(std::move(name)), summary_(summary) {
  if (!waits_for_as_of(name_)) file();
}

OutputFile& Output::file() {
  if (!file_) {
    std::string name = file_name(name_, summary_.as_of);
    if (waits_for_as_of(name_)) summary_.run_files.claim_late(name_, name);
    if (name != name_) make_folder_of(name);
    name_ = std::move(name);
    file_.emplace(name_);
  }
  return *file_;
}

std::ostream& Output::stream() {
  std::ostream& out = file().stream();
  if (name_ != "-" || ::isatty(STDOUT_FILENO) != 1) return out;
  if (!terminal_) terminal_ = std::make_unique<TerminalStream>(out);
  return *terminal_;
}

void Output::finish() {
  terminal_.reset();
  file().finish();
}

void Output::publish() {
  file().publish();
  if (name_ != "-") summary_.outputs.push_back(name_);
}

}  // namespace rfmseg::cli
