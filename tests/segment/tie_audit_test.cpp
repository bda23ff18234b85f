#include "rfmseg/segment/tie_audit.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rfmseg {
namespace {

/// Ten customers, of whom six have ordered once, under two segments by frequency.
TieAudit audit(const std::string& method) {
  CustomerTable table;
  for (const int orders : {1, 1, 1, 1, 1, 1, 2, 3, 4, 5}) {
    Customer customer;
    customer.id = std::to_string(table.size());
    customer.recency = static_cast<std::int64_t>(table.size());
    customer.frequency = orders;
    table.add(customer);
  }
  const Scheme scheme = parse_scheme("name = 'x'\n[metrics.frequency]\nmethod = '" + method +
                                         "'\nbins = 2\n[[segment]]\nname = 'Often'\nfrequency = 2\n"
                                         "[[segment]]\nname = 'Seldom'\nfrequency = 1\n",
                                     "x.toml");
  return audit_ties(table, segment_customers(table, scheme));
}

// Ranks split the six after the fifth. By value the median, 1, is below the other four only: the
// sixth of the six would move.
TEST(TieAudit, CountsThoseWhoShareAValueAcrossAnEdge) {
  for (const char* method : {"rank", "ntile"}) {
    const TieAudit ties = audit(method);
    EXPECT_EQ(ties.frequency, 6) << method;
    EXPECT_EQ(ties.other_segment, 1) << method;
    EXPECT_EQ(ties.recency, 0);
  }
}

TEST(TieAudit, FindsNothingWhereEqualValuesAreKeptTogether) {
  for (const char* method : {"quantile", "natural"}) {
    EXPECT_EQ(audit(method).frequency, 0) << method;
    EXPECT_EQ(audit(method).other_segment, 0) << method;
  }
}

}  // namespace
}  // namespace rfmseg
