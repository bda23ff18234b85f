#include "clean/cleaning_run.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "csv/row_reader.hpp"
#include "load/transaction.hpp"
#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::thrown;

/// What one run gave: the judged rows in the file's order, and its accounts.
struct Outcome {
  std::vector<std::string> rows;  ///< `kept: <raw record>`
  std::vector<std::string> first_errors;
  Ledger ledger;
};

/// Gathers each block's rows and hands them on in the order of the file.
class GatheringSink final : public RowSink {
 public:
  explicit GatheringSink(std::vector<std::string>& all) : all_(all) {}
  void kept(const Transaction&, const RowReader& row) override { add(RowReason::kept, row); }
  void subtracted(RowReason reason, const Transaction&, const RowReader& row) override {
    add(reason, row);
  }
  void dropped(RowReason reason, const Transaction&, const RowReader& row) override {
    add(reason, row);
  }
  void unreadable(RowReason reason, const BadRow& bad, const RowReader& row) override {
    const bool is_bad = reason == RowReason::malformed || reason == RowReason::unreadable;
    EXPECT_EQ(bad.message.text().empty(), !is_bad);
    for (std::uint64_t line = 0; line < bad.lines; ++line) add(reason, row);
  }
  void end_block() override {
    all_.insert(all_.end(), rows_.begin(), rows_.end());
    rows_.clear();
  }

 private:
  void add(RowReason reason, const RowReader& row) {
    rows_.push_back(std::string(reason_key(reason)) + ": " + std::string(row.raw_record()));
  }
  std::vector<std::string>& all_;
  std::vector<std::string> rows_;
};

Outcome run(const std::vector<std::string>& texts, const CleaningOptions& options,
            std::size_t threads, std::size_t block_size) {
  Outcome outcome;
  CleaningRun run(options);
  for (const std::string& text : texts) {
    CsvText csv;
    const auto file = csv.open(text, {std::nullopt, block_size});
    std::vector<std::unique_ptr<GatheringSink>> sinks;
    std::vector<RowSink*> pointers;
    for (std::size_t i = 0; i < threads; ++i) {
      sinks.push_back(std::make_unique<GatheringSink>(outcome.rows));
      pointers.push_back(sinks.back().get());
    }
    run.read(*file, pointers);
    for (const Message& message : run.first_errors()) {
      const std::string error = message.text();
      EXPECT_NE(error, "");
      if (error.find(csv.path()) == std::string::npos) continue;
      outcome.first_errors.push_back(test::with_path_as(error, csv.path(), "FILE"));
    }
  }

  EXPECT_EQ(outcome.rows.size(), run.ledger().total().rows);
  EXPECT_EQ(run.files().size(), texts.size());
  outcome.ledger = run.ledger();
  return outcome;
}

/// The outcome, which is the same for any number of threads and block size.
Outcome run(const std::vector<std::string>& texts, const CleaningOptions& options = {}) {
  const Outcome expected = run(texts, options, 1, 1 << 20);
  for (const std::size_t threads : {1U, 3U}) {
    for (const std::size_t block_size : {60U, 500U}) {
      const Outcome outcome = run(texts, options, threads, block_size);
      EXPECT_EQ(outcome.rows, expected.rows) << threads << " threads, blocks of " << block_size;
      EXPECT_EQ(outcome.first_errors, expected.first_errors);
      for (std::size_t i = 0; i < kRowReasonCount; ++i) {
        const auto reason = static_cast<RowReason>(i);
        EXPECT_EQ(outcome.ledger[reason].rows, expected.ledger[reason].rows) << reason_name(reason);
        EXPECT_EQ(outcome.ledger[reason].amount, expected.ledger[reason].amount)
            << reason_name(reason);
      }
    }
  }
  return expected;
}

// UCI's layout marks C1 and A1.
const std::string kHeader = "InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice,Country\n";

TEST(CleaningRun, GivesEveryRowItsReason) {
  const Outcome outcome = run({kHeader + "1,7,2011-01-01,2,1.5,UK\n"
                                         "1,7,2011-01-01\n"
                                         "1,7,never,2,1.5,UK\n"
                                         "1,,2011-01-01,2,1.5,UK\n"
                                         "C1,7,2011-01-01,-2,1.5,UK\n"
                                         "\n"
                                         "A1,7,2011-01-01,1,-11062.06,UK\n"
                                         "\"2\",7,2011-01-01,1,0,\"U\nK\"\n"});
  EXPECT_EQ(
      outcome.rows,
      (std::vector<std::string>{
          "kept: 1,7,2011-01-01,2,1.5,UK", "malformed_row: 1,7,2011-01-01",
          "unreadable_value: 1,7,never,2,1.5,UK", "missing_customer_id: 1,,2011-01-01,2,1.5,UK",
          "cancellation: C1,7,2011-01-01,-2,1.5,UK", "adjustment: A1,7,2011-01-01,1,-11062.06,UK",
          "non_positive_price: \"2\",7,2011-01-01,1,0,\"U\nK\""}));
  EXPECT_EQ(outcome.ledger[RowReason::unreadable].amount, Amount::from_integer(3));
  EXPECT_EQ(outcome.ledger.total().rows, 7U);
  EXPECT_EQ(to_string(outcome.ledger.total().amount), "-11056.06") << "3 + 3 + 3 - 3 - 11062.06";
}

TEST(CleaningRun, AHeaderInTheMiddleIsNoBadRow) {
  // Files that were put one after another: with a byte order mark, quotes or blanks in the second.
  const std::string row = "1,7,2011-01-01,2,1.5,UK\n";
  const Outcome outcome =
      run({kHeader + row + kHeader + row + "\xEF\xBB\xBF" + kHeader + row +
           "\"InvoiceNo\", CustomerID,InvoiceDate,\"Quantity\",UnitPrice,Country\n" + row +
           "order,customer,date,quantity,price,\n"});
  EXPECT_EQ(outcome.ledger[RowReason::kept].rows, 4U);
  EXPECT_EQ(outcome.ledger[RowReason::repeated_header].rows, 3U);
  EXPECT_EQ(outcome.ledger.bad_rows(), 1U) << "one that is not the whole header";
  EXPECT_EQ(outcome.rows[1],
            "repeated_header: InvoiceNo,CustomerID,InvoiceDate,Quantity,UnitPrice,Country");
  EXPECT_EQ(outcome.first_errors.size(), 1U);
}

TEST(CleaningRun, AHeaderWithTheColumnsInAnotherOrderEndsTheRun) {
  const std::string row = "1,7,2011-01-01,2,1.5,UK\n";
  const std::string error = thrown<DataError>([&] {
    (void)run({kHeader + row + "CustomerID,InvoiceNo,InvoiceDate,Quantity,UnitPrice,Country\n" +
               "7,2,2011-01-02,2,1.5,UK\n"});
  });
  EXPECT_NE(
      error.find(":3: the order of columns changes here (hint: split the file before this line)"),
      std::string::npos)
      << error;
}

// Read by position, orders and customers would be exchanged from there on.
TEST(CleaningRun, AHeaderWithOtherNamesEndsTheRun) {
  const std::string row = "1,7,2011-01-01,2,1.5,UK\n";
  const std::string error = thrown<DataError>([&] {
    (void)run({kHeader + row + "Client,Order,Day,Pieces,Total,Land\n7,2,2011-01-02,2,1.5,UK\n"});
  });
  EXPECT_NE(error.find(":3: another header seems to start here, with the column 'Client'"),
            std::string::npos)
      << error;
}

TEST(CleaningRun, EachLineOfAMalformedRowCounts) {
  CleaningOptions options;
  options.error_limit = ErrorLimit::parse("100%");
  const std::string row = "1,7,2011-01-01,2,1.5,UK\n";
  const Outcome outcome = run({kHeader + row + "1,7,\"2011\n-01\n-01\",2,1.5\n" + row +
                               "1,\"7,2011-01-01,2,1.5,UK\n" + row + row},
                              options);
  EXPECT_EQ(outcome.ledger[RowReason::malformed].rows, 4U);
  EXPECT_EQ(outcome.ledger[RowReason::kept].rows, 4U);
  ASSERT_EQ(outcome.first_errors.size(), 2U);
  EXPECT_TRUE(outcome.first_errors[0].ends_with(
      ":3: too few columns (5 instead of 6); the row continues to line 5"))
      << outcome.first_errors[0];
  EXPECT_TRUE(
      outcome.first_errors[1].ends_with(":7: the quote that opens here is not closed before the "
                                        "next rows (hint: write a quote in the text twice)"))
      << outcome.first_errors[1];
}

TEST(CleaningRun, TheFirstOfEqualRowsIsKept) {
  CleaningOptions options;
  options.rules.drop_duplicates = true;
  const std::string row = "1,7,2011-01-01,2,1.5,UK\n";
  std::string text = kHeader;
  for (int i = 0; i < 20; ++i) {
    text += row + std::to_string(i) + ",7,2011-01-01,2,1.5,UK\n" + "\"1\",7,2011-01-01,2,1.5,UK\n";
  }
  const Outcome outcome = run({text, text}, options);
  EXPECT_EQ(outcome.ledger[RowReason::kept].rows, 20U);
  EXPECT_EQ(outcome.ledger[RowReason::duplicate].rows, 100U);
  EXPECT_EQ(outcome.rows[0], "kept: 1,7,2011-01-01,2,1.5,UK");
  EXPECT_EQ(outcome.rows[1], "kept: 0,7,2011-01-01,2,1.5,UK");
  EXPECT_EQ(outcome.rows[2], "duplicate_row: \"1\",7,2011-01-01,2,1.5,UK");
  EXPECT_EQ(run({text}).ledger[RowReason::duplicate].rows, 0U) << "only when asked";
}

TEST(CleaningRun, RowsDroppedForAnotherReasonAreNoDuplicates) {
  CleaningOptions options;
  options.rules.drop_duplicates = true;
  const Outcome outcome =
      run({kHeader + "1,,2011-01-01,2,1.5,UK\n1,,2011-01-01,2,1.5,UK\n"}, options);
  EXPECT_EQ(outcome.ledger[RowReason::missing_customer].rows, 2U);
}

TEST(CleaningRun, KeepsTheFirstFiveErrorsOfAllFilesInOrder) {
  std::string text = kHeader;
  for (int i = 0; i < 40; ++i) text += "1,7,2011-01-01,x,1.5,UK\nok,7,2011-01-01,2,1.5,UK\n";
  const std::string error = ": column Quantity: 'x' is not a number";
  EXPECT_EQ(run({text}).first_errors,
            (std::vector<std::string>{"FILE:2" + error, "FILE:4" + error, "FILE:6" + error,
                                      "FILE:8" + error, "FILE:10" + error}));
  const std::string one = kHeader + "1,7,2011-01-01,2,1.5\n1,7,2011-01-01,2,1.5,UK\n";
  EXPECT_EQ(run({one, one, text}).first_errors,
            (std::vector<std::string>{"FILE:2: too few columns (5 instead of 6)",
                                      "FILE:2: too few columns (5 instead of 6)", "FILE:2" + error,
                                      "FILE:4" + error, "FILE:6" + error}));
}

TEST(CleaningRun, ChecksTheErrorLimit) {
  CsvText csv;
  std::string text = kHeader;
  for (int i = 0; i < 100; ++i) text += "1,7,2011-01-01,2,1.5,UK\n";
  std::vector<std::string> nowhere;
  GatheringSink sink(nowhere);
  RowSink* const sinks[] = {&sink};

  CleaningRun good{CleaningOptions{}};
  good.read(*csv.open(text + "x\n"), sinks);
  EXPECT_NO_THROW(good.finish());

  CleaningRun bad{CleaningOptions{}};
  bad.read(*csv.open(text + "x\n1,7,2011-01-01,2,?,UK\n"), sinks);
  EXPECT_EQ(
      thrown<DataError>([&] { bad.finish(); }),
      "2 of 102 rows could not be read, more than error_limit allows (1% of rows); the first:\n"
      "  " +
          csv.path() + ":102: too few columns (1 instead of 6)\n  " + csv.path() +
          ":103: column UnitPrice: '?' is not a number");
}

TEST(CleaningRun, RemembersItsFiles) {
  CsvText csv;
  CleaningRun run{CleaningOptions{}};
  std::vector<std::string> nowhere;
  GatheringSink sink(nowhere);
  RowSink* const sinks[] = {&sink};
  run.read(*csv.open("customer;date;amount\n7;31/12/2010;1\n8;1/1/2011;1\n"), sinks);
  ASSERT_EQ(run.files().size(), 1U);
  EXPECT_EQ(run.files()[0].name, csv.path());
  EXPECT_EQ(run.files()[0].rows, 2U);
  EXPECT_EQ(run.files()[0].delimiter, ';');
  EXPECT_EQ(run.files()[0].date_format, "%d/%m/%Y");
}

TEST(CleaningRun, TheFirstContradictingDateIsTheErrorForAnyNumberOfThreads) {
  std::string text = "customer,date,amount\n1,31/12/2010,5\n";
  for (int i = 0; i < 3000; ++i) text += i % 1000 == 999 ? "1,12/31/2010,5\n" : "1,1/2/2011,5\n";
  for (const std::size_t threads : {1U, 2U, 4U}) {
    for (const std::size_t block_size : {1000U, 100'000U}) {
      const std::string message =
          thrown<DataError>([&] { (void)run({text}, CleaningOptions{}, threads, block_size); });
      EXPECT_NE(message.find(":1002: column date: '12/31/2010'"), std::string::npos) << message;
    }
  }
}

TEST(CleaningRun, TheCurrencyInTheNameOfAColumnCounts) {
  const auto file = [](const std::string& currency) {
    return "order,customer,date,Total (" + currency + ")\n1,a,2024-01-01,5\n2,b,2024-01-02,7\n";
  };
  const auto read = [](const std::vector<std::string>& texts, const CleaningOptions& options) {
    CleaningRun run(options);
    std::vector<std::string> rows;
    for (const std::string& text : texts) {
      CsvText csv;
      GatheringSink sink(rows);
      const std::vector<RowSink*> sinks = {&sink};
      run.read(*csv.open(text, {}), sinks);
    }
    run.finish();
    return run.ledger();
  };
  EXPECT_EQ(read({file("EUR"), file("EUR")}, {})[RowReason::kept].rows, 4U);
  const std::string error = thrown<DataError>([&] { (void)read({file("EUR"), file("USD")}, {}); });
  EXPECT_NE(error.find("amounts are in several currencies: EUR (2 rows worth 12.00), USD (2 "
                       "rows worth 12.00)"),
            std::string::npos)
      << error;
  CleaningOptions options;
  options.rules.currency = "USD";
  const Ledger ledger = read({file("EUR"), file("USD")}, options);
  EXPECT_EQ(ledger[RowReason::kept], (Ledger::Entry{2, Amount::from_integer(12)}));
  EXPECT_EQ(ledger[RowReason::other_currency].rows, 2U);
  EXPECT_EQ(ledger.details(RowReason::other_currency).at("EUR").amount, Amount::from_integer(12));
}

/// Options with this layout, whose file is in `folder`.
CleaningOptions with_layout(const test::TempDir& folder, const std::string& layout) {
  CleaningOptions options;
  options.load.layout.layout = folder.write(
      "l.toml",
      "title = 'T'\nmeasures = 'paid'\norder = 'order'\ncustomer = 'who'\ndate = 'day'\n" + layout);
  return options;
}

const std::string kVote =
    "amount = 'total'\ncurrency = 'currency'\nonce_an_order = ['total', 'status']\n"
    "count = { status = ['paid'] }\nleave_out = { status = ['cancelled'] }";

TEST(CleaningRun, TheUsualCurrencyIsThatOfMostOrdersThatCount) {
  const test::TempDir folder;
  // Two orders in USD; one in EUR of three rows, two more of which do not count.
  const std::string text =
      "order,who,day,total,status,currency\n1,a,2024-01-05,10,paid,USD\n"
      "2,b,2024-01-05,10,paid,USD\n3,c,2024-01-05,20,paid,EUR\n3,c,2024-01-05,,,EUR\n"
      "3,c,2024-01-05,,,EUR\n4,d,2024-01-05,7,cancelled,EUR\n5,d,2024-01-05,7,cancelled,EUR\n";
  const Outcome outcome = run({text}, with_layout(folder, kVote));
  EXPECT_EQ(outcome.ledger[RowReason::kept], (Ledger::Entry{2, Amount::from_integer(20)}));
  EXPECT_EQ(outcome.ledger.details(RowReason::other_currency).at("EUR"),
            (RowSum{1, Amount::from_integer(20)}));
}

TEST(CleaningRun, AnAmountWithoutACurrencyInAFileWithSeveralIsAQuestion) {
  const test::TempDir folder;
  const std::string header = "order,who,day,total,status,currency\n";
  const std::string text =
      header + "1,a,2024-01-05,10,paid,USD\n2,b,2024-01-05,11,paid,\n3,b,2024-01-05,7,paid,USD\n";
  EXPECT_EQ(run({text}, with_layout(folder, kVote)).ledger[RowReason::kept].rows, 3U);
  const std::string several = text + "4,c,2024-01-05,5,paid,EUR\n";
  const std::string error =
      thrown<DataError>([&] { (void)run({several}, with_layout(folder, kVote)); });
  EXPECT_NE(error.find("1 row worth 11.00 without a currency, in a file with EUR and USD (hint: "
                       "currency USD reads them as USD)"),
            std::string::npos)
      << error;
  // Who chooses a currency chooses it for these rows, if others have it.
  CleaningOptions chosen = with_layout(folder, kVote);
  chosen.rules.currency = "EUR";
  EXPECT_EQ(run({several}, chosen).ledger[RowReason::kept].rows, 2U);
  chosen.rules.currency = "GBP";
  EXPECT_NE(thrown<DataError>([&] { (void)run({several}, chosen); }).find("without a currency"),
            std::string::npos);
  // Rows that do not count ask nothing.
  const std::string cancelled = header +
                                "1,a,2024-01-05,10,paid,USD\n2,b,2024-01-05,11,cancelled,\n"
                                "4,c,2024-01-05,5,paid,EUR\n5,a,2024-01-05,1,paid,USD\n";
  EXPECT_EQ(run({cancelled}, with_layout(folder, kVote)).ledger[RowReason::kept].rows, 2U);
}

TEST(CleaningRun, ACurrencyOfRowsThatFiltersDropIsNoQuestion) {
  CleaningOptions options;
  options.rules.filters = {RowFilter::parse(RowFilter::Effect::keep, "currency=USD")};
  const Outcome outcome = run({"order,customer,date,amount,currency\n1,a,2024-01-01,5,USD\n"
                               "3,b,2024-01-03,8,EUR\n"},
                              options);
  EXPECT_EQ(outcome.ledger[RowReason::kept].rows, 1U);
}

TEST(CleaningRun, SubtractedValuesHaveAMinusSignInAllRowsOrInNone) {
  const test::TempDir folder;
  const CleaningOptions options = with_layout(folder, "amount = 'total - refund'");
  const std::string header = "order,who,day,total,refund\n";
  const auto warnings = [&](const std::string& rows) {
    CsvText csv;
    CleaningRun run(options);
    std::vector<std::string> nowhere;
    GatheringSink sink(nowhere);
    const std::vector<RowSink*> sinks = {&sink};
    run.read(*csv.open(header + rows, {}), sinks);
    return run.files().front().warnings;
  };
  EXPECT_TRUE(warnings("1,a,2024-01-05,20,5\n2,a,2024-01-05,20,0\n").empty());
  const auto minus = warnings("1,a,2024-01-05,20,-5\n2,a,2024-01-05,20,0\n");
  ASSERT_EQ(minus.size(), 1U);
  EXPECT_NE(minus[0].text().find("refund is subtracted, but already has a minus sign in 1 row"),
            std::string::npos)
      << minus[0].text();
  const std::string error = thrown<DataError>(
      [&] { (void)warnings("1,a,2024-01-05,20,-5\n2,a,2024-01-05,20,5\n3,a,2024-01-05,9,1\n"); });
  EXPECT_NE(
      error.find("refund is subtracted from the amount, but 1 of its values have a minus sign "
                 "and 2 do not"),
      std::string::npos)
      << error;
}

TEST(CleaningRun, WarnsOfRefundedOrdersWithMoneyLeft) {
  const test::TempDir folder;
  const CleaningOptions options =
      with_layout(folder, "amount = 'total - refund'\nrefunded = { status = ['refunded'] }");
  CsvText csv;
  CleaningRun run(options);
  std::vector<std::string> nowhere;
  GatheringSink sink(nowhere);
  const std::vector<RowSink*> sinks = {&sink};
  run.read(*csv.open("order,who,day,total,refund,status\n1,a,2024-01-05,20,0,refunded\n"
                     "2,a,2024-01-05,20,,refunded\n3,a,2024-01-05,20,20,refunded\n"
                     "4,a,2024-01-05,20,0,paid\n"),
           sinks);
  const auto& warnings = run.files().front().warnings;
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_NE(warnings[0].text().find("2 rows worth 40.00 are refunded (status=refunded), but the "
                                    "refund is less than the amount"),
            std::string::npos)
      << warnings[0].text();
}

TEST(CleaningRun, WarnsOfReturnsThatNoCustomerHas) {
  const test::TempDir folder;
  const CleaningOptions options =
      with_layout(folder, "amount = 'total'\nreturns = { kind = 'refund' }");
  CsvText csv;
  CleaningRun run(options);
  std::vector<std::string> nowhere;
  GatheringSink sink(nowhere);
  const std::vector<RowSink*> sinks = {&sink};
  run.read(*csv.open("order,who,day,total,kind\n1,a,2024-01-05,20,sale\n"
                     "1,,2024-01-06,5,refund\n2,,2024-01-06,9,sale\n"),
           sinks);
  const auto& warnings = run.files().front().warnings;
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_NE(
      warnings[0].text().find("1 return worth -5.00 has no customer id and is not subtracted"),
      std::string::npos)
      << warnings[0].text();
}

// The total of an order is in one of its rows, which a filter may drop.
TEST(CleaningRun, FiltersThatDivideAnOrderWithOneAmountAreAnError) {
  const test::TempDir folder;
  const std::string layout = "amount = 'total'\nonce_an_order = ['total', 'status']";
  const std::string text =
      "order,who,day,total,status,item,method\n1,a,2024-01-05,10,paid,tea,post\n"
      "1,a,2024-01-05,,,cup,\n2,b,2024-01-05,7,paid,tea,van\n2,b,2024-01-05,,,tea,\n";
  for (const char* const filter : {"item=tea", "item=cup"}) {
    for (const auto effect : {RowFilter::Effect::keep, RowFilter::Effect::drop}) {
      CleaningOptions options = with_layout(folder, layout);
      options.rules.filters = {RowFilter::parse(effect, filter)};
      for (const std::size_t block_size : {1U, 1U << 20}) {
        const std::string error =
            thrown<DataError>([&] { (void)run({text}, options, 2, block_size); });
        EXPECT_NE(error.find(":3: some rows of an order are kept and others (item="),
                  std::string::npos)
            << error;
      }
    }
  }
  // A blank may be a separate value: only one of the items was sent back.
  const std::string back =
      "order,who,day,total,status,back\n1,a,2024-01-05,10,paid,\n"
      "1,a,2024-01-05,,,yes\n";
  CleaningOptions drops = with_layout(folder, layout);
  drops.rules.filters = {RowFilter::parse(RowFilter::Effect::drop, "back=*")};
  EXPECT_NE(thrown<DataError>([&] { (void)run({back}, drops); }).find("others (back=yes) dropped"),
            std::string::npos);
  // A value next to the total is that of the order; a filter that divides no order applies.
  CleaningOptions options = with_layout(folder, layout);
  options.rules.filters = {RowFilter::parse(RowFilter::Effect::keep, "method=post")};
  const Outcome post = run({text}, options);
  EXPECT_EQ(post.ledger[RowReason::kept], (Ledger::Entry{1, Amount::from_integer(10)}));
  EXPECT_EQ(post.ledger[RowReason::not_counted], (Ledger::Entry{2, Amount::from_integer(7)}));
  options.rules.filters = {RowFilter::parse(RowFilter::Effect::keep, "item=tea,cup")};
  EXPECT_EQ(run({text}, options).ledger[RowReason::kept],
            (Ledger::Entry{2, Amount::from_integer(17)}));
}

TEST(CleaningRun, StockCodesCannotBeExcludedFromAnOrderWithOneAmount) {
  const test::TempDir folder;
  CleaningOptions options =
      with_layout(folder, "amount = 'total'\nstock_code = 'item'\nonce_an_order = ['total']");
  options.rules.excluded_stock_codes = {"tea"};
  const std::string error = thrown<UsageError>(
      [&] { (void)run({"order,who,day,total,item\n1,a,2024-01-05,10,tea\n"}, options); });
  EXPECT_NE(error.find("excluded stock codes cannot be dropped"), std::string::npos) << error;
}

TEST(CleaningRun, AnAmountWithoutACurrencyIsInTheChosenOne) {
  CleaningOptions options;
  options.rules.currency = "USD";
  const Outcome outcome = run({"order,customer,date,amount,currency\n1,a,2024-01-01,5,USD\n"
                               "2,a,2024-01-02,7,\n3,b,2024-01-03,8,EUR\n"},
                              options);
  EXPECT_EQ(outcome.ledger[RowReason::kept], (Ledger::Entry{2, Amount::from_integer(12)}));
  EXPECT_EQ(outcome.ledger[RowReason::other_currency].rows, 1U);
}

TEST(CleaningRun, ComparesLineAmountsOfAllThreads) {
  std::string text = "order,customer,date,quantity,price,amount\n";
  for (int i = 0; i < 30; ++i) text += std::to_string(i) + ",a,2024-01-01,2,3.00,6\n";
  text += "30,a,2024-01-01,2,3.00,7\n";
  for (const std::size_t threads : {1U, 3U}) {
    CleaningRun run({});
    CsvText csv;
    std::vector<std::string> rows;
    std::vector<std::unique_ptr<GatheringSink>> sinks;
    std::vector<RowSink*> pointers;
    for (std::size_t i = 0; i < threads; ++i) {
      sinks.push_back(std::make_unique<GatheringSink>(rows));
      pointers.push_back(sinks.back().get());
    }
    run.read(*csv.open(text, {std::nullopt, 100}), pointers);
    ASSERT_EQ(run.files().front().warnings.size(), 1U);
    const std::string warning = run.files().front().warnings.front().text();
    EXPECT_NE(
        warning.find("quantity \xC3\x97 price adds up to 186.00, but column amount to 187.00: "
                     "they differ in 1 of 31 rows"),
        std::string::npos)
        << warning;
  }
}

}  // namespace
}  // namespace rfmseg
