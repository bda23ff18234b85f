#include "shop.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace rfmseg::shop {
namespace {

using Fields = std::vector<std::string>;

enum Column {
  kOrder,
  kCode,
  kDescription,
  kQuantity,
  kDate,
  kPrice,
  kCustomer,
  kCountry,
  kColumns
};

std::string shop_text(const ShopOptions& options) {
  std::ostringstream out;
  write_shop(options, out);
  return std::move(out).str();
}

/// Splits well-quoted CSV; knows nothing of how the shop writes it.
std::vector<Fields> read_csv(std::string_view text) {
  std::vector<Fields> rows;
  Fields row(1);
  bool quoted = false;
  char previous = '\n';
  for (const char c : text) {
    if (c == '"') {
      // A doubled quote closes and opens again at once: keep the quote it means.
      if (!quoted && previous == '"') row.back() += '"';
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      row.emplace_back();
    } else if (c == '\n' && !quoted) {
      rows.push_back(std::move(row));
      row.assign(1, "");
    } else {
      row.back() += c;
    }
    previous = c;
  }
  return rows;
}

bool is_date(const std::string& text) {
  std::istringstream in(text);
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char dash = 0;
  in >> year >> dash >> month;
  in.ignore(1);
  in >> day;
  return in && (std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)).ok();
}

bool is_number(const std::string& text) {
  char* end = nullptr;
  std::strtod(text.c_str(), &end);
  return !text.empty() && *end == '\0';
}

/// How often each kind of dirt occurs. From the missing customer id on, each is counted on rows
/// that no earlier kind spoils, as in the order of the cleaning rules, so that every rule is met.
std::map<std::string, std::size_t> count_dirt(const std::vector<Fields>& rows) {
  std::map<std::string, std::size_t> count;
  std::set<Fields> seen;
  for (const Fields& row : rows) {
    if (row.size() != kColumns) {
      ++count["too few columns"];
      continue;
    }
    const bool readable =
        is_date(row[kDate]) && is_number(row[kQuantity]) && is_number(row[kPrice]);
    count["unreadable date"] += !is_date(row[kDate]);
    count["unreadable quantity"] += !is_number(row[kQuantity]);
    count["unreadable price"] += !is_number(row[kPrice]);
    if (!readable) continue;
    count["exact duplicate"] += !seen.insert(row).second;
    count["comma in text"] += row[kDescription].find(',') != std::string::npos;
    count["quote in text"] += row[kDescription].find('"') != std::string::npos;
    count["newline in text"] += row[kDescription].find('\n') != std::string::npos;
    count["price with three decimals"] +=
        row[kPrice].size() > 4 && row[kPrice][row[kPrice].size() - 4] == '.';

    const double quantity = std::stod(row[kQuantity]);
    const double price = std::stod(row[kPrice]);
    if (row[kCustomer].empty()) {
      ++count["missing customer id"];
    } else if (row[kOrder].front() == 'C') {
      ++count["cancellation"];
      count["cancellation of a negative quantity"] += quantity < 0;
    } else if (row[kOrder].front() == 'A') {
      ++count["adjustment"];
    } else if (quantity <= 0) {
      ++count["non-positive quantity"];
    } else if (price <= 0) {
      ++count["non-positive price"];
    } else {
      ++count["clean"];
      ++count["code " + row[kCode]];
      count["abroad"] += row[kCountry] != "United Kingdom";
    }
  }
  return count;
}

std::size_t bad_rows(std::map<std::string, std::size_t> dirt) {
  return dirt["too few columns"] + dirt["unreadable date"] + dirt["unreadable quantity"] +
         dirt["unreadable price"];
}

double line_count(const ShopOptions& options) {
  const std::string text = shop_text(options);
  return static_cast<double>(std::count(text.begin(), text.end(), '\n'));
}

TEST(Shop, DefaultsGiveTheSampleInTheRepository) {
  std::ifstream file(RFMSEG_SOURCE_DIR "/data/sample_retail.csv", std::ios::binary);
  ASSERT_TRUE(file);
  std::ostringstream sample;
  sample << file.rdbuf();
  // Not EXPECT_EQ, which would print both files.
  EXPECT_TRUE(sample.str() == shop_text({})) << "run: make_shop > data/sample_retail.csv";
}

TEST(Shop, SeedDecidesTheBytes) {
  EXPECT_TRUE(shop_text({.seed = 7}) == shop_text({.seed = 7}));
  EXPECT_FALSE(shop_text({.seed = 7}) == shop_text({.seed = 8}));
}

TEST(Shop, SampleHasEveryKindOfDirt) {
  std::vector<Fields> rows = read_csv(shop_text({}));
  EXPECT_EQ(rows.front(), (Fields{"InvoiceNo", "StockCode", "Description", "Quantity",
                                  "InvoiceDate", "UnitPrice", "CustomerID", "Country"}));
  rows.erase(rows.begin());
  auto count = count_dirt(rows);
  for (const char* kind :
       {"too few columns", "unreadable date", "unreadable quantity", "unreadable price",
        "exact duplicate", "comma in text", "quote in text", "newline in text",
        "price with three decimals", "cancellation", "adjustment", "non-positive quantity",
        "non-positive price", "code POST", "code M", "code BANK CHARGES", "abroad"}) {
    EXPECT_GT(count[kind], 0) << kind;
  }
  EXPECT_EQ(count["cancellation"], count["cancellation of a negative quantity"]);
  EXPECT_GT(count["missing customer id"], rows.size() / 6);
  EXPECT_LT(count["missing customer id"], rows.size() / 4);
  EXPECT_GT(count["clean"], rows.size() * 2 / 3);
  EXPECT_LT(count["abroad"], rows.size() / 5);
  // The web till has no customer ids, so that its postage is never on a clean row.
  EXPECT_TRUE(std::any_of(rows.begin(), rows.end(),
                          [](const Fields& row) { return row.at(kCode) == "DOT"; }));
}

TEST(Shop, BadRowsStayBelowHalfAPercentAtAnySize) {
  for (const std::uint64_t customers : {1U, 10U, 50U, 200U, 1000U}) {
    const auto rows = read_csv(shop_text({.customers = customers}));
    EXPECT_LE(bad_rows(count_dirt({rows.begin() + 1, rows.end()})) * 200, rows.size()) << customers;
  }
}

TEST(Shop, OrdersAreNumberedInTheOrderOfTime) {
  std::string last_date;
  std::string last_order;
  for (const Fields& row : read_csv(shop_text({}))) {
    if (row.size() != kColumns || !is_date(row[kDate])) continue;
    const std::string order = row[kOrder].substr(row[kOrder].find_first_of("0123456789"));
    EXPECT_GE(row[kDate], last_date);
    EXPECT_GE(order, last_order);
    last_date = row[kDate];
    last_order = order;
  }
}

TEST(Shop, CustomersAreAsManyAsAskedFor) {
  std::set<std::string> customers;
  for (const Fields& row : read_csv(shop_text({.customers = 1500, .basket = 1}))) {
    if (row.size() == kColumns && row[kCustomer].ends_with(".0")) customers.insert(row[kCustomer]);
  }
  // A truncated line may have been someone's only one.
  EXPECT_LE(customers.size(), 1500);
  EXPECT_GE(customers.size(), 1495);
  EXPECT_EQ(*customers.begin(), "12346.0");
}

TEST(Shop, RowsGrowWithCustomers) {
  EXPECT_NEAR(line_count({.customers = 400}) / line_count({.customers = 200}), 2.0, 0.4);
  EXPECT_NEAR(line_count({.customers = 4000}) / line_count({.customers = 2000}), 2.0, 0.1);
  EXPECT_NEAR(line_count({.customers = 2000}) / 2000, 120, 20);
}

}  // namespace
}  // namespace rfmseg::shop
