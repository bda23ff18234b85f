#include "load/transaction_format.hpp"

#include <gtest/gtest.h>

#include "csv/csv_file.hpp"
#include "load/transaction_reader.hpp"
#include "rfmseg/error.hpp"
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

/// What is found for the file, at any block size: the format, or the error with the path as
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

TEST(TransactionFormat, FindsTheFormatsOfOtherCountriesAndOfSpreadsheets) {
  EXPECT_EQ(format({"07.12.2011", "8.12.2011 15:52"}), "%d.%m.%Y");
  EXPECT_EQ(format({"1-2-2011", "13-2-2011"}), "%d-%m-%Y");
  EXPECT_EQ(format({"1-2-2011", "2-13-2011"}), "%m-%d-%Y");
  EXPECT_EQ(format({"2011/12/7"}), "%Y/%m/%d");
  EXPECT_EQ(format({"2011-12-07", "2011-12-8"}), "%Y/%m/%d");
  EXPECT_EQ(format({"20111207"}), "%Y%m%d");
  EXPECT_EQ(format({"1323273120"}), "%s");
  EXPECT_EQ(format({"40884", "40885.5"}), "Excel serial days");
  EXPECT_EQ(format({"7 Dec 2011", "Dec 8, 2011"}), "%d %b %Y");
}

TEST(TransactionFormat, TheFormatOfMostDatesIsTheFiles) {
  EXPECT_EQ(format({"2011-12-07", "07.12.2011", "08.12.2011"}), "%d.%m.%Y");
  EXPECT_EQ(format({"2011-12-07", "2011-12-08", "08.12.2011"}), kIso);
  EXPECT_EQ(format({"40884", "2011-12-07"}), kIso) << "of two, the one that is asked for first";
  EXPECT_EQ(format({"1/2/2011", "1/3/2011", "2011-12-07"}).substr(0, 24),
            "FILE:2: column date: '1/");
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
  EXPECT_EQ(format({"", "1/2/2011", "12/12/2011"}),
            "FILE:3: column date: '1/2/2011' and all other dates match both day-first and "
            "month-first (hint: date_format '%d/%m/%Y' or date_format '%m/%d/%Y')");
  EXPECT_EQ(format({"1-2-2011"}),
            "FILE:2: column date: '1-2-2011' and all other dates match both day-first and "
            "month-first (hint: date_format '%d-%m-%Y' or date_format '%m-%d-%Y')");
}

TEST(TransactionFormat, DatesOfNoKnownFormatAreAnError) {
  EXPECT_EQ(format({"07|12|2011", "08|12|2011"}),
            "FILE:2: column date: '07|12|2011' does not match any known date format (hint: "
            "date_format '%d|%m|%Y')");
  EXPECT_EQ(format({"", "x", "y"}).substr(0, 32), "FILE:3: column date: 'x' does no");
}

TEST(TransactionFormat, DashedDatesWithYearsOfTwoDigitsMayBeginWithAnyPart) {
  EXPECT_EQ(format({"04-30-22", "05-02-22"}), "%m-%d-%Y");
  EXPECT_EQ(format({"30-04-22", "25-02-17", "02-05-40"}), "%d-%m-%Y")
      << "1930 is 30, too, but no month 40";
  EXPECT_EQ(format({"17-02-25", "32-01-15"}), "%y-%m-%d");
  EXPECT_EQ(format({"25-02-17", "03-04-17"}),
            "FILE:2: column date: '25-02-17' and all other dates match both day-first and "
            "year-first (hint: date_format '%d-%m-%y' or date_format '%y-%m-%d')");
  EXPECT_EQ(format({"05-02-12"}),
            "FILE:2: column date: '05-02-12' and all other dates match day-first, month-first and "
            "year-first (hint: date_format '%d-%m-%y' or date_format '%m-%d-%y' or date_format "
            "'%y-%m-%d')");
  EXPECT_EQ(format({"1/2/11"}),
            "FILE:2: column date: '1/2/11' and all other dates match both day-first and "
            "month-first (hint: date_format '%d/%m/%y' or date_format '%m/%d/%y')");
}

TEST(TransactionFormat, SeparatorsMayDifferInOneOrder) {
  EXPECT_EQ(format({"11-08-2016", "4/15/2017", "6/12/2016"}), "month-first");
  EXPECT_EQ(format({"11-08-2016", "15/4/2017", "6.12.2016"}), "day-first");
  EXPECT_EQ(format({"11.08.2016", "4.15.2017"}), "month-first");
  EXPECT_EQ(format({"11-08-2016", "6/12/2016"}),
            "FILE:2: column date: '11-08-2016' and all other dates match both day-first and "
            "month-first (hint: date_format 'day-first' or date_format 'month-first')");
  EXPECT_EQ(format({"11.08.2016", "12.08.2016", "4.15.2017"}), "month-first");
  EXPECT_EQ(format({"21.08.2016", "12.08.2016", "4.15.2017"}), "%d.%m.%Y")
      << "one that fits no order does not change the others";
  EXPECT_EQ(format({"21/08/2016", "12-08-2016", "12-08-2016", "4/15/2017"}), "day-first");
}

TEST(TransactionFormat, FindsOtherCountriesNamesOfMonthsAndDatabasesDates) {
  EXPECT_EQ(format({"Sept 5 2021", "Sept. 6 2021"}), "%d %b %Y");
  EXPECT_EQ(format({"5. März 2021", "6. Dez. 2021"}), "%d %b %Y");
  EXPECT_EQ(format({"01-DEC-10 08.26.00.000000000 AM"}), "%d %b %Y");
  EXPECT_EQ(format({"1704448500000", "1706743800000"}), "%s");
  EXPECT_EQ(format({"1706743800000000"}), "%s");
}

TEST(TransactionFormat, TheHintIsAFormatThatFitsTheFile) {
  const auto hint = [](const std::vector<std::string>& dates) {
    const std::string error = format(dates);
    const std::size_t at = error.find("(hint: ");
    return at == std::string::npos ? error : error.substr(at);
  };
  EXPECT_EQ(hint({"03_01_2011 10:00:00", "31_01_2011 10:00:00"}),
            "(hint: date_format '%d_%m_%Y %H:%M:%S')");
  EXPECT_EQ(hint({"01_31_2011"}), "(hint: date_format '%m_%d_%Y')");
  EXPECT_EQ(hint({"31012011", "01022011"}), "(hint: date_format '%d%m%Y')");
  EXPECT_EQ(hint({"2011 Dec 07 3:52 PM"}), "(hint: date_format '%Y %b %d %I:%M %p')");
  EXPECT_EQ(hint({"2024年1月5日"}), "(hint: date_format '%Y年%m月%d日')");
  EXPECT_EQ(hint({"n/a", "07|12|2011", "31|12|2011"}), "(hint: date_format '%d|%m|%Y')");
  EXPECT_EQ(hint({"31_01_2011", "01_31_2011"}),
            "(hint: date_format, for example date_format '%d.%m.%Y %H:%M')")
      << "none fits both";
}

TEST(TransactionFormat, WordsForMissingDatesProveNothing) {
  EXPECT_EQ(format({"NULL", "NaN", "-", "31/12/2011"}), kDayFirst);
  EXPECT_EQ(format({"NULL", "x"}).substr(0, 32), "FILE:3: column date: 'x' does no");
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

/// What is found of numbers, at any block size: the decimal mark, `?` behind it when it is
/// only assumed, and the currency; or the error with the path as FILE.
std::string numbers_of(const std::string& text, const LoadOptions& options = {}) {
  std::string found;
  for (const std::size_t block_size : kBlockSizes) {
    if (block_size < text.size() / 100) continue;  // too slow
    CsvText csv;
    std::string now;
    try {
      const auto numbers =
          find_transaction_format(*csv.open(text, {std::nullopt, block_size}), options).numbers;
      now = numbers.decimal +
            std::string(numbers.reason == NumberFormat::Reason::assumed ? "?" : "") +
            numbers.currency;
    } catch (const DataError& error) {
      now = test::with_path_as(error.what(), csv.path(), "FILE");
    }
    if (found.empty()) found = now;
    EXPECT_EQ(now, found) << "block size " << block_size;
  }
  return found;
}
/// For a file with these amounts.
std::string numbers(const std::vector<std::string>& amounts) {
  std::string text = "customer;date;amount\n";
  for (const std::string& amount : amounts) text += "1;2011-12-07;" + amount + "\n";
  return numbers_of(text);
}

TEST(TransactionFormat, FindsTheDecimalMark) {
  EXPECT_EQ(numbers({"2.55"}), ".");
  EXPECT_EQ(numbers({"2,55"}), ",");
  EXPECT_EQ(numbers({"1,234", "2.55"}), ".") << "so that the first is 1234";
  EXPECT_EQ(numbers({"1,234", "2,55"}), ",") << "so that the first is 1.234";
  EXPECT_EQ(numbers({"1,234.56"}), ".");
  EXPECT_EQ(numbers({"1.234,56"}), ",");
  EXPECT_EQ(numbers({"1,234,567"}), ".") << "a number has one decimal mark";
  EXPECT_EQ(numbers({"1.234.567"}), ",");
  EXPECT_EQ(numbers({"1234,567"}), ",") << "thousands are apart everywhere or nowhere";
  EXPECT_EQ(numbers({"0,123"}), ",") << "thousands do not begin with 0";
  EXPECT_EQ(numbers({"2,5 €", "$ 3"}), ",$") << "of as many, the first by name";
}

TEST(TransactionFormat, WithoutCommasThePointIsDecimal) {
  EXPECT_EQ(numbers({"1234"}), ".?");
  EXPECT_EQ(numbers({"1.234", "1234"}), ".?");
  EXPECT_EQ(numbers({"1 234", "1'234"}), ".?");
  EXPECT_EQ(numbers({"", "n/a", "1,2,3", "x,5"}), ".?") << "what is not a number proves nothing";
  EXPECT_EQ(numbers(std::vector<std::string>{}), ".?");
}

TEST(TransactionFormat, PointsBeforeThreeDigitsEverywhereAreAQuestion) {
  EXPECT_EQ(numbers({"1.500", "2.750", "900"}),
            "FILE:2: column amount: '1.500' and all other numbers could have a decimal point or a "
            "decimal comma (hint: decimal . or decimal ,)");
  EXPECT_EQ(numbers({"900", "12.500 TL", "2.750 TL", "-"}).substr(0, 35),
            "FILE:3: column amount: '12.500 TL' ");
  EXPECT_EQ(numbers({"1.299", "10"}).substr(0, 31), "FILE:2: column amount: '1.299' ")
      << "one is enough";
  EXPECT_EQ(numbers({"1.500", "2.750", "2.55"}), ".");
  EXPECT_EQ(numbers({"1.500", "2.750", "0.250"}), ".") << "thousands do not begin with 0";
  EXPECT_EQ(numbers({"1.500", "2.750", "1234.500"}), ".") << "thousands are apart everywhere";
  EXPECT_EQ(numbers({"1.500", "2.750", "1500"}), ".?") << "or nowhere";
  EXPECT_EQ(numbers({"1.500", "2.750", "3.500,00"}), ",");
  LoadOptions options;
  options.decimal = '.';
  const std::string text = "customer;date;amount\n1;2011-12-07;1.500\n1;2011-12-07;2.750\n";
  EXPECT_EQ(numbers_of(text, options), ".");
  EXPECT_EQ(
      numbers_of("customer;date;quantity;price\n1;2011-12-07;1.5;1.500\n1;2011-12-07;1;2.750\n"),
      ".")
      << "quantities decide, too";
  EXPECT_EQ(
      numbers_of("customer;date;quantity;price\n1;2011-12-07;1000;1.500\n1;2011-12-07;1;2.750\n"),
      ".?");
}

TEST(TransactionFormat, NumbersThatFitBothMarksAreAnError) {
  EXPECT_EQ(numbers({"5", "1,234", "12,345"}),
            "FILE:3: column amount: '1,234' and all other numbers could have a decimal point or a "
            "decimal comma (hint: decimal . or decimal ,)");
  LoadOptions options;
  options.decimal = ',';
  const std::string text = "customer;date;amount\n1;2011-12-07;1,234\n1;2011-12-07;€2.55\n";
  EXPECT_EQ(numbers_of(text, options), ",") << "which makes the second unreadable";
  options.decimal = '.';
  EXPECT_EQ(numbers_of(text, options), ".EUR");
}

TEST(TransactionFormat, QuantitiesSayTheDecimalMarkToo) {
  EXPECT_EQ(numbers_of("customer;date;quantity;price\n1;2011-12-07;1,5;1,234\n"), ",");
  EXPECT_EQ(numbers_of("customer;date;quantity;price\n1;2011-12-07;1,500;2\n"),
            "FILE:2: column quantity: '1,500' and all other numbers could have a decimal point or "
            "a decimal comma (hint: decimal . or decimal ,)");
  EXPECT_EQ(numbers_of("customer;date;quantity;price;amount\n1;2011-12-07;1;2.5;2,5\n"), ".")
      << "what is not read says nothing";
  EXPECT_EQ(numbers_of("customer;date;quantity;amount\n1;2011-12-07;€1,50;2.5\n"), ".")
      << "nor does a quantity with a currency";
}

TEST(TransactionFormat, TheCurrencyOfMostAmountsIsTheFiles) {
  EXPECT_EQ(numbers({"£2.50", "£3", "USD 3.10", "4"}), ".GBP");
  EXPECT_EQ(numbers({"₹2.50", "Rs. 3", "INR 3.10", "$4", "$5"}), ".INR") << "they are one";
}

TEST(TransactionFormat, ReadsAheadUntilTheDecimalMarkIsProven) {
  std::vector<std::string> amounts(5000, "1,234");
  amounts.back() = "1,23";
  EXPECT_EQ(numbers(amounts), ",");
  amounts.back() = "1.23";
  EXPECT_EQ(numbers(amounts), ".");
}

TEST(TransactionFormat, ReadingAheadForTheOneDoesNotDecideTheOther) {
  std::string text = "customer;date;amount\n";
  for (int i = 0; i < 1000; ++i) text += "1;2011-12-07;1,234\n";
  for (int i = 0; i < 2000; ++i) text += "1;07.12.2011;1,234\n";
  EXPECT_EQ(format_of(text + "1;2011-12-07;1,5\n"), kIso);
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
    std::string names;
    for (const auto& order : find_transaction_format(*csv.open(with_dates(dates)), {}).other_orders)
      names += order.format() + " ";
    return names;
  };
  EXPECT_EQ(other({"1/31/2011"}), "%d/%m/%Y ");
  EXPECT_EQ(other({"31/1/2011"}), "%m/%d/%Y ");
  EXPECT_EQ(other({"04-30-22"}), "%d-%m-%Y %y-%m-%d ");
  EXPECT_EQ(other({"2011-01-31"}), "");
}

}  // namespace
}  // namespace rfmseg
