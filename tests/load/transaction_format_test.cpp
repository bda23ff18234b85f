#include "rfmseg/load/transaction_format.hpp"

#include <gtest/gtest.h>

#include "rfmseg/error.hpp"
#include "rfmseg/load/transaction_reader.hpp"
#include "support/csv_text.hpp"
#include "support/sanitizer.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::kBlockSizes;
using test::thrown;

/// A file with these dates.
std::string with_dates(const std::vector<std::string>& dates) {
  std::string text = "customer,date,amount\n";
  for (const std::string& date : dates) text += "1," + date + ",5\n";
  return text;
}

/// What is found for the file, whatever the block size: the format, or the error with the path as
/// FILE.
std::string format_of(const std::string& text, const LoadOptions& options = {}) {
  std::string found;
  for (const std::size_t block_size : kBlockSizes) {
    if (block_size < text.size() / 100) continue;  // too slow
    CsvText csv;
    std::string now;
    try {
      now = find_transaction_format(*csv.open(text, {std::nullopt, block_size}), options)
                .dates.format();
    } catch (const DataError& error) {
      now = test::with_path_as(error.what(), csv.path(), "FILE");
    }
    if (found.empty()) found = now;
    EXPECT_EQ(now, found) << "block size " << block_size;
  }
  return found;
}
std::string format(const std::vector<std::string>& dates) {
  return format_of(with_dates(dates));
}

constexpr const char* kIso = "%Y-%m-%d %H:%M:%S";
constexpr const char* kMonthFirst = "%m/%d/%Y";
constexpr const char* kDayFirst = "%d/%m/%Y";

TEST(TransactionFormat, FindsTheFormatOfTheDates) {
  EXPECT_EQ(format({"2011-12-07", "2011-12-07 15:52"}), kIso);
  EXPECT_EQ(format({"12/31/2011 15:52"}), kMonthFirst);
  EXPECT_EQ(format({"31/12/2011"}), kDayFirst);
  EXPECT_EQ(format({"1/2/2011", "3/4/2011", "1/13/2011", "5/6/2011"}), kMonthFirst);
  EXPECT_EQ(format({"1/2/2011", "3/4/2011", "13/1/2011", "5/6/2011"}), kDayFirst);
}

TEST(TransactionFormat, BadAndMissingDatesProveNothing) {
  EXPECT_EQ(format({"", "31/31/2011", "2/30/2011", "soon", "1/13/2011"}), kMonthFirst);
  EXPECT_EQ(format({"", "n/a", "2011-12-07"}), kIso);
  EXPECT_EQ(format_of("customer,date,amount\n1,13/1/2011\n1,1/13/2011,5\n"), kMonthFirst)
      << "nor do malformed rows";
}

TEST(TransactionFormat, AFileWithoutRowsIsNoTrouble) {
  EXPECT_EQ(format(std::vector<std::string>{}), kIso);
}

TEST(TransactionFormat, DatesThatFitBothOrdersAreAnError) {
  EXPECT_EQ(
      format({"", "1/2/2011", "12/12/2011"}),
      "FILE:3: column date: '1/2/2011' and all other dates fit both day-first and month-first "
      "(hint: --date-format '%d/%m/%Y' or --date-format '%m/%d/%Y')");
}

TEST(TransactionFormat, DatesOfNoKnownFormatAreAnError) {
  EXPECT_EQ(
      format({"07.12.2011", "08.12.2011"}),
      "FILE:2: column date: '07.12.2011' is no date of a known format (hint: --date-format, for "
      "example --date-format '%d.%m.%Y %H:%M')");
  EXPECT_EQ(format({"", "x", "y"}).substr(0, 32), "FILE:3: column date: 'x' is no d");
}

TEST(TransactionFormat, TheGivenFormatIsNotQuestioned) {
  LoadOptions options;
  options.date_format = "%d.%m.%Y";
  EXPECT_EQ(format_of(with_dates({"1/2/2011"}), options), "%d.%m.%Y");
}

TEST(TransactionFormat, ReadsAheadUntilTheOrderIsProven) {
  std::vector<std::string> dates(5000, "1/2/2011");
  dates.back() = "1/31/2011";
  EXPECT_EQ(format(dates), kMonthFirst);
  dates.back() = "31/1/2011";
  EXPECT_EQ(format(dates), kDayFirst);
}

TEST(TransactionFormat, ReadsAheadFor64MiBExactly) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  // Rows of 64 KiB; the one that proves the order begins just before or at the limit.
  const std::string filler(65'536 - std::string_view("1,1/2/2011,5,\n").size(), 'x');
  const std::string row = "1,1/2/2011,5," + filler + "\n";
  ASSERT_EQ(row.size(), 65'536U);
  for (const bool in_time : {true, false}) {
    std::string text = "customer,date,amount,filler\n";
    for (int i = 0; i < (in_time ? 1023 : 1024); ++i) text += row;
    text += "1,1/31/2011,5,\n";
    CsvText csv;
    // The limit lies in the middle of a block.
    const auto file = csv.open(text, {std::nullopt, 8'000'000});
    if (in_time) {
      EXPECT_EQ(find_transaction_format(*file, {}).dates.format(), kMonthFirst);
    } else {
      EXPECT_THROW((void)find_transaction_format(*file, {}), DataError);
    }
  }
}

TEST(TransactionFormat, NoRowIsLostByLookingAhead) {
  std::vector<std::string> dates(3000, "1/2/2011");
  dates.back() = "1/31/2011";
  for (const std::size_t block_size : {1000U, 10'000U}) {
    CsvText csv;
    const auto file = csv.open(with_dates(dates), {std::nullopt, block_size});
    TransactionReader reader(*file, find_transaction_format(*file, {}));
    Block block;
    std::size_t rows = 0;
    while (file->next(block)) {
      reader.start(block);
      for (; reader.next(); ++rows) EXPECT_TRUE(reader.transaction());
    }
    EXPECT_EQ(rows, dates.size());
  }
}

TEST(TransactionFormat, KeepsTheOtherOrderToFindContradictions) {
  CsvText csv;
  const auto other = [&](const std::vector<std::string>& dates) {
    return find_transaction_format(*csv.open(with_dates(dates)), {}).other_order;
  };
  EXPECT_EQ(other({"1/31/2011"})->format(), kDayFirst);
  EXPECT_EQ(other({"31/1/2011"})->format(), kMonthFirst);
  EXPECT_FALSE(other({"2011-01-31"}));
}

}  // namespace
}  // namespace rfmseg
