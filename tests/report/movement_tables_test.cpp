#include "report/tables/movement_tables.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

/// One customer, who was in the only segment and is gone.
Movement one_gone() {
  return compare({"old", "", {{"a", "Best", "553", 5, 2, Amount::from_integer(10)}}},
                 {"new", "", {}});
}

TEST(MovementTables, OfWhoIsGoneThereIsNothingAfter) {
  std::ostringstream csv;
  write_movers(one_gone(), *make_row_writer(Format::csv, {}, csv));
  EXPECT_EQ(csv.str(),
            "customer_id,from,from_key,to,to_key,scores_changed,recency_before,recency_after,"
            "frequency_before,frequency_after,monetary_before,monetary_after\n"
            "a,Best,best,(gone),,gone,5,,2,,10.00,\n");
  std::ostringstream out;
  write_json(one_gone(), out);
  const auto json = nlohmann::json::parse(out.str());
  EXPECT_TRUE(json["movers"][0]["to"].is_null());
  EXPECT_TRUE(json["movers"][0]["to_key"].is_null());
  EXPECT_EQ(json["movers"][0]["from_key"], "best");
  EXPECT_EQ(json["movers"][0]["before"]["recency"], 5);
  EXPECT_TRUE(json["movers"][0]["after"].is_null());
  EXPECT_EQ(json["segments"][0]["customers_before"], 1);
}

}  // namespace
}  // namespace rfmseg
