#include "report/xlsx/workbook_check.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

#include "report/xlsx/workbook.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/output_file.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg::xlsx {
namespace {

constexpr std::size_t kRows = 2000;

void write_rows(std::ostream& out) {
  Workbook workbook(out);
  Sheet sheet(workbook, "Rows");
  sheet.begin({{"name", RowColumn::Kind::text}, {"number", RowColumn::Kind::number}});
  for (std::size_t i = 0; i < kRows; ++i) {
    // Every tenth row has one cell, and every hundredth none.
    std::vector<std::string> cells = {std::to_string(i), std::to_string(i * i)};
    if (i % 10 == 0) cells[1].clear();
    if (i % 100 == 0) cells[0].clear();
    sheet.row(cells);
  }
  sheet.end();
  workbook.finish();
}

const std::vector<SheetSize> kWhole = {
    {.rows = 1 + kRows - kRows / 100, .cells = 2 + 2 * kRows - kRows / 10 - kRows / 100}};

class WorkbookCheck : public ::testing::Test {
 protected:
  WorkbookCheck() {
    std::ostringstream out;
    write_rows(out);
    book_ = out.str();
  }

  /// Whether a file with these bytes is taken for a workbook with these sheets.
  [[nodiscard]] bool is_whole(const std::string& bytes,
                              const std::vector<SheetSize>& sheets = kWhole) const {
    const int descriptor = ::open(folder_.write("book", bytes).c_str(), O_RDONLY);
    bool whole = true;
    try {
      check_workbook(descriptor, sheets, folder_.path());
    } catch (const DataError& error) {
      EXPECT_EQ(error.kind(), ErrorKind::unwritable_file);
      whole = false;
    }
    ::close(descriptor);
    return whole;
  }

  test::TempDir folder_;
  std::string book_;
};

TEST_F(WorkbookCheck, CountsRowsAndCells) {
  EXPECT_TRUE(is_whole(book_));
  std::vector<SheetSize> other = kWhole;
  ++other[0].rows;
  EXPECT_FALSE(is_whole(book_, other));
  other = kWhole;
  --other[0].cells;
  EXPECT_FALSE(is_whole(book_, other));
  other = {kWhole[0], kWhole[0]};
  EXPECT_FALSE(is_whole(book_, other));
}

TEST_F(WorkbookCheck, NoticesWhatIsCutOffOrChanged) {
  EXPECT_FALSE(is_whole(""));
  for (std::size_t size = book_.size() - 30; size > 500; size -= 499) {
    EXPECT_FALSE(is_whole(book_.substr(0, size))) << size;
  }
  // In the packed bytes of any part: the directory begins with PK\1\2.
  const std::size_t directory = book_.find("PK\1\2");
  for (std::size_t at = 100; at < directory; at += 499) {
    std::string changed = book_;
    for (std::size_t i = at; i < at + 40; ++i) changed[i] = static_cast<char>(~changed[i]);
    EXPECT_FALSE(is_whole(changed)) << at;
  }
}

class FileSizeLimit {
 public:
  explicit FileSizeLimit(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    handler_ = std::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit { bytes, before_.rlim_max };
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }
  FileSizeLimit(const FileSizeLimit&) = delete;
  FileSizeLimit& operator=(const FileSizeLimit&) = delete;

 private:
  struct rlimit before_ {};
  void (*handler_)(int) = nullptr;
};

// The rows take 150 KiB before they are packed: a write of them fails, of which libxlsxwriter takes
// no notice.
TEST_F(WorkbookCheck, ATemporaryFileThatIsCutOffIsAnError) {
  for (const rlim_t kibibytes : {4U, 20U, 60U, 100U}) {
    const FileSizeLimit limit(kibibytes << 10);
    std::ostringstream out;
    EXPECT_THROW(write_rows(out), DataError) << kibibytes;
    EXPECT_TRUE(out.str().empty());
  }
}

TEST_F(WorkbookCheck, TemporaryFilesAreNextToTheOutput) {
  const char* const before = std::getenv("TMPDIR");
  const std::string temporary = before == nullptr ? "" : before;
  ::setenv("TMPDIR", folder_.path("nowhere").c_str(), 1);
  std::ostringstream elsewhere;
  EXPECT_THROW(write_rows(elsewhere), DataError);
  OutputFile file(folder_.path("book.xlsx"));
  EXPECT_NO_THROW(write_rows(file.stream()));
  before == nullptr ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", temporary.c_str(), 1);
  file.finish();
  file.publish();
  EXPECT_TRUE(is_whole(book_));
}

}  // namespace
}  // namespace rfmseg::xlsx
