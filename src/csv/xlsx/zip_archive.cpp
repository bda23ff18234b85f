#include "csv/xlsx/zip_archive.hpp"

#include <fmt/core.h>
#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <utility>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// More parts than any workbook has, so that a directory cannot fill the memory.
constexpr std::size_t kMostParts = 100'000;
/// The sheets of real workbooks expand by 5 to 30; one that expands by more than this, beyond the
/// first bytes, was made to fill a disk or to take forever.
constexpr std::uint64_t kLargestExpansion = 200;
constexpr std::uint64_t kAlwaysExpanded = std::uint64_t{64} << 20;

std::string part_name(std::string_view name) {
  std::string plain = to_lower(name);
  std::ranges::replace(plain, '\\', '/');
  return plain.starts_with('/') ? plain.substr(1) : plain;
}

}  // namespace

ZipArchive::ZipArchive(std::FILE* file, std::string name) : name_(std::move(name)) {
  // minizip opens a path; this gives it the file that is open, which it closes in any case.
  zlib_filefunc64_def functions;
  fill_fopen64_filefunc(&functions);
  functions.opaque = file;
  functions.zopen64_file = [](voidpf opaque, const void*, int) { return opaque; };
  zip_ = unzOpen2_64(name_.c_str(), &functions);
  if (zip_ == nullptr) {
    throw DataError(
        ErrorKind::damaged_file, {name_},
        "is a damaged or truncated zip archive or workbook (hint: download or save it again)");
  }
  try {
    read_directory();
  } catch (...) {
    unzClose(zip_);
    throw;
  }
}

ZipArchive::~ZipArchive() {
  unzClose(zip_);
}

void ZipArchive::read_directory() {
  std::array<char, 1024> name{};
  int status = unzGoToFirstFile(zip_);
  for (; status == UNZ_OK; status = unzGoToNextFile(zip_)) {
    unz64_file_pos position{};
    unz_file_info64 info{};
    if (unzGetCurrentFileInfo64(zip_, &info, name.data(), name.size() - 1, nullptr, 0, nullptr,
                                0) != UNZ_OK ||
        unzGetFilePos64(zip_, &position) != UNZ_OK || parts_.size() == kMostParts) {
      throw_damaged();
    }
    parts_.try_emplace(
        part_name(name.data()),
        Position{position.pos_in_zip_directory, position.num_of_file, info.uncompressed_size});
  }
  if (status != UNZ_END_OF_LIST_OF_FILE) throw_damaged();
}

bool ZipArchive::has(std::string_view part) const {
  return parts_.contains(part_name(part));
}

std::vector<std::string> ZipArchive::names() const {
  std::vector<std::string> names;
  for (const auto& [name, position] : parts_) names.push_back(name);
  return names;
}

bool ZipArchive::has_folder(std::string_view beginning) const {
  const std::string folder = part_name(beginning);
  const auto at = parts_.lower_bound(folder);
  return at != parts_.end() && at->first.starts_with(folder);
}

std::uint64_t ZipArchive::size_of(std::string_view part) const {
  const auto found = parts_.find(part_name(part));
  return found == parts_.end() ? 0 : found->second.size;
}

void ZipArchive::throw_damaged() const {
  const std::string what = part_.empty() ? "the zip archive" : "its part " + printable(part_);
  throw DataError(
      ErrorKind::damaged_file, {name_},
      fmt::format("{} is damaged or truncated (hint: download or save the file again)", what));
}

void ZipArchive::open(const std::string& part) {
  close_part();
  part_ = part;
  const auto found = parts_.find(part_name(part));
  if (found == parts_.end()) {
    throw DataError(ErrorKind::damaged_file, {name_},
                    fmt::format("has no part {}, which a workbook must have (hint: open and save "
                                "it in a spreadsheet program)",
                                printable(part)));
  }
  unz64_file_pos position{found->second.in_directory, found->second.number};
  unz_file_info64 info{};
  if (unzGoToFilePos64(zip_, &position) != UNZ_OK ||
      unzGetCurrentFileInfo64(zip_, &info, nullptr, 0, nullptr, 0, nullptr, 0) != UNZ_OK) {
    throw_damaged();
  }
  constexpr unsigned kEncrypted = 1;
  if ((info.flag & kEncrypted) != 0) {
    throw DataError(ErrorKind::damaged_file, {name_},
                    "is a zip archive with a password (hint: unpack it first)");
  }
  if (unzOpenCurrentFile(zip_) != UNZ_OK) throw_damaged();
  packed_size_ = info.compressed_size;
  size_ = info.uncompressed_size;
  read_ = 0;
}

std::size_t ZipArchive::read(char* buffer, std::size_t size) {
  const int got = unzReadCurrentFile(zip_, buffer, static_cast<unsigned>(size));
  if (got < 0) throw_damaged();
  if (got == 0) {
    // At the end minizip compares the checksum. A part that is shorter than its size is cut off.
    const bool whole = unzCloseCurrentFile(zip_) == UNZ_OK && read_ == size_;
    if (!whole) throw_damaged();
    return 0;
  }
  read_ += static_cast<std::size_t>(got);
  if (read_ > kAlwaysExpanded && read_ / kLargestExpansion > packed_size_) {
    throw DataError(ErrorKind::damaged_file, {name_},
                    fmt::format("its part {} expands to more than {} times its size, which no real "
                                "workbook does (hint: save the sheet as CSV)",
                                printable(part_), kLargestExpansion));
  }
  const double share = size_ == 0 ? 0 : static_cast<double>(read_) / static_cast<double>(size_);
  consumed_ =
      consumed_before_ + static_cast<std::uint64_t>(share * static_cast<double>(packed_size_));
  return static_cast<std::size_t>(got);
}

void ZipArchive::close_part() {
  unzCloseCurrentFile(zip_);  // does nothing if none is open
  consumed_before_ = consumed_;
}

std::string ZipArchive::beginning_of(const std::string& part, std::size_t size) {
  open(part);
  std::string text(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const std::size_t got = read(text.data() + filled, size - filled);
    if (got == 0) break;
    filled += got;
  }
  text.resize(filled);
  return text;
}

}  // namespace rfmseg
