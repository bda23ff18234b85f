#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

class CustomerFilesTest : public testing::Test {
 protected:
  /// Reads files of these texts, which are called 0.csv, 1.csv, ...
  CustomerTable read(const std::vector<std::string>& texts) {
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      paths.push_back(folder_.write(std::to_string(i) + ".csv", texts[i]));
    }
    InputFiles files(paths, {});
    return read_customer_files(files, std::nullopt, load_);
  }
  std::string failure(const std::vector<std::string>& texts) {
    return test::with_path_as(test::thrown<DataError>([&] { (void)read(texts); }),
                              folder_.path() + "/", "");
  }

  test::TempDir folder_;
  LoadOptions load_;
};

const std::string kHeader =
    "customer_id,first_purchase,last_purchase,recency,frequency,monetary,items\n";
const std::string kShort = "customer_id,recency,frequency,monetary\n";

TEST_F(CustomerFilesTest, ThreadsAndBlocksChangeNothing) {
  std::string rows;
  for (int i = 0; i < 3000; ++i) {
    const std::string number = std::to_string(i * 7919 % 3001);
    rows += number + ",2011-01-01,2011-12-0" + std::to_string(1 + i % 9) + ",3," + number + ",0." +
            number + ",5,Loyal \"" + number + "\"\n";
  }
  const std::string header = kHeader.substr(0, kHeader.size() - 1) + ",segment\n";
  const auto path = folder_.write("all.csv", header + rows);
  const auto read_by = [&](unsigned threads, std::size_t block_size) {
    InputFiles files({path}, {std::nullopt, block_size});
    CustomerTable table = read_customer_files(files, std::nullopt, {}, threads);
    EXPECT_EQ(files.progress().rows, 3000U);
    return table;
  };
  const CustomerTable expected = read_by(1, 1 << 20);
  ASSERT_EQ(expected.size(), 3000U);
  for (const unsigned threads : {2U, 5U}) {
    for (const std::size_t block_size : {500U, 10'000U}) {
      const CustomerTable table = read_by(threads, block_size);
      EXPECT_EQ(table.ids, expected.ids);
      EXPECT_EQ(table.last_purchase, expected.last_purchase);
      EXPECT_EQ(table.frequency, expected.frequency);
      EXPECT_EQ(table.monetary, expected.monetary);
      EXPECT_EQ(table.carried, expected.carried);
    }
  }
}

TEST_F(CustomerFilesTest, TheFirstBadRowIsReportedByAnyNumberOfThreads) {
  std::string rows;
  for (int i = 0; i < 3000; ++i) {
    rows += std::to_string(i) + ",3,1," + (i % 700 == 699 ? "x" : "5") + "\n";
  }
  const auto path = folder_.write("bad.csv", kShort + rows);
  for (const unsigned threads : {1U, 4U}) {
    InputFiles files({path}, {std::nullopt, 300});
    const std::string error = test::thrown<DataError>(
        [&] { (void)read_customer_files(files, std::nullopt, {}, threads); });
    EXPECT_EQ(error, path + ":701: column monetary: 'x' is not a number");
  }
}

TEST_F(CustomerFilesTest, OnlyTheFieldThatIsNotUtf8IsDecodedOtherwise) {
  std::string rows = "Ren\xC3\xA9,3,1,5\n";
  for (int i = 0; i < 1000; ++i) rows += std::to_string(i) + ",3,1,5\n";
  const auto path = folder_.write("late.csv", kShort + rows + "Andr\xE9,3,1,5\n");
  InputFiles files({path}, {std::nullopt, 300});
  const CustomerTable table = read_customer_files(files);
  ASSERT_EQ(table.size(), 1002U);
  EXPECT_EQ(table.ids[1000], "Andr\xC3\xA9");
  EXPECT_EQ(table.ids[1001], "Ren\xC3\xA9");
}

TEST_F(CustomerFilesTest, AFileThatIsNotUtf8IsAWarningAsForTransactions) {
  std::string rows = "Ren\xC3\xA9,3,1,5\n";
  for (int i = 0; i < 10'000; ++i) rows += std::to_string(i) + ",3,1,5\n";
  const auto path = folder_.write("late.csv", kShort + rows + "Andr\xE9,3,1,5\n");
  for (const unsigned threads : {1U, 3U}) {
    InputFiles files({path}, {std::nullopt, 3000});
    EXPECT_EQ(read_customer_files(files, std::nullopt, {}, threads).size(), 10'002U);
    ASSERT_EQ(files.warnings().size(), 1U);
    EXPECT_EQ(files.warnings()[0].text(),
              path +
                  ":10003: not UTF-8; the file is read as UTF-8, in part Windows-1252 (hint: "
                  "encoding)");
  }
  InputFiles named({path}, {.encoding = "windows-1252"});
  (void)read_customer_files(named);
  EXPECT_TRUE(named.warnings().empty());
}

TEST_F(CustomerFilesTest, AmountsOfMoreThan18DigitsAreReadBack) {
  // As `rfm` writes them.
  const CustomerTable table = read({kShort + "1,3,2,1199999999999397841.8534\n2,4,1,1e3\n"});
  EXPECT_EQ(to_string(table.monetary[0]), "1199999999999397841.8534");
}

TEST_F(CustomerFilesTest, ARowInsideATextIsAWarning) {
  const auto path = folder_.write("all.csv",
                                  "customer_id,recency,frequency,monetary,segment\n1,3,2,5,"
                                  "\"a\n2,3,2,5,x\nb\nc\"\n");
  InputFiles files({path}, {});
  EXPECT_EQ(read_customer_files(files).size(), 1U);
  ASSERT_EQ(files.warnings().size(), 1U);
  EXPECT_NE(files.warnings()[0].text().find(":2: this row continues to line 5"), std::string::npos);
}

TEST_F(CustomerFilesTest, AFirstPurchaseAfterTheLastIsAnError) {
  EXPECT_EQ(failure({kHeader + "1,2011-12-01,2011-01-01,3,7,5,5\n"}),
            "0.csv:2: column first_purchase: '2011-12-01' is after the last purchase");
}

TEST_F(CustomerFilesTest, TheAsOfDateFollowsFromRecencyAndLastPurchase) {
  const auto as_of = [&](const std::string& rows) -> std::string {
    const auto found = read({kHeader + rows}).as_of;
    return found ? to_string(*found) : "none";
  };
  EXPECT_EQ(as_of("1,2011-01-01,2011-12-07T15:52:00,3,7,5,5\n2,2011-01-01,2011-12-10,1,7,5,5\n"),
            "2011-12-11T00:00:00");
  // From 15:00 on the 11th at the earliest, and before noon of the 12th; midnight is between.
  EXPECT_EQ(as_of("1,2011-01-01,2011-12-10T15:00,1,7,5,5\n2,2011-01-01,2011-12-10T12:00,1,7,5,5\n"),
            "2011-12-12T00:00:00");
  // No midnight is: the earliest moment.
  EXPECT_EQ(as_of("1,2011-01-01,2011-12-10T15:00,1,7,5,5\n2,2011-01-01,2011-12-10T16:00,0,7,5,5\n"),
            "2011-12-11T15:00:00");
  EXPECT_EQ(as_of("1,2011-01-01,2011-12-10,1,7,5,5\n2,2011-01-01,2011-12-10,3,7,5,5\n"), "none");
  EXPECT_EQ(as_of("1,2011-01-01,2011-12-10,900000000000000000,7,5,5\n"), "none");
  EXPECT_EQ(read({kShort + "1,1,1,5\n"}).as_of, std::nullopt);
}

TEST_F(CustomerFilesTest, ReadsEveryColumn) {
  const CustomerTable table =
      read({kHeader + "17850.0,2010-12-01T08:26:00,2011-12-07,3,7,4310.00,2458\n"
                      "007,2011-01-18T10:01:00,2011-01-18T10:01:00,0,1,-5.125,0.5\n"});
  ASSERT_EQ(table.size(), 2U);
  EXPECT_TRUE(table.has_dates());
  EXPECT_TRUE(table.has_items());
  EXPECT_TRUE(table.carried.empty());
  const Customer first = table.customer(0);
  EXPECT_EQ(first.id, "007");
  EXPECT_EQ(first.recency, 0);
  EXPECT_EQ(first.frequency, 1);
  EXPECT_EQ(to_string(first.monetary), "-5.125");
  EXPECT_EQ(to_string(first.items.value()), "0.5");
  const Customer second = table.customer(1);
  EXPECT_EQ(second.id, "17850");
  EXPECT_EQ(to_string(second.first_purchase.value()), "2010-12-01T08:26:00");
  EXPECT_EQ(to_string(second.last_purchase.value()), "2011-12-07T00:00:00");
  EXPECT_EQ(to_string(second.monetary), "4310");
}

TEST_F(CustomerFilesTest, DatesAndItemsMayBeMissing) {
  const CustomerTable table = read({kShort + "7,1,2,3\n"});
  EXPECT_FALSE(table.has_dates());
  EXPECT_FALSE(table.has_items());
  EXPECT_FALSE(
      read({"customer_id,last_purchase,recency,frequency,monetary\n7,x,1,2,3\n"}).has_dates())
      << "one date alone is none";
}

TEST_F(CustomerFilesTest, NamesMayBeWrittenOtherwiseAndColumnsStandAnyhow) {
  const CustomerTable table = read({"Monetary;Frequency;x;Recency;Customer ID\n3.5;2;?;1;7\n"});
  EXPECT_EQ(table.ids[0], "7");
  EXPECT_EQ(table.recency[0], 1);
  EXPECT_EQ(table.frequency[0], 2);
  EXPECT_EQ(to_string(table.monetary[0]), "3.5");
  EXPECT_TRUE(table.carried.empty()) << "columns of no known name are left out";
}

// As of the R package rfm's own customer table.
TEST_F(CustomerFilesTest, TheUsualAliasesAreKnown) {
  const CustomerTable table =
      read({"customer_id,revenue,most_recent_visit,number_of_orders,recency_days\n22086,777,2006-"
            "05-14,9,"
            "232\n"});
  EXPECT_EQ(table.ids[0], "22086");
  EXPECT_EQ(table.recency[0], 232) << "given, so not worked out";
  EXPECT_EQ(table.frequency[0], 9);
  EXPECT_EQ(to_string(table.monetary[0]), "777");
  EXPECT_EQ(read({"Client ID,Days since last order,Orders,Total spent\n7,1,2,3\n"}).recency[0], 1);
}

TEST_F(CustomerFilesTest, TheLastPurchaseStandsForRecency) {
  const std::string text =
      "customer,last_order_date,orders,revenue\n7,2011-12-01,2,3\n8,2011-12-09T12:50:00,1,1\n";
  const CustomerTable table = read({text});
  EXPECT_EQ(table.recency[0], 9) << "as of the day after the last of all";
  EXPECT_EQ(table.recency[1], 0);
  EXPECT_FALSE(table.has_dates()) << "there is no first purchase";
  const auto read_as_of = [&](const std::string& as_of) {
    InputFiles files({folder_.write("dated.csv", text)}, {});
    return read_customer_files(files, TimestampParser(TimestampParser::Known::iso).parse(as_of));
  };
  EXPECT_EQ(read_as_of("2012-01-01").recency[1], 22);
  EXPECT_EQ(test::thrown<DataError>([&] { (void)read_as_of("2011-12-05"); }),
            "the last purchase of customer '8' at 2011-12-09T12:50:00 is after the as-of date "
            "2011-12-05T00:00:00");
  // Within a day of it, too: the recency would be -1.
  EXPECT_EQ(test::thrown<DataError>([&] { (void)read_as_of("2011-12-09T12:00:00"); }),
            "the last purchase of customer '8' at 2011-12-09T12:50:00 is after the as-of date "
            "2011-12-09T12:00:00");
  EXPECT_EQ(read_as_of("2011-12-09T12:50:00").recency[1], 0);
  EXPECT_EQ(failure({"customer,last_order_date,orders,revenue\n7,yesterday,2,3\n"}),
            "0.csv:2: column last_order_date: 'yesterday' does not match any known date format "
            "(hint: date_format, for example date_format '%d.%m.%Y %H:%M')");
}

TEST_F(CustomerFilesTest, TakesEveryDateFormatThatTransactionsDo) {
  const auto last_days = [&](const std::vector<std::string>& dates, const LoadOptions& load = {}) {
    std::string text = "customer;last_order_date;orders;revenue\n";
    for (std::size_t i = 0; i < dates.size(); ++i) {
      text += std::to_string(i) + ";" + dates[i] + ";1;5\n";
    }
    InputFiles files({folder_.write("dates.csv", text)}, {});
    const CustomerTable table = read_customer_files(files, std::nullopt, load);
    std::string days;
    for (std::size_t i = 0; i < table.size(); ++i) days += std::to_string(table.recency[i]) + " ";
    return days + to_string(*table.as_of);
  };
  EXPECT_EQ(last_days({"31.12.2023", "05.01.2024"}), "6 1 2024-01-06T00:00:00");
  EXPECT_EQ(last_days({"12/31/2023", "1/5/2024 8:26 PM"}), "6 0 2024-01-06T00:00:00");
  EXPECT_EQ(last_days({"Sept. 5, 2021", "6 sept 2021"}), "2 1 2021-09-07T00:00:00");
  EXPECT_EQ(last_days({"1704448500000", "1706743800000"}), "26 0 2024-02-01T00:00:00");
  EXPECT_EQ(last_days({"2024-03-05 20:00:00 -0500"}), "0 2024-03-06T00:00:00");
  LoadOptions load;
  load.zone = "UTC";
  EXPECT_EQ(last_days({"2024-03-05 20:00:00 -0500"}, load), "0 2024-03-07T00:00:00");
  load.date_format = "%d/%m/%Y";
  EXPECT_EQ(last_days({"5/1/2024"}, load), "1 2024-01-06T00:00:00");
  EXPECT_EQ(failure({"customer,last_order_date,orders,revenue\n7,5/1/2024,2,3\n"}),
            "0.csv:2: column last_order_date: '5/1/2024' and all other dates match both day-first "
            "and month-first (hint: date_format '%d/%m/%Y' or date_format '%m/%d/%Y')");
  EXPECT_EQ(failure({"customer,last_order_date,orders,revenue\n7,9999-12-31,2,3\n"}),
            "0.csv:2: column last_order_date: '9999-12-31' is a placeholder, not a date");
}

TEST_F(CustomerFilesTest, ADateInAnotherOrderThanTheFirstIsAQuestion) {
  const std::string header = "customer,last_order_date,orders,revenue\n";
  EXPECT_EQ(failure({header + "1,03/12/2011,4,5\n2,13/11/2011,4,5\n3,12/13/2011,4,5\n"}),
            "0.csv:4: column last_order_date: '12/13/2011' is a date only in %m/%d/%Y, but others "
            "in this file only in %d/%m/%Y (hint: write all dates in one order)");
}

TEST_F(CustomerFilesTest, AnOffsetOfAnotherZoneThanTheFirstRowsIsAnError) {
  std::string text = "customer,last_order_date,orders,revenue\n";
  for (int i = 0; i < 1000; ++i) text += std::to_string(i) + ",2024-03-05 20:00:00 -0500,1,5\n";
  EXPECT_EQ(failure({text + "1000,2024-03-05 20:00:00 +0100,1,5\n"}),
            "0.csv:1002: column last_order_date: '2024-03-05 20:00:00 +0100' has a UTC offset of "
            "another zone than the first rows (hint: zone UTC)");
}

TEST_F(CustomerFilesTest, CarriesTheColumnsOfLaterStages) {
  const CustomerTable table = read({
      "customer_id,recency,frequency,monetary,segment,r_score\n9,1,2,3,At "
      "Risk,1\n8,1,2,3,\"a\nb\", 2\n",
      kShort + "10,1,2,3\n",
      "customer_id,cluster,recency,frequency,monetary,segment\n7,2,1,2,3,Champions\n",
  });
  ASSERT_EQ(table.size(), 4U);
  ASSERT_EQ(table.carried.size(), 3U);
  EXPECT_EQ(table.carried[0], (std::pair<std::string, TextColumn>{"r_score", {"", "2", "1", ""}}));
  EXPECT_EQ(table.carried[1],
            (std::pair<std::string, TextColumn>{"segment", {"Champions", "a\nb", "At Risk", ""}}));
  EXPECT_EQ(table.carried[2], (std::pair<std::string, TextColumn>{"cluster", {"2", "", "", ""}}));
}

TEST_F(CustomerFilesTest, NamesTheCellItCannotRead) {
  EXPECT_EQ(failure({kShort + "7,1,2,3\n8,soon,2,3\n"}),
            "0.csv:3: column recency: 'soon' is not a whole number of 0 or more");
  EXPECT_EQ(failure({kShort + "7,-1,2,3\n"}),
            "0.csv:2: column recency: '-1' is not a whole number of 0 or more");
  EXPECT_EQ(failure({kShort + "7,1,2.5,3\n"}),
            "0.csv:2: column frequency: '2.5' is not a whole number of 0 or more");
  EXPECT_EQ(failure({kShort + "7,1,2,\n"}), "0.csv:2: column monetary: '' is not a number");
  EXPECT_EQ(failure({"customer_id,recency,frequency,monetary,r_score\n7,1,2,3,high\n"}),
            "0.csv:2: column r_score: 'high' is not a whole number of 0 or more");
  EXPECT_EQ(failure({kShort + " ,1,2,3\n"}),
            "0.csv:2: column customer_id: '' is not a customer id");
  EXPECT_EQ(failure({kShort + "7,1,2\n"}), "0.csv:2: too few columns (3 instead of 4)");
  EXPECT_EQ(
      failure({kHeader + "7,2011-12-01,1/2/2011,1,2,3,4\n"}),
      "0.csv:2: column last_purchase: '1/2/2011' does not match date format %Y-%m-%d %H:%M:%S "
      "(hint: date_format)");
  EXPECT_EQ(failure({kHeader + "7,2011-12-01,2011-12-01,1,2,3,many\n"}),
            "0.csv:2: column items: 'many' is not a number");
}

TEST_F(CustomerFilesTest, WholeNumbersMayBeWrittenAsDecimals) {
  const CustomerTable table = read({kShort + "7,1.0,2e0,3\n"});
  EXPECT_EQ(table.recency[0], 1);
  EXPECT_EQ(table.frequency[0], 2);
}

const std::string kGerman = "customer_id;recency;frequency;monetary;items\n";

TEST_F(CustomerFilesTest, AGermanTableHasDecimalCommas) {
  const CustomerTable table = read({kGerman + "7;12;1.200;1.234,56;3,5\n"
                                              "8;3;1;0,99;2\n"
                                              "9;1.001;1;1234,5;-1\n"});
  EXPECT_EQ(table.recency, (IntegerColumn{12, 3, 1001}));
  EXPECT_EQ(table.frequency, (IntegerColumn{1200, 1, 1}));
  EXPECT_EQ(to_string(table.monetary[0]), "1234.56");
  EXPECT_EQ(to_string(table.monetary[1]), "0.99");
  EXPECT_EQ(to_string(table.monetary[2]), "1234.5");
  EXPECT_EQ(to_string(table.items[0]), "3.5");
  EXPECT_EQ(to_string(table.items[2]), "-1");
}

TEST_F(CustomerFilesTest, AFrenchTableHasNarrowBlanksAndAnEuroSign) {
  const CustomerTable table =
      read({"customer_id;last_purchase;frequency;monetary\n"
            "7;31/12/2023;3;1\u202F234,56 €\n"
            "8;15/01/2024;1;9,90 €\n"
            "9;16/01/2024;1;1\u00A0000,00 EUR\n"});
  EXPECT_EQ(table.recency, (IntegerColumn{17, 2, 1}));
  EXPECT_EQ(to_string(table.monetary[0]), "1234.56");
  EXPECT_EQ(to_string(table.monetary[1], 2), "9.90");
  EXPECT_EQ(to_string(table.monetary[2]), "1000");
}

TEST_F(CustomerFilesTest, ADoubtfulDecimalMarkIsAQuestion) {
  EXPECT_EQ(failure({kGerman + "7;12;3;1,234;1\n8;3;1;5;1\n"}),
            "0.csv:2: column monetary: '1,234' and all other numbers could have a decimal point or "
            "a decimal comma (hint: decimal . or decimal ,)");
  EXPECT_EQ(failure({"client;recency;orders;revenue\n7;12;3;1.234\n8;3;1;5\n"}),
            "0.csv:2: column revenue: '1.234' and all other numbers could have a decimal point or "
            "a decimal comma (hint: decimal . or decimal ,)");
  EXPECT_EQ(failure({"client;recency;orders;revenue\n7;12;1.234;5\n"}),
            "0.csv:2: column orders: '1.234' and all other numbers could have a decimal point or a "
            "decimal comma (hint: decimal . or decimal ,)");
  load_.decimal = ',';
  EXPECT_EQ(to_string(read({kGerman + "7;12;3;1,234;1\n"}).monetary[0]), "1.234");
  EXPECT_EQ(read({"client;recency;orders;revenue\n7;12;1.234;5\n"}).frequency[0], 1234);
  EXPECT_EQ(failure({kGerman + "7;12;3;1.5;1\n"}),
            "0.csv:2: column monetary: '1.5' is not a number");
  load_.decimal = '.';
  EXPECT_EQ(to_string(read({kGerman + "7;12;3;1,234;1\n"}).monetary[0]), "1234");
}

// A shop may have spent 15.105 on average; rfmseg writes no thousands separators.
TEST_F(CustomerFilesTest, ATableOfRfmsegHasADecimalPoint) {
  EXPECT_EQ(to_string(read({kShort + "7,12,3,15.105\n8,3,1,1.250\n"}).monetary[0]), "15.105");
  EXPECT_EQ(
      to_string(read({"customer_id\trecency\tfrequency\tmonetary\n7\t12\t3\t1.125\n"}).monetary[0]),
      "1.125");
  // Saved again by a spreadsheet program.
  EXPECT_EQ(to_string(read({kGerman + "7;12;3;15,1;1\n8;3;1;1,250;1\n"}).monetary[1]), "1.25");
  EXPECT_NE(failure({"customer_id;recency;frequency;monetary\n7;12;3;1.125\n"}).find("decimal ,"),
            std::string::npos);
}

TEST_F(CustomerFilesTest, ANumberThatContradictsTheDecimalMarkIsAQuestion) {
  std::string rows;
  for (int i = 0; i < 2000; ++i) rows += std::to_string(i) + ";3;1;0,5;1\n";
  EXPECT_EQ(failure({kGerman + rows + "x;3;1;2.55;1\n"}),
            "0.csv:2002: column monetary: '2.55' is a number only with the decimal mark '.', but "
            "others in this file are read with ',' (hint: decimal . reads this one, but not the "
            "others)");
}

TEST_F(CustomerFilesTest, AmountsInSeveralCurrenciesAreAnError) {
  EXPECT_EQ(failure({kShort + "7,12,3,€5.00\n8,3,1,$6.00\n9,3,1,€7.00\n"}),
            "0.csv:3: column monetary: '$6.00' is in another currency than most of the first rows, "
            "which are in EUR");
  EXPECT_EQ(to_string(read({kShort + "7,12,3,€5.00\n8,3,1,6.00\n"}).monetary[1]), "6");
  EXPECT_EQ(failure({kGerman + "7;12;3;5,5;3 €\n"}),
            "0.csv:2: column items: '3 €' is not a number");
}

TEST_F(CustomerFilesTest, SumsWithACommaMayHaveMoreThan18Digits) {
  EXPECT_EQ(to_string(read({kGerman + "7;12;3;12345678901,012345678901234567;1,5\n"}).monetary[0]),
            "12345678901.012345678901234567");
}

TEST_F(CustomerFilesTest, ACustomerMayNotOccurTwice) {
  EXPECT_EQ(failure({kShort + "7,1,2,3\n8,1,2,3\n\n7.0,1,2,3\n"}),
            "0.csv:5: column customer_id: '7' is a duplicate (first at 0.csv:2)");
  EXPECT_EQ(failure({kShort + "7,1,2,3\n", kShort + "8,1,2,3\n9,1,2,3\n7,1,2,3\n"}),
            "1.csv:4: column customer_id: '7' is a duplicate (first at 0.csv:2)");
  EXPECT_EQ(failure({kShort + "7,1,2,3\n", kShort + "7,1,2,3\n8,1,2,3\n"}),
            "1.csv:2: column customer_id: '7' is a duplicate (first at 0.csv:2)");
}

TEST_F(CustomerFilesTest, TheColumnsHaveToBeThereOnce) {
  EXPECT_EQ(failure({"kunde,recency,frequency,monetary\n7,1,2,3\n"}),
            "0.csv:1: no customer column among: kunde, recency, frequency, monetary (hint: columns "
            "customer=NAME)");
  EXPECT_EQ(failure({"customer_id,recency,frequency,monetary,Recency\n7,1,2,3,4\n"}),
            "0.csv:1: column 'recency' appears twice");
}

TEST_F(CustomerFilesTest, ColumnsThatTheUserNamesWin) {
  const auto read_with = [&](const std::string& names, const std::string& text) {
    LoadOptions load;
    load.columns = parse_column_names(names);
    InputFiles files({folder_.write("named.csv", text)}, {});
    return read_customer_files(files, std::nullopt, load);
  };
  const std::string text =
      "id,days_since,n,revenue,value,first,last\n7,1,2,3,4.50,2024-01-02,2024-03-01\n";
  const CustomerTable table =
      read_with("customer=id,recency=days_since,frequency=N,monetary=value", text);
  EXPECT_EQ(table.ids[0], "7");
  EXPECT_EQ(table.recency[0], 1);
  EXPECT_EQ(table.frequency[0], 2);
  EXPECT_EQ(to_string(table.monetary[0]), "4.5") << "not the usual name revenue";
  EXPECT_FALSE(table.has_dates());

  const CustomerTable dated = read_with(
      "customer=id,recency=none,frequency=n,first_purchase=first,last_purchase=last", text);
  EXPECT_EQ(dated.recency[0], 1) << "from its last purchase to the midnight after that day";
  EXPECT_EQ(to_string(dated.first_purchase[0]), "2024-01-02T00:00:00");
  EXPECT_EQ(to_string(dated.monetary[0]), "3");

  EXPECT_EQ(read_with("items=orders,frequency=n", "customer,recency,n,orders,spend\n7,1,2,9,3\n")
                .frequency[0],
            2)
      << "a column that is named for one field is not another, too";
  EXPECT_EQ(test::thrown<UsageError>(
                [&] { (void)read_with("customer=id,recency=days,frequency=n", text); }),
            folder_.path() +
                "/named.csv: columns recency=days: no such column among: id, days_since, n, "
                "revenue, value, first, last");
  EXPECT_EQ(test::thrown<DataError>([&] { (void)read_with("frequency=n", text); }),
            folder_.path() +
                "/named.csv:1: no customer or recency column among: id, days_since, "
                "n, revenue, value, first, last (hint: columns customer=NAME,recency=NAME)");
  EXPECT_EQ(
      test::thrown<UsageError>([] { (void)parse_column_names("customer=a,frequency=n,date=d"); }),
      "columns: date is a field of transactions, but frequency is one of customer tables");
}

TEST_F(CustomerFilesTest, AFileWithoutRowsIsAnError) {
  EXPECT_EQ(failure({kShort}), "0.csv: no rows after the header");
}

TEST_F(CustomerFilesTest, IsToldApartByItsMetrics) {
  EXPECT_TRUE(is_customer_file({"customer_id", "recency", "frequency", "monetary"}));
  EXPECT_TRUE(is_customer_file({"MONETARY", "Frequency", "x", "recency", "y"}));
  EXPECT_TRUE(is_customer_file({"client", "last_purchase", "orders", "revenue"}));
  EXPECT_FALSE(is_customer_file({"customer_id", "recency", "frequency"}));
  EXPECT_FALSE(is_customer_file({"customer_id", "date", "orders", "revenue"}));
  EXPECT_FALSE(is_customer_file({"InvoiceNo", "CustomerID", "InvoiceDate"}));
  EXPECT_FALSE(is_customer_file({}));
  const auto named = [](const std::string& names) {
    return is_customer_file({"id", "last_purchase", "orders", "revenue"},
                            parse_column_names(names));
  };
  EXPECT_TRUE(named("customer=id"));
  EXPECT_FALSE(named("customer=id,date=last_purchase"));
  EXPECT_TRUE(is_customer_file({"id", "days", "n", "eur"}, parse_column_names("recency=days")));
}

}  // namespace
}  // namespace rfmseg
