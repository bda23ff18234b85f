// The customers and the ledger of any small shop: the same however its rows are ordered, cut and
// packed and whoever reads them, and summing to the file as the test itself adds it up.

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/packed.hpp"
#include "support/printing.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg {
namespace {

/// A row, and what it is worth in hundredths by the rules of the ledger.
struct Row {
  std::string text;
  std::int64_t worth = 0;
  friend void showValue(const Row& row, std::ostream& out) { out << row.text; }
};

/// 250 → 2.50, or 2.5.
std::string decimal(std::int64_t hundredths, bool short_form) {
  const std::int64_t magnitude = hundredths < 0 ? -hundredths : hundredths;
  std::string text =
      fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", magnitude / 100, magnitude % 100);
  if (short_form && text.ends_with('0')) text.pop_back();
  return text;
}

rc::Gen<Row> any_row() {
  return rc::gen::exec([] {
    if (*rc::gen::inRange(0, 12) == 0) {
      return Row{*rc::gen::element<std::string>("1,7,2011-01-01", "1,7,2011-01-01,1,1,1",
                                                "1,7,2011-01-01,1,\x1f",
                                                "order,customer,date,quantity,price"),
                 0};
    }
    const auto order = *rc::gen::element<std::string>("1", "2", "3.0", "C4", "A5", "\"6\n\"");
    const auto customer = *rc::gen::element<std::string>("7", "7.0", "007", "8", "\"8,\"", "");
    const auto date = *rc::gen::element<std::string>("2011-01-31", "2011-02-01 08:00", "2011-02-30",
                                                     "2012-12-01T23:59:59", "2012-12-02", "");
    const auto quantity = *rc::gen::inRange<std::int64_t>(-3, 100);
    const auto price = *rc::gen::inRange<std::int64_t>(-200, 20'000);
    const bool no_price = *rc::gen::inRange(0, 15) == 0;
    const std::string price_text = no_price ? *rc::gen::element<std::string>("", "free", "1.2.3")
                                            : decimal(price, *rc::gen::element(true, false));
    return Row{fmt::format("{},{},{},{},{}", order, customer, date, quantity, price_text),
               no_price ? 0 : quantity * price};
  });
}

/// Everything that is found out from the file, or why nothing is.
struct Outcome {
  std::string text;
  Ledger::Entry total;
  bool kept = false;
};

class Shop {
 public:
  Outcome measure(const std::vector<Row>& rows, std::size_t block_size = 1 << 20,
                  unsigned threads = 1,
                  const std::function<std::string(std::string_view)>& pack = {}) const {
    std::string text = "order,customer,date,quantity,price\n";
    for (const Row& row : rows) text += row.text + '\n';
    const std::string path = folder_.write("data.csv", pack ? pack(text) : text);
    CleaningOptions options;
    options.error_limit = ErrorLimit::parse("100%");
    try {
      InputFiles files({path}, {std::nullopt, block_size});
      return outcome_of(measure_customers(files, {.cleaning = options, .threads = threads}));
    } catch (const DataError& error) {
      return {error.what(), {}, false};
    }
  }

 private:
  static Outcome outcome_of(const Customers& customers) {
    const TransactionSummary& summary = *customers.transactions;
    Outcome outcome{test::described(customers.table), summary.ledger.total(), true};
    for (std::size_t i = 0; i < kRowReasonCount; ++i) {
      const Ledger::Entry& entry = summary.ledger[static_cast<RowReason>(i)];
      outcome.text += fmt::format("{} {} {}\n", reason_key(static_cast<RowReason>(i)), entry.rows,
                                  to_string(entry.amount));
    }
    outcome.text += fmt::format("{} orders as of {}", summary.orders, to_string(summary.as_of));
    return outcome;
  }

  test::TempDir folder_;
};

/// Rows of which at least one can be read: without any date there is no format to find.
rc::Gen<std::vector<Row>> any_rows() {
  return rc::gen::map(rc::gen::container<std::vector<Row>>(any_row()), [](std::vector<Row> rows) {
    rows.push_back({"9,9,2011-06-01,1,9.99", 999});
    return rows;
  });
}

RC_GTEST_PROP(MeasureProperty, TheLedgerSumsToTheFile, ()) {
  const auto rows = *any_rows();
  const Outcome outcome = Shop().measure(rows);
  RC_ASSERT(outcome.kept);
  std::int64_t worth = 0;
  for (const Row& row : rows) worth += row.worth;
  RC_ASSERT(outcome.total.rows == rows.size());
  RC_ASSERT(outcome.total.amount == Amount::from(Decimal{worth, 2}));
}

RC_GTEST_PROP(MeasureProperty, BlocksThreadsAndPackingChangeNothing, ()) {
  const auto rows = *any_rows();
  const Shop shop;
  const Outcome expected = shop.measure(rows);
  RC_ASSERT(expected.kept);
  const auto block_size = *rc::gen::inRange<std::size_t>(rows.size() * 6, rows.size() * 40 + 50);
  const auto threads = *rc::gen::inRange(1U, 5U);
  RC_ASSERT(shop.measure(rows, block_size, threads).text == expected.text);
  RC_ASSERT(shop.measure(rows, block_size, threads, test::gzipped).text == expected.text);
  RC_ASSERT(shop.measure(rows, block_size, threads, test::zstandard).text == expected.text);
}

RC_GTEST_PROP(MeasureProperty, TheOrderOfRowsDoesNotMatter, ()) {
  auto rows = *any_rows();
  const Shop shop;
  const Outcome expected = shop.measure(rows);
  RC_ASSERT(expected.kept);
  for (std::size_t i = rows.size(); i > 1; --i) {
    std::swap(rows[i - 1], rows[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  RC_ASSERT(shop.measure(rows).text == expected.text);
}

}  // namespace
}  // namespace rfmseg
