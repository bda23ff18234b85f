#include "csv/xlsx/workbook.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/text_input.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/packed.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"
#include "support/workbook.hpp"

namespace rfmseg {
namespace {

using test::Parts;
using test::TempDir;
using test::thrown;
using test::WorkbookParts;

/// `name` as a cell with its own text.
std::string text_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string row_of(const std::vector<std::string>& texts) {
  std::string row = "<row>";
  for (const std::string& text : texts) row += text_cell(text);
  return row + "</row>";
}

const std::string kHeader = row_of({"a", "b", "c"});

class WorkbookTest : public ::testing::Test {
 protected:
  std::string write(const Parts& parts) {
    return test::write_zip(folder_.path("book.xlsx"), parts);
  }
  std::string write(const WorkbookParts& book) { return write(book.parts()); }

  /// The workbook as CSV.
  std::string csv(const Parts& parts, const CsvOptions& options = {}) {
    const auto input = open_text(write(parts), options);
    std::string text;
    std::string piece(7, '\0');
    while (const std::size_t got = input->read(piece.data(), piece.size())) {
      text.append(piece, 0, got);
    }
    for (const Message& warning : input->warnings()) text += "! " + as_book(warning.text()) + '\n';
    return text;
  }
  std::string csv(const WorkbookParts& book, const CsvOptions& options = {}) {
    return csv(book.parts(), options);
  }

  template <class E = DataError>
  std::string failure(const Parts& parts, const CsvOptions& options = {}) {
    return as_book(thrown<E>([&] { csv(parts, options); }));
  }
  template <class E = DataError>
  std::string failure(const WorkbookParts& book, const CsvOptions& options = {}) {
    return failure<E>(book.parts(), options);
  }
  /// What a sheet with these rows fails with.
  std::string failure_of(const std::string& rows) {
    return failure(WorkbookParts().sheet("S", rows));
  }
  [[nodiscard]] std::string as_book(const std::string& text) const {
    return test::with_path_as(text, folder_.path("book.xlsx"), "BOOK");
  }

  TempDir folder_;
};

TEST_F(WorkbookTest, CellsOfAllKinds) {
  EXPECT_EQ(
      csv(WorkbookParts()
              .strings("<si><t>shared</t></si>"
                       "<si><r><t>rich </t></r><r><rPr/><t>text</t></r>"
                       "<rPh sb=\"0\" eb=\"1\"><t>spoken</t></rPh></si>")
              .styles("<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\"/></numFmts>"
                      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"22\"/><xf numFmtId=\"164\"/>"
                      "</cellXfs>")
              .sheet("S",
                     "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>"
                     "<c r=\"B1\" t=\"s\"><v>1</v></c>"
                     "<c r=\"C1\" t=\"inlineStr\"><is><r><t>in </t></r><r><t>line</t></r>"
                     "<rPh><t>x</t></rPh></is></c>"
                     "<c r=\"D1\" t=\"str\"><f>A1&amp;B1</f><v>formula</v></c></row>"
                     "<row r=\"2\"><c r=\"A2\"><v>0.84999999999999998</v></c>"
                     "<c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" t=\"b\"><v>0</v></c>"
                     "<c r=\"D2\" s=\"1\"><v>40513.351388888892</v></c></row>"
                     "<row r=\"3\"><c r=\"A3\" s=\"2\" t=\"n\"><v>40513</v></c>"
                     "<c r=\"B3\" t=\"e\"><v>#N/A</v></c>"
                     "<c r=\"C3\" t=\"d\"><v>2010-12-01T08:26:00</v></c>"
                     "<c r=\"D3\" s=\"0\"><f>1+1</f><v>2</v></c></row>")),
      "shared,rich text,in line,formula\n"
      "0.85,TRUE,FALSE,2010-12-01 08:26:00\n"
      "2010-12-01,,2010-12-01T08:26:00,2\n");
}

TEST_F(WorkbookTest, RowsStandInTheLineOfTheirNumber) {
  // Without references cells and rows follow each other; rows and cells that are not there are
  // blank.
  EXPECT_EQ(
      csv(WorkbookParts().sheet(
          "S",
          "<row r=\"2\"><c t=\"inlineStr\"><is><t>a</t></is></c><c r=\"C2\"><v>1</v></c></row>"
          "<row><c r=\"B3\"><v>2</v></c></row>"
          "<row r=\"6\" spans=\"1:3\"/>"
          "<row r=\"7\"><c r=\"A7\" s=\"1\"/><c r=\"B7\"><v>3</v></c><c><v>4</v></c></row>")),
      "\na,,1\n,2,\n\n\n\n,3,4\n");
}

TEST_F(WorkbookTest, RowsHaveTheWidthOfTheFirstOnes) {
  std::string rows = row_of({"a", "b"}) + "<row>" + text_cell("1") + "</row>";
  for (int i = 0; i < 70; ++i) rows += row_of({"x", "y"});
  rows += row_of({"1", "2", "a note"});
  std::string expected = "a,b\n1,\n";
  for (int i = 0; i < 70; ++i) expected += "x,y\n";
  EXPECT_EQ(csv(WorkbookParts().sheet("S", rows)), expected + "1,2\n");
}

TEST_F(WorkbookTest, LineEndsInCellsMakeNoLines) {
  EXPECT_EQ(csv(WorkbookParts().sheet("S", row_of({"a\nb", "c_x000D_\nd", "e&#10;&#13;f"}))),
            "a b,c  d,e  f\n");
}

TEST_F(WorkbookTest, DaysMayBeCountedFrom1904) {
  EXPECT_EQ(csv(WorkbookParts()
                    .properties("date1904=\"1\"")
                    .styles("<cellXfs><xf numFmtId=\"14\"/></cellXfs>")
                    .sheet("S", "<row><c s=\"0\"><v>39051</v></c></row>")),
            "2010-12-01\n");
}

TEST_F(WorkbookTest, NamesMayHavePrefixesAndOtherPlaces) {
  // As programs other than Excel write them: a prefix for every element, an absolute target,
  // backslashes and capitals in the archive.
  EXPECT_EQ(
      csv(Parts{
          {"_rels/.rels",
           "<p:Relationships xmlns:p=\"p\"><p:Relationship Id=\"1\" Type=\"x/officeDocument\" "
           "Target=\"/XL/book2.xml\"/></p:Relationships>"},
          {"xl\\Book2.xml",
           "<x:workbook xmlns:x=\"m\" xmlns:q=\"r\"><x:sheets><x:sheet name=\"S\" "
           "sheetId=\"7\" q:id=\"rId9\"/></x:sheets></x:workbook>"},
          {"xl\\_rels\\book2.xml.rels",
           "<Relationships><Relationship Id=\"rId9\" Type=\"http://purl.oclc.org/x/worksheet\" "
           "Target=\"/xl/sheet.xml\"/></Relationships>"},
          {"xl\\sheet.xml",
           "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c>"
           "</x:row></x:sheetData></x:worksheet>"}}),
      "1\n");
}

TEST_F(WorkbookTest, SheetsWithTheSameHeaderAreOneFile) {
  const std::string title = row_of({"Report"}) + "<row/>";
  EXPECT_EQ(csv(WorkbookParts()
                    .sheet("2010", kHeader + row_of({"1", "2", "3"}))
                    .sheet("2011", title + kHeader + row_of({"4", "5", "6"}))),
            "a,b,c\n1,2,3\n\n\n\n4,5,6\n");
}

TEST_F(WorkbookTest, OtherSheetsAreSkippedWithAWarning) {
  const WorkbookParts book =
      WorkbookParts()
          .sheet("Notes", row_of({"what this is"}))
          .sheet("Orders", kHeader + row_of({"1", "2", "3"}))
          .sheet("Products", row_of({"x", "y", "z"}))
          .sheet("Orders 2", kHeader + row_of({"7", "8", "9"}))
          .sheet("Old", kHeader + row_of({"4", "5", "6"}), "state=\"veryHidden\"")
          .sheet("Sheet5", "");
  EXPECT_EQ(csv(book),
            "a,b,c\n"
            "1,2,3\n"
            "\n"
            "7,8,9\n"
            "! BOOK: sheets read: 'Orders', 'Orders 2'; skipped: 'Notes' (another header), "
            "'Products' (another header), 'Old' (hidden) (hint: sheet NAME reads another)\n");
  EXPECT_EQ(csv(book, {.sheet = "Old"}), "a,b,c\n4,5,6\n");
  EXPECT_EQ(csv(book, {.sheet = "products"}), "x,y,z\n");
  EXPECT_EQ(csv(book, {.sheet = "1"}), "what this is\n");
  EXPECT_EQ(failure<UsageError>(book, {.sheet = "7"}),
            "BOOK: has no sheet '7' (hint: sheet with a name or number of its sheets: 'Notes', "
            "'Orders', 'Products', 'Orders 2', 'Old', 'Sheet5')");
}

TEST_F(WorkbookTest, OfSeveralTablesTheLargestIsRead) {
  std::string orders = row_of({"x", "y", "z"});
  for (int i = 0; i < 9; ++i) orders += row_of({"1", "2", "3"});
  EXPECT_TRUE(csv(WorkbookParts()
                      .sheet("Summary", kHeader + row_of({"1", "2", "3"}))
                      .sheet("Orders", orders))
                  .starts_with("x,y,z\n"));
}

TEST_F(WorkbookTest, ANameWinsOverANumber) {
  const WorkbookParts book =
      WorkbookParts().sheet("2", row_of({"first"})).sheet("1", row_of({"second"}));
  EXPECT_EQ(csv(book, {.sheet = "2"}), "first\n");
}

TEST_F(WorkbookTest, FormulasWithoutValueAreWarnedOf) {
  EXPECT_EQ(csv(WorkbookParts().sheet("S", "<row><c><v>1</v></c><c><f>A1+1</f></c></row>")),
            "1\n"
            "! BOOK: 1 cell with a formula but no value is read as blank (hint: open and "
            "save it in a spreadsheet program, which computes values)\n");
}

TEST_F(WorkbookTest, ReadsFromPipesAndPackedFiles) {
  const std::string path = write(WorkbookParts().sheet("S", kHeader + row_of({"1", "2", "3"})));
  std::ifstream in(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  CsvFile file(folder_.write("book.xlsx.gz", test::gzipped(bytes)), {});
  EXPECT_EQ(file.header(), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_EQ(test::read_rows(file).size(), 1U);
  EXPECT_EQ(file.format(), "Excel workbook, sheet 'S'");
}

TEST_F(WorkbookTest, OptionsForTextAreNotForWorkbooks) {
  // Neither is what a cell contains a sign of how the text is written.
  const std::string path = write(
      WorkbookParts().sheet("S", row_of({"a;b", "&lt;html", "c"}) + row_of({"x\\\"", "y", "z"})));
  CsvFile file(path, {.delimiter = ';', .encoding = "UTF-16LE"});
  EXPECT_EQ(file.header(), (std::vector<std::string>{"a;b", "<html", "c"}));
  EXPECT_EQ(test::read_rows(file).front().fields, (std::vector<std::string>{"x\\\"", "y", "z"}));
}

TEST_F(WorkbookTest, OtherArchivesAreErrorsThatSayWhatToDo) {
  EXPECT_EQ(failure(Parts{{"orders.csv", "a,b\n"}}),
            "BOOK: is a zip archive, but not an Excel workbook (hint: unpack it first)");
  EXPECT_EQ(failure(Parts{{"xl/workbook.bin", "x"}}),
            "BOOK: is a binary Excel workbook, .xlsb (hint: save it as .xlsx or CSV)");
  EXPECT_EQ(failure(Parts{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                          {"content.xml", "<x/>"}}),
            "BOOK: is an OpenDocument spreadsheet, .ods (hint: save it as .xlsx or CSV)");
  EXPECT_EQ(failure(Parts{{"word/document.xml", "<x/>"}}),
            "BOOK: is a Word or PowerPoint document (hint: save the table as .xlsx or CSV)");
}

TEST_F(WorkbookTest, OlderAndEncryptedWorkbooksAreErrorsThatSayWhatToDo) {
  using namespace std::string_literals;
  const auto failure_of_bytes = [&](const std::string& bytes) {
    const std::string path = folder_.write("book.xlsx", bytes);
    return as_book(thrown<DataError>([&] { CsvFile(path, {}); }));
  };
  const std::string mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  EXPECT_EQ(failure_of_bytes(mark + std::string(600, '\0')),
            "BOOK: is an Excel 97 workbook, .xls (hint: save it as .xlsx or CSV)");
  // The directory may be anywhere.
  EXPECT_EQ(failure_of_bytes(mark + std::string((256 << 10) - 20, '\0') +
                             "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0"s),
            "BOOK: is a workbook with a password (hint: remove the password in Excel, or save it "
            "as CSV)");
}

TEST_F(WorkbookTest, DamageIsAnErrorWhereverItIs) {
  const std::string path =
      write(WorkbookParts().strings("<si><t>x</t></si>").sheet("S", kHeader + row_of({"1"})));
  std::ifstream in(path, std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  std::size_t refused = 0;
  for (std::size_t size = 4; size < bytes.size(); size += 13) {
    const std::string cut = folder_.write("cut.xlsx", bytes.substr(0, size));
    EXPECT_THROW(CsvFile(cut, {}), DataError) << size;
    std::string changed = bytes;
    changed[size] = static_cast<char>(changed[size] ^ 0x55);
    try {
      CsvFile file(folder_.write("changed.xlsx", changed), {});
      (void)test::read_rows(file);
    } catch (const DataError&) {
      ++refused;
    }
  }
  EXPECT_GT(refused, 10U) << "dates and the like may change";
}

TEST_F(WorkbookTest, PartsThatAreMissingOrNoXmlAreErrors) {
  Parts parts = WorkbookParts().sheet("S", kHeader).parts();
  parts.back().second = "<worksheet><sheetData><row>";
  EXPECT_EQ(failure(parts),
            "BOOK: its part xl/worksheets/sheet1.xml is not well-formed XML: no element found in "
            "line 1 (hint: open and save it in a spreadsheet program, or as CSV)");
  parts.pop_back();
  EXPECT_EQ(failure(parts),
            "BOOK: has no part xl/worksheets/sheet1.xml, which a workbook must have (hint: open "
            "and save it in a spreadsheet program)");
  EXPECT_EQ(failure(WorkbookParts()), "BOOK: is a workbook without sheets");
}

TEST_F(WorkbookTest, EntitiesAreNotExpanded) {
  Parts parts = WorkbookParts().sheet("S", "").parts();
  parts.back().second =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
      "<worksheet><sheetData><row><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
  EXPECT_EQ(failure(parts),
            "BOOK: its part xl/worksheets/sheet1.xml has a document type, which workbooks never "
            "have (hint: open and save it in a spreadsheet program, or as CSV)");
}

TEST_F(WorkbookTest, HostileSheetsAreErrors) {
  const std::string end = " (hint: open and save it in a spreadsheet program, or as CSV)";
  EXPECT_EQ(failure_of("<row r=\"1\"><c r=\"XFE99999999\"><v>1</v></c></row>"),
            "BOOK:1: sheet 'S': 'XFE99999999' is not a cell" + end);
  EXPECT_EQ(failure_of("<row r=\"1\"><c r=\"AAAAAAAAAAAAAAAAA1\"><v>1</v></c></row>"),
            "BOOK:1: sheet 'S': 'AAAAAAAAAAAAAAAAA1' is not a cell" + end);
  EXPECT_EQ(failure_of("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"B1\"><v>2</v></c></row>"),
            "BOOK:1: sheet 'S': cell B1 does not come after the one before it" + end);
  EXPECT_EQ(failure_of("<row r=\"2\"/><row r=\"1\"/>"),
            "BOOK:2: sheet 'S': row '1' does not come after row 2" + end);
  EXPECT_EQ(failure_of("<row r=\"99999999999999\"/>"),
            "BOOK: sheet 'S': row 99999999999999 is after the last possible row, 1048576" + end);
  EXPECT_EQ(failure_of("<row r=\"-1\"/>"),
            "BOOK: sheet 'S': row '-1' does not come after row 0" + end);
  EXPECT_EQ(failure_of("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>"),
            "BOOK:1: sheet 'S': text 7 is not in the list of shared texts" + end);
  std::string deep;
  for (int i = 0; i < 200; ++i) deep += "<x>";
  EXPECT_EQ(failure_of(deep),
            "BOOK: its part xl/worksheets/sheet1.xml has elements nested too deeply" + end);
  // Elements where they do not belong.
  EXPECT_EQ(csv(WorkbookParts().sheet("S",
                                      "<c><v>1</v></c><v>2</v><row><row><c><v>3</v></c></row>"
                                      "</row>")),
            "3\n");
}

TEST_F(WorkbookTest, ZipBombsAreErrors) {
  // 80 MiB of one byte, which deflate packs a thousand times.
  const std::string rows = "<row><c t=\"str\"><v>1</v></c></row>" + std::string(80 << 20, ' ');
  EXPECT_EQ(failure_of(rows),
            "BOOK: its part xl/worksheets/sheet1.xml expands to more than 200 times its size, "
            "which no real workbook does (hint: save the sheet as CSV)");
}

TEST_F(WorkbookTest, SharedTextsHaveALimit) {
  std::string items;
  for (int i = 0; i < 1000; ++i) items += "<si><t>text of a cell</t></si>";
  const std::string path = write(WorkbookParts().strings(items).sheet("S", kHeader));
  ZipArchive archive(std::fopen(path.c_str(), "rb"), "BOOK");
  EXPECT_EQ(read_workbook(archive).strings.size(), 1000U);
  EXPECT_EQ(
      thrown<DataError>([&] { (void)read_workbook(archive, 10'000); }),
      "BOOK: has more distinct texts than fit in 0 MiB of memory (hint: save the sheet as CSV)");
}

}  // namespace
}  // namespace rfmseg
