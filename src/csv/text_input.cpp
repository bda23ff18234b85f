#include "csv/text_input.hpp"

#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include "csv/json_lines.hpp"
#include "csv/prefixed_source.hpp"
#include "csv/temporary_copy.hpp"
#include "csv/text_source.hpp"
#include "csv/xlsx/workbook_input.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kFirstBytes = 64;
constexpr std::string_view kZip = "PK\x03\x04";
constexpr std::string_view kOfficeFile = "\xD0\xCF\x11\xE0"sv;

/// Whether the rest of `source` contains `text`.
bool contains(ByteSource& source, std::string_view text) {
  constexpr std::size_t kChunk = std::size_t{256} << 10;
  std::vector<char> buffer(kChunk);
  std::size_t again = 0;
  while (true) {
    const std::size_t got = source.read(buffer.data() + again, kChunk - again);
    const std::string_view chunk(buffer.data(), again + got);
    if (chunk.find(text) != std::string_view::npos) return true;
    if (chunk.size() < kChunk) return false;
    again = chunk.copy(buffer.data(), text.size() - 1, kChunk - text.size() + 1);
  }
}

/// What a file of older Office programs is: they also encrypt workbooks into such.
std::string describe_office_file(ByteSource& source) {
  const bool encrypted = contains(source, "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv);
  return encrypted ? "is a workbook with a password (hint: remove the password in Excel, or save "
                     "it as CSV)"
                   : "is an Excel 97 workbook, .xls (hint: save it as .xlsx or CSV)";
}

/// The file at `path`, which `source` reads; what cannot be read in any order is copied.
std::FILE* open_archive(const std::string& path, ByteSource& source) {
  if (path == "-" || !input_size(path) || is_packed(path)) return temporary_copy(source);
  std::FILE* file = std::fopen(path.c_str(), "rbe");
  if (file != nullptr) return file;
  throw DataError(ErrorKind::unreadable_file, {path},
                  fmt::format("cannot open: {}", std::strerror(errno)));
}

}  // namespace

bool is_converted(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string first(kFirstBytes, '\0');
  file.read(first.data(), static_cast<std::streamsize>(first.size()));
  first.resize(static_cast<std::size_t>(file.gcount()));
  return first.starts_with(kZip) || is_json_lines(first);
}

std::unique_ptr<TextInput> open_text(const std::string& path, const CsvOptions& options) {
  auto source = open_input(path);
  std::string first(kFirstBytes, '\0');
  first.resize(source->read(first.data(), first.size()));
  const bool zip = first.starts_with(kZip);
  const bool office = first.starts_with(kOfficeFile);
  const bool json_lines = is_json_lines(first);
  source = std::make_unique<PrefixedSource>(std::move(first), std::move(source));
  if (zip) return open_workbook(open_archive(path, *source), input_name(path), options);
  if (office) {
    throw DataError(ErrorKind::damaged_file, {input_name(path)}, describe_office_file(*source));
  }
  const auto encoding = json_lines && !options.encoding ? "UTF-8" : options.encoding;
  auto text = std::make_unique<TextSource>(std::move(source), options, encoding);
  if (json_lines) return open_json_lines(std::move(text), input_name(path));
  return text;
}

}  // namespace rfmseg
