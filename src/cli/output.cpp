#include "cli/output.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <string_view>
#include <utility>

#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

constexpr std::string_view kAsOf = "{as_of}";
constexpr std::string_view kDate = "{date}";

/// `text` begins with a word in braces: its length with them, else 0.
std::size_t placeholder_length(std::string_view text) {
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_-", 1);
  return end == std::string_view::npos || end == 1 || text[end] != '}' ? 0 : end + 1;
}

/// Who names a folder by a date cannot make it beforehand.
void make_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code ignored;  // what is wrong shows when the file is opened
  if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
}

}  // namespace

bool waits_for_as_of(const std::string& name) {
  return name.find(kAsOf) != std::string::npos;
}

std::string file_name(const std::string& name, const std::string& as_of) {
  std::string out;
  std::string_view rest = name;
  while (!rest.empty()) {
    const std::size_t length = rest.front() == '{' ? placeholder_length(rest) : 0;
    const std::string_view word = rest.substr(0, length);
    if (length == 0) {
      out += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(length);
    if (word == kDate) {
      out += fmt::format("{:%Y-%m-%d}", fmt::localtime(std::time(nullptr)));
    } else if (word != kAsOf) {
      throw UsageError(
          fmt::format("{}: {} stands for nothing (hint: {{date}} or {{as_of}})", name, word));
    } else if (as_of.empty()) {
      throw UsageError(fmt::format(
          "{}: there is no as-of date to put in the name (hint: {{date}} is today's)", name));
    } else {
      out += as_of.substr(0, std::string_view("2011-12-11").size());
    }
  }
  return out;
}

void claim_output(const std::string& path, RunSummary& summary) {
  namespace fs = std::filesystem;
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  if (path == "-" || (fs::exists(status) && !fs::is_regular_file(status))) return;
  const fs::path file = fs::weakly_canonical(fs::absolute(path), ignored);
  const bool taken = std::ranges::any_of(summary.claimed, [&](const std::string& other) {
    return file == other || fs::equivalent(file, other, ignored);
  });
  if (taken) {
    throw UsageError(fmt::format(
        "{}: is the store or another output of this run (hint: give each a file of its own)",
        path));
  }
  summary.claimed.push_back(file.string());
}

void claim_store(const std::string& path, RunSummary& summary) {
  if (path == summary.claimed_store) return;
  claim_output(path, summary);
  summary.claimed_store = path;
}

Output::Output(std::string name, RunSummary& summary) : name_(std::move(name)), summary_(summary) {
  if (!waits_for_as_of(name_)) file();
}

OutputFile& Output::file() {
  if (!file_) {
    std::string name = file_name(name_, summary_.as_of);
    if (name != name_) make_folder_of(name);
    name_ = std::move(name);
    claim_output(name_, summary_);
    file_.emplace(name_);
  }
  return *file_;
}

void Output::publish() {
  file().publish();
  if (name_ != "-") summary_.outputs.push_back(name_);
}

}  // namespace rfmseg::cli
