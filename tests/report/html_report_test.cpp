#include "rfmseg/report/html_report.hpp"

#include <fmt/core.h>
#include <gtest/gtest.h>

#include <chrono>
#include <sstream>
#include <string>
#include <string_view>

#include "report/html/style.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {
namespace {

/// `count` customers; customer i bought i % 7 + 1 times, i % 300 days ago.
Customers customers(int count, std::string_view id_prefix = "") {
  Customers customers;
  TransactionSummary transactions;
  for (int i = 1; i <= count; ++i) {
    Customer customer;
    customer.id = std::string(id_prefix) + std::to_string(i);
    customer.recency = i % 300;
    customer.frequency = i % 7 + 1;
    customer.monetary = Amount::from(Decimal{105 * (i % 911 + 1), 1});
    customer.items = Amount::from_integer(2 * i % 50 + 1);
    customers.table.add(customer);
    transactions.ledger.add(RowReason::kept, customer.monetary);
    transactions.orders += static_cast<std::uint64_t>(customer.frequency);
  }
  transactions.files.resize(1);
  transactions.files[0].name = "<img src=x onerror=alert(1)>.csv";
  customers.transactions = transactions;
  return customers;
}

Analysis analysis_of(Customers customers) {
  KMeansOptions kmeans;
  kmeans.k = 2;
  return analyze(std::move(customers), {load_scheme("classic"), {kmeans}});
}

std::string html_of(const Analysis& analysis, const HtmlOptions& options = {}) {
  std::ostringstream out;
  write_html(analysis, options, out);
  return out.str();
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

TEST(HtmlReport, HasEverySection) {
  const std::string html = html_of(analysis_of(customers(100)));
  for (const std::string_view title :
       {"<h2 class=\"unseen\">Segments</h2>", "<h2>Segments in detail</h2>", "<h2>Revenue</h2>",
        "<h2>Distributions</h2>", "<h2>Clusters</h2>", "<h2>Rows kept and dropped</h2>",
        "<h2>How it was computed</h2>"}) {
    EXPECT_EQ(count(html, title), 1U) << title;
  }
  // Nobody looked for a number of clusters.
  EXPECT_EQ(count(html, "<h2>Number of clusters</h2>"), 0U);
}

TEST(HtmlReport, ExplainsTheChoiceOfK) {
  AnalysisOptions options{load_scheme("classic"), {}};
  options.clustering.search = KSearch{2, 4};
  const std::string html = html_of(analyze(customers(100), options));
  EXPECT_EQ(count(html, "<h2>Number of clusters</h2>"), 1U);
  EXPECT_EQ(count(html, "k = 3: inertia"), 1U);
}

TEST(HtmlReport, OfMeasuredCustomersHasNoLedger) {
  Customers measured = customers(50);
  measured.transactions.reset();
  const std::string html = html_of(analysis_of(std::move(measured)));
  EXPECT_EQ(count(html, "Rows kept and dropped"), 0U);
  EXPECT_EQ(count(html, "<h2>Segments in detail</h2>"), 1U);
  EXPECT_EQ(count(html, "Data quality"), 0U);
}

TEST(HtmlReport, RunsNothingOfWhatStrangersWrote) {
  const std::string html =
      html_of(analysis_of(customers(20, "\"><script>alert(1)</script>")),
              {"<script>alert(3)</script>", "rfmseg analyze '</td><script>alert(2)</script>'"});
  EXPECT_EQ(count(html, "<script"), 0U);
  EXPECT_EQ(count(html, "<img"), 0U);
  EXPECT_GT(count(html, "&lt;script&gt;alert(1)"), 0U);
  EXPECT_EQ(count(html, "&lt;script&gt;alert(2)"), 1U);
  EXPECT_EQ(count(html, "<li>&lt;script&gt;alert(3)"), 1U);
}

TEST(HtmlReport, NeedsNothingFromElsewhere) {
  const std::string html = html_of(analysis_of(customers(50)));
  EXPECT_EQ(count(html, " src=\""), 0U);
  EXPECT_EQ(count(html, " href=\""), count(html, " href=\"#"));  // parts of the page
  EXPECT_EQ(count(html, "url("), 0U);
  EXPECT_EQ(count(html, "http://"), count(html, "xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_EQ(count(html, "https://"), 0U);
  EXPECT_EQ(count(html, "default-src 'none'"), 1U);
  EXPECT_EQ(count(html, "style="), 0U);  // the policy would block it
  EXPECT_EQ(count(html, std::string("<style>") + std::string(html::style()) + "</style>"), 1U);
}

TEST(HtmlReport, LinksLeadToPartsOfThePage) {
  const std::string html = html_of(analysis_of(customers(50)));
  for (const std::string_view part :
       {"summary", "segments", "revenue", "clusters", "appendix", "quality"}) {
    EXPECT_EQ(count(html, fmt::format("<a href=\"#{}\">", part)), 1U) << part;
    EXPECT_EQ(count(html, fmt::format(" id=\"{}\"", part)), 1U) << part;
  }
  EXPECT_EQ(count(html, " id=\""), count(html, "<a href="));
}

TEST(HtmlReport, HasTheTitleThatIsAskedFor) {
  HtmlOptions options;
  options.title = "Q4 <review>";
  const std::string html = html_of(analysis_of(customers(50)), options);
  EXPECT_EQ(count(html, "<title>Q4 &lt;review&gt;</title>"), 1U);
  EXPECT_EQ(count(html, "<b>Q4 &lt;review&gt;</b>"), 1U);
  EXPECT_EQ(count(html, "Customer segments"), 0U);
}

TEST(HtmlReport, HatchesMonthsThatTheDataHaveOnlyInPart) {
  Customers shop = customers(50);
  TransactionSummary& of = *shop.transactions;
  const auto day = [](int month, int of_month) {
    return Timestamp(std::chrono::local_days(std::chrono::year(2011) / month / of_month));
  };
  for (int month = 1; month <= 3; ++month) {
    of.months.push_back({std::chrono::year(2011) / std::chrono::month(static_cast<unsigned>(month)),
                         Amount::from_integer(1000 * month), 5});
  }
  of.first_purchase = day(1, 20);
  of.last_purchase = day(3, 31);
  of.as_of = day(4, 1);
  const std::string html = html_of(analysis_of(shop));
  EXPECT_EQ(count(html, "Hatched: the data have only a part of Jan 2011."), 1U);
  EXPECT_EQ(count(html, "class=\"hatch\""), 4U);  // two kinds of columns, for two widths
  // A shop need not sell on the first day of a month.
  of.first_purchase = day(1, 3);
  EXPECT_EQ(count(html_of(analysis_of(shop)), "Hatched"), 0U);
  of.as_of = day(3, 31);
  EXPECT_EQ(count(html_of(analysis_of(shop)), "only a part of Mar 2011."), 1U);
}

TEST(HtmlReport, EveryChartSaysWhatItShows) {
  const std::string html = html_of(analysis_of(customers(50)));
  // The bars of the table of segments stand next to their numbers.
  const std::size_t charts = count(html, "<svg") - count(html, "<svg class=\"bar\"");
  EXPECT_GE(charts, 9U);
  EXPECT_EQ(charts, count(html, "role=\"img\" aria-label=\""));
  EXPECT_EQ(charts, count(html, "<desc>"));
  EXPECT_EQ(count(html, "<figure") + 1, count(html, "<details>"));
}

TEST(HtmlReport, DoesNotGrowWithCustomers) {
  const std::size_t few = html_of(analysis_of(customers(2'000))).size();
  const std::size_t many = html_of(analysis_of(customers(40'000))).size();
  EXPECT_LT(many, few + few / 4);
  EXPECT_LT(many, std::size_t{1} << 20);
}

TEST(HtmlReport, OfOneCustomer) {
  AnalysisOptions options{load_scheme("classic"), {}};
  options.clustering.kmeans.k = 1;
  const std::string html = html_of(analyze(customers(1), options));
  EXPECT_EQ(count(html, "nan"), 0U);
  EXPECT_EQ(count(html, "inf"), 0U);
}

TEST(HtmlReport, OfCustomersWhoBroughtNothing) {
  Customers measured = customers(30);
  AmountColumn& monetary = measured.table.monetary;
  for (std::size_t i = 0; i < monetary.size(); ++i) monetary.set(i, Amount{});
  measured.transactions.reset();
  const std::string html = html_of(analysis_of(std::move(measured)));
  EXPECT_EQ(count(html, "nan"), 0U);
  EXPECT_EQ(count(html, "Pareto"), 0U);  // there are no shares of nothing
  EXPECT_EQ(count(html, "<h1>The largest segment is "), 1U);
  EXPECT_EQ(count(html, "orders once more"), 0U);
}

/// Two customers to keep, three to win back in two segments, one to grow; recency 1 to 6 days.
Analysis hand_made(bool grouped) {
  std::string toml = R"(name = "hand"
[metrics.recency]
cuts = [2, 4, 5]
[[segment]]
name = "Best"
recency = 4
[[segment]]
name = "Late"
recency = 3
[[segment]]
name = "Later"
recency = 2
[[segment]]
name = "New"
)";
  if (grouped) {
    std::size_t at = 0;
    for (const std::string_view group : {"keep", "win-back", "win-back", "grow"}) {
      at = toml.find("name = ", toml.find("[[segment]]", at));
      toml.insert(at, "group = \"" + std::string(group) + "\"\n");
    }
  }
  Customers customers;
  for (int i = 1; i <= 6; ++i) {
    Customer customer;
    customer.id = "c" + std::to_string(i);
    customer.recency = i;
    customer.frequency = 2;
    customer.monetary = Amount::from_integer(i == 1 ? 9000 : 100 * i);
    customers.table.add(customer);
  }
  AnalysisOptions options{parse_scheme(toml, "hand.toml"), {}};
  options.clustering.kmeans.k = 1;
  return analyze(std::move(customers), options);
}

TEST(HtmlReport, TheFindingAndWhatToDoFirst) {
  const std::string html = html_of(hand_made(true));
  // Of 9000 + 200 + 300 + 400 + 500 + 600 = 11,000 the best two of six bring 9,200, 83.6%.
  EXPECT_EQ(count(html,
                  "<h1>Best are 33% of customers but bring 84% of revenue. 3 customers who "
                  "spent 1.2k are slipping away: half of them have not ordered for 4 days or "
                  "more.</h1>"),
            1U);
  // c5 spent most per customer of those to win back; one order was 250.
  EXPECT_EQ(count(html,
                  "<h3>Call 1 customer</h3>\n<p>Later: 500 spent, last order 5 days ago.</p>\n"
                  "<p>Top: c5 (500).</p>\n<p class=\"prize\">About 62.5 if 1 in 4 orders once "
                  "more (average 250).</p>"),
            1U);
  // The median of 3 and 4 days; an order was 700 / 4, of 2 / 10 customers.
  EXPECT_EQ(count(html,
                  "<h3>Win back 2 customers</h3>\n<p>Late: 700 spent, last order 3.5 days ago "
                  "(median).</p>\n<p>Top: c4 (400), c3 (300).</p>\n<p class=\"prize\">About 35 "
                  "if 1 in 10 orders once more (average 175).</p>"),
            1U);
  EXPECT_EQ(count(html, "<h3>Grow 1 customer</h3>\n<p>New: 600 spent, last order 6 days ago.</p>"),
            1U);
  for (const std::string_view title : {"Keep", "Win back", "Grow"}) {
    EXPECT_EQ(count(html, "<span>" + std::string(title) + "</span> <span class=\"sum\">"), 1U);
  }
  EXPECT_EQ(count(html, "Low cost"), 0U);
}

// Cells of the heat map have no room for seven characters, nor has the usual table.
TEST(HtmlReport, OfManyCustomersHasRoomForTheirNumbers) {
  Customers customers;
  for (int i = 0; i < 100'000; ++i) {
    Customer customer;
    customer.id = std::to_string(i);
    customer.recency = 1 + i % 2;
    customer.frequency = 1 + i % 2;
    customer.monetary = Amount::from_integer(1 + i % 2);
    customers.table.add(customer);
  }
  AnalysisOptions options{parse_scheme("name = \"all\"\n[[segment]]\nname = \"All\"\n", "all.toml"),
                          {}};
  options.clustering.kmeans.k = 2;
  const std::string html = html_of(analyze(std::move(customers), options));
  EXPECT_EQ(count(html, "<table class=\"segments large\">"), 1U);
  const std::size_t at = html.find("aria-label=\"Segments against clusters\"");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(count(html.substr(at, html.find("</svg>", at) - at), ">50k</text>"), 2U);
  EXPECT_EQ(count(html_of(hand_made(true)), "<table class=\"segments\">"), 1U);
}

TEST(HtmlReport, OfASchemeWithoutGroupsHasOneTable) {
  const std::string html = html_of(hand_made(false));
  EXPECT_EQ(count(html, "<h1>Best are 33% of customers but bring 84% of revenue.</h1>"), 1U);
  EXPECT_EQ(count(html, "<tr class=\"group\">"), 0U);
  EXPECT_EQ(count(html, "What to do first"), 0U);
  EXPECT_EQ(count(html, "<table class=\"segments\">"), 1U);
}

}  // namespace
}  // namespace rfmseg
