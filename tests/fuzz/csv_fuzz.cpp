#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "fuzz/memory_file.hpp"
#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/index_text.hpp"
#include "support/workbook.hpp"

namespace rfmseg::fuzz {
namespace {

/// All that reading a file says.
struct Reading {
  std::vector<std::string> header;
  char delimiter = 0;
  std::vector<test::ReadRow> rows;
  std::string error;  ///< the DataError that ended it
  std::string encoding;
  std::optional<std::uint64_t> first_line_not_utf8;
  friend bool operator==(const Reading&, const Reading&) = default;
};

Reading read(const std::string& path, std::size_t block_size) {
  Reading reading;
  try {
    CsvFile file(path, {std::nullopt, block_size});
    reading.header = file.header();
    reading.delimiter = file.delimiter();
    test::read_rows(file, reading.rows);
    reading.encoding = file.encoding();
    reading.first_line_not_utf8 = file.first_line_not_utf8();
  } catch (const DataError& error) {
    reading.error = error.what();
  }
  return reading;
}

void check(const Reading& reading) {
  std::uint64_t line = 0;
  for (const test::ReadRow& row : reading.rows) {
    require(row.line > line, "rows ascend by line");
    line = row.line;
    if (!row.problem.empty()) continue;
    require(row.fields.size() == reading.header.size(), "a field for every column");
  }
}

/// The index of the input is the same by every pass.
void check_index(std::string_view input) {
  for (const char delimiter : {',', ';'}) {
    const RecordShape shape{input.size() % 5, input.size() % 2 == 1, input.size() % 3 == 1};
    FieldIndex exact(IndexPass::exact);
    const test::IndexText expected = test::index_of(input, delimiter, exact, shape);
    for (const IndexPass pass : usable_index_passes()) {
      FieldIndex index(pass);
      require(test::index_of(input, delimiter, index, shape) == expected, "passes do not matter");
    }
  }
}

/// A workbook whose sheet is this XML: in a file of bytes a checksum would stop every change.
void write_workbook(const MemoryFile& file, std::string_view sheet) {
  test::Parts parts = test::WorkbookParts()
                          .strings("<si><t>a</t></si><si><t>b, c</t></si>")
                          .styles("<cellXfs><xf/><xf numFmtId=\"22\"/></cellXfs>")
                          .sheet("S", "")
                          .parts();
  parts.back().second = sheet;
  test::write_zip(file.path(), parts);
}

}  // namespace

void csv(std::string_view input) {
  check_index(input);
  const bool is_sheet = input.starts_with("<worksheet");
  const MemoryFile file(is_sheet ? std::string_view() : input);
  if (is_sheet) write_workbook(file, input);
  const Reading whole = read(file.path(), 1 << 20);
  check(whole);
  // Cut in places that depend on the input.
  const Reading pieces = read(file.path(), std::max<std::size_t>(input.size() / 7, 1));
  if (is_about_packing(whole.error)) {
    require(!pieces.error.empty(), "a damaged file is refused at any block size");
  } else {
    require(pieces == whole, "block sizes do not matter");
  }
}

}  // namespace rfmseg::fuzz
