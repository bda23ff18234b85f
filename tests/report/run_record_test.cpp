#include "rfmseg/report/run_record.hpp"

#include <gtest/gtest.h>

#include "cluster/customers.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg {
namespace {

TEST(RunRecord, KeepsWhatEveryCustomerIs) {
  const test::TempDir folder;
  Store store(folder.path("shop.db"), Store::Access::write);
  CustomerTable table = test::customers({{3, 2, "10.5"}, {40, 1, "2"}});
  table.as_of = TimestampParser(TimestampParser::Known::iso).parse("2011-12-10");
  EXPECT_EQ(record_run(store, "rfm", "", table, {}), 1);
  const Segmentation segmentation = segment_customers(table, load_scheme("classic"));
  EXPECT_EQ(record_run(store, "segment", "model.json", table, {.segmentation = &segmentation}), 2);

  const auto runs = store.runs();
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].definition.command, "rfm");
  EXPECT_EQ(runs[0].definition.as_of, "2011-12-10T00:00:00");
  EXPECT_EQ(runs[0].definition.scheme, "");
  EXPECT_EQ(runs[0].definition.cuts, "");
  EXPECT_EQ(runs[1].definition.scheme, "classic");
  EXPECT_EQ(runs[1].definition.model, "model.json");
  // Type-7 quantiles at fifths of 3 and 40 days.
  EXPECT_EQ(runs[1].definition.cuts.substr(0, 39), R"({"recency":["10.4","17.8","25.2","32.6")");

  const std::vector<RunCustomer> customers = store.run_customers(2);
  ASSERT_EQ(customers.size(), 2U);
  EXPECT_EQ(customers[0].id, "1");
  EXPECT_EQ(customers[0].recency, "3");
  EXPECT_EQ(customers[0].frequency, "2");
  EXPECT_EQ(customers[0].monetary, "10.50");
  EXPECT_EQ(customers[0].rfm_score, "555");
  EXPECT_EQ(customers[0].segment, "Champions");
  EXPECT_EQ(customers[0].cluster, "");
}

}  // namespace
}  // namespace rfmseg
