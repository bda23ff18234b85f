#include "report/xlsx/workbook_check.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string_view>

#include "csv/xlsx/xml_reader.hpp"
#include "csv/xlsx/zip_archive.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg::xlsx {
namespace {

class CellCounter final : public XmlHandler {
 public:
  void begin(const char* element, XmlAttributes) override {
    const std::string_view name = element;
    if (name == "row") ++size.rows;
    if (name == "c") ++size.cells;
  }
  void end(const char*) override {}

  SheetSize size;
};

/// The file from its beginning, for a reader who closes it.
std::FILE* reopen(int descriptor) {
  const int copy = ::dup(descriptor);
  if (copy < 0) return nullptr;
  ::lseek(copy, 0, SEEK_SET);
  return ::fdopen(copy, "rb");
}

bool is_whole(ZipArchive& archive, const std::vector<SheetSize>& sheets) {
  for (const std::string& name : archive.names()) {
    CellCounter ignored;
    if (!name.starts_with("xl/worksheets/sheet")) read_xml(archive, name, ignored);
  }
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    CellCounter counter;
    read_xml(archive, fmt::format("xl/worksheets/sheet{}.xml", i + 1), counter, Unpack::ahead);
    if (counter.size != sheets[i]) return false;
  }
  return true;
}

}  // namespace

void check_workbook(int descriptor, const std::vector<SheetSize>& sheets,
                    const std::string& folder) {
  const auto fail = [&](std::string_view why) {
    throw DataError(ErrorKind::unwritable_file, {folder},
                    fmt::format("cannot write the temporary files of a workbook: {}", why));
  };
  std::FILE* const file = reopen(descriptor);
  if (file == nullptr) fail(std::strerror(errno));
  bool is_complete = false;
  try {
    ZipArchive archive(file, "the archive");
    is_complete = is_whole(archive, sheets);
  } catch (const DataError&) {
  }
  if (!is_complete) fail("part of it is missing (hint: is the disk full?)");
}

void copy_file(int descriptor, std::ostream& out, const std::string& folder) {
  std::vector<char> buffer(std::size_t{256} << 10);
  off_t at = 0;
  while (out) {
    const ssize_t got = ::pread(descriptor, buffer.data(), buffer.size(), at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) {
      throw DataError(ErrorKind::unwritable_file, {folder},
                      fmt::format("cannot read the workbook back: {}", std::strerror(errno)));
    }
    if (got == 0) break;
    out.write(buffer.data(), got);
    at += got;
  }
}

}  // namespace rfmseg::xlsx
