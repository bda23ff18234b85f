// Exports of platforms (tests/exports), read by the built binary without options: the customers,
// orders and revenue that right.json has, worked out by hand; or the error that says which export
// has buyers.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"
#include "rfmseg/layout/layout.hpp"
#include "rfmseg/load/decimal.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg::test {
namespace {

using ExportJson = nlohmann::json;

struct Export {
  ExportJson right;
  [[nodiscard]] std::string file() const { return right.at("file"); }
  friend std::ostream& operator<<(std::ostream& out, const Export& one) {
    return out << one.file();
  }
};

std::vector<Export> all_exports() {
  std::vector<Export> exports;
  const auto all = ExportJson::parse(read_file(source_folder() / "tests/exports/right.json"));
  for (const ExportJson& one : all) exports.push_back({one});
  return exports;
}

/// `4 customers, 5 orders, 1433.04` of the output of `rfm`.
std::string totals(const std::string& csv) {
  std::istringstream lines(csv);
  std::string line;
  std::getline(lines, line);
  int customers = 0;
  int orders = 0;
  Amount revenue;
  while (std::getline(lines, line)) {
    std::vector<std::string> cells;
    std::istringstream fields(line);
    for (std::string field; std::getline(fields, field, ',');) cells.push_back(field);
    ++customers;
    orders += std::stoi(cells.at(4));
    revenue += parse_amount(cells.at(5)).value();
  }
  return std::to_string(customers) + " customers, " + std::to_string(orders) + " orders, " +
         to_string(revenue, 2);
}

class Exports : public testing::TestWithParam<Export> {
 protected:
  Exports() {
    std::filesystem::copy(source_folder() / "tests/exports" / GetParam().file(),
                          folder_.path(GetParam().file()));
  }
  [[nodiscard]] Outcome run(const std::string& command) const {
    return run_command(command + ' ' + GetParam().file(), folder_.path());
  }
  [[nodiscard]] std::string right() const {
    const ExportJson& right = GetParam().right;
    return right.at("customers").dump() + " customers, " + right.at("orders").dump() + " orders, " +
           right.at("revenue").get<std::string>();
  }

  TempDir folder_;
};

TEST_P(Exports, AreReadRightWithoutOptions) {
  const Outcome outcome = run("rfmseg rfm");
  const ExportJson& one = GetParam().right;
  if (one.contains("error")) {
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_NE(outcome.error.find(one.at("error").get<std::string>()), std::string::npos)
        << outcome.error;
    return;
  }
  ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
  EXPECT_EQ(totals(outcome.out), right()) << outcome.error;
  const std::string said = "read as " + one.at("layout").get<std::string>() + ':';
  EXPECT_NE(outcome.error.find(said), std::string::npos) << outcome.error;
  // Blocks as small as can be, and two threads.
  EXPECT_EQ(run("rfmseg rfm --block-size 1 --threads 2").out, outcome.out);
}

TEST_P(Exports, AreReadTheSameAfterClean) {
  if (GetParam().right.contains("error")) return;
  // Headings are above the rows that clean keeps.
  if (GetParam().file().starts_with("quickbooks")) return;
  const Outcome cleaned = run("rfmseg clean --returns net -o kept.csv");
  ASSERT_EQ(cleaned.exit_code, 0) << cleaned.error;
  EXPECT_EQ(run_command("rfmseg rfm kept.csv", folder_.path()).out, run("rfmseg rfm").out);
}

TEST_P(Exports, AreMeasuredTheSameFromAStore) {
  if (GetParam().right.contains("error")) return;
  ASSERT_EQ(run("rfmseg ingest --store shop.db").exit_code, 0);
  const Outcome stored = run_command("rfmseg rfm --store shop.db", folder_.path());
  EXPECT_EQ(totals(stored.out), right()) << stored.error;
  EXPECT_EQ(stored.out, run("rfmseg rfm").out);
}

/// The export with other amounts: the first digit of each number with two or four decimals is
/// another.
std::string with_other_amounts(std::string text, char mark) {
  constexpr std::string_view kDigits = "0123456789";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t begin = text.find_last_not_of(kDigits, at - 1) + 1;
    const std::size_t end = std::min(text.find_first_not_of(kDigits, at + 1), text.size());
    const bool is_amount = begin < at && (end == at + 3 || end == at + 5) && text[end] != mark;
    if (is_amount && text[begin - 1] != mark) text[begin] = text[begin] == '9' ? '8' : '9';
  }
  return text;
}

// Each order is in two exports, with other amounts in the first.
TEST_P(Exports, OfOrdersThatChangeHaveTheLatestState) {
  const ExportJson& one = GetParam().right;
  if (one.contains("error")) return;
  if (!load_layout(one.at("layout")).restates_orders) return;
  const std::string text = read_file(folder_.path(GetParam().file()));
  const std::string file = GetParam().file();
  const bool has_comma = file == "paypal_de.csv" || file == "prestashop_orders_fr.csv";
  folder_.write("first.csv", with_other_amounts(text, has_comma ? ',' : '.'));
  const Outcome ingested = run("rfmseg ingest --store shop.db first.csv");
  ASSERT_EQ(ingested.exit_code, 0) << ingested.error;
  EXPECT_NE(ingested.error.find("of earlier files replaced"), std::string::npos) << ingested.error;
  const Outcome stored = run_command("rfmseg rfm --store shop.db", folder_.path());
  EXPECT_EQ(totals(stored.out), right()) << stored.error;
  const Outcome together = run("rfmseg rfm first.csv");
  EXPECT_EQ(totals(together.out), right()) << together.error;
}

std::string name_of_export(const testing::TestParamInfo<Export>& info) {
  return info.param.file().substr(0, info.param.file().find('.'));
}

constexpr const char* kShopifyHeader =
    "Name,Email,Financial Status,Created at,Lineitem quantity,Total,Refunded Amount,Cancelled at,"
    "Currency,Subtotal\n";

TEST(ShopifyExport, ARefundWithTaxDoesNotLowerOtherOrdersWhenGoodsAreMeasured) {
  TempDir folder;
  folder.write("orders.csv", std::string(kShopifyHeader) +
                                 "#2,b@x.com,refunded,2024-01-05 10:00:00,1,60,60,,USD,40\n"
                                 "#3,b@x.com,paid,2024-01-06 10:00:00,1,60,0,,USD,40\n");
  const Outcome goods = run_command("rfmseg rfm --measure goods orders.csv", folder.path());
  EXPECT_EQ(totals(goods.out), "1 customers, 1 orders, 40.00") << goods.error;
}

TEST(ShopifyExport, AnOrderOfTwoFilesCountsInItsLatestState) {
  TempDir folder;
  const std::string header = kShopifyHeader;
  folder.write("jan.csv", header +
                              "#1,b@x.com,paid,2024-01-06 10:00:00,1,20.00,0.00,,USD,20.00\n"
                              "#2,c@x.com,paid,2024-01-07 10:00:00,1,9.00,0.00,,USD,9.00\n");
  folder.write("feb.csv", header +
                              "#1,b@x.com,partially_refunded,2024-01-06 10:00:00,1,20.00,5.00,,"
                              "USD,20.00\n"
                              "#2,c@x.com,paid,2024-01-07 10:00:00,1,9.00,0.00,2024-01-09 "
                              "10:00:00,USD,9.00\n");
  // 5.00 of order 1 were refunded, order 2 was cancelled.
  const Outcome both = run_command("rfmseg rfm jan.csv feb.csv", folder.path());
  EXPECT_EQ(totals(both.out), "1 customers, 1 orders, 15.00") << both.error;
  EXPECT_NE(both.error.find("jan.csv: 2 rows worth 29.00 skipped: another file has a newer version "
                            "of the order"),
            std::string::npos)
      << both.error;
  const Outcome piped = run_command("rfmseg clean jan.csv feb.csv | rfmseg rfm", folder.path());
  EXPECT_EQ(totals(piped.out), "1 customers, 1 orders, 15.00") << piped.error;
  const Outcome sums = run_command("rfmseg rfm --restate none jan.csv feb.csv", folder.path());
  EXPECT_EQ(totals(sums.out), "2 customers, 2 orders, 44.00") << sums.error;
  // Standard input cannot be read twice.
  const Outcome once = run_command("cat jan.csv | rfmseg rfm - feb.csv", folder.path());
  EXPECT_NE(once.error.find("belongs to orders that earlier files contain in another version"),
            std::string::npos)
      << once.error;
}

TEST(ShopifyExport, AnOrderThatDoesNotCountDoesNotMoveTheAsOfDate) {
  TempDir folder;
  folder.write("orders.csv", std::string(kShopifyHeader) +
                                 "#3,c@x.com,pending,2024-01-20 10:00:00,1,9.00,0.00,,USD,9.00\n"
                                 "#1,a@x.com,paid,2024-01-05 10:00:00,1,7.00,0.00,,USD,7.00\n");
  const Outcome whole = run_command("rfmseg rfm orders.csv", folder.path());
  EXPECT_EQ(whole.out.substr(whole.out.find('\n')),
            "\na@x.com,2024-01-05T10:00:00,2024-01-05T10:00:00,0,1,7.00,1\n");
  const Outcome piped = run_command("rfmseg clean orders.csv | rfmseg rfm", folder.path());
  EXPECT_EQ(piped.out, whole.out);
}

TEST(ShopifyExport, OrdersOfAnotherCurrencyOnlyAreAnErrorThatNamesIt) {
  TempDir folder;
  folder.write("orders.csv", std::string(kShopifyHeader) +
                                 "#1,,paid,2024-01-05 10:00:00,1,7.00,0.00,,USD,7.00\n"
                                 "#2,,paid,2024-01-05 10:00:00,1,7.00,0.00,,USD,7.00\n"
                                 "#3,a@x.com,paid,2024-01-05 10:00:00,1,7.00,0.00,,EUR,7.00\n");
  const Outcome outcome = run_command("rfmseg rfm orders.csv", folder.path());
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_NE(outcome.error.find("1 other currency + 2 missing customer id (hint: --currency EUR)"),
            std::string::npos)
      << outcome.error;
}

TEST(QuickBooksExport, CleanRefusesRowsThatNeedTheHeadingAbove) {
  const Outcome outcome =
      run_command("rfmseg clean " + (source_folder() / "tests/exports").string() +
                      "/quickbooks_sales_by_customer.csv",
                  ".");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_NE(outcome.error.find("fills rows from the rows above them"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Cli, Exports, testing::ValuesIn(all_exports()), name_of_export);

}  // namespace
}  // namespace rfmseg::test
