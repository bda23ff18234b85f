#include <gtest/gtest.h>

#include <cstdint>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

TEST(ErrorLimit, IsOnePercentByDefault) {
  const ErrorLimit limit;
  EXPECT_EQ(limit.describe(), "1% of rows");
  EXPECT_FALSE(limit.exceeded(0, 0));
  EXPECT_FALSE(limit.exceeded(0, 100));
  EXPECT_FALSE(limit.exceeded(1, 100));
  EXPECT_TRUE(limit.exceeded(2, 100));
  EXPECT_TRUE(limit.exceeded(1, 99));
}

TEST(ErrorLimit, IsAShareOrANumberOfRows) {
  EXPECT_EQ(ErrorLimit::parse("0.5%").describe(), "0.5% of rows");
  EXPECT_EQ(ErrorLimit::parse("100 %").describe(), "100% of rows");
  EXPECT_EQ(ErrorLimit::parse("0").describe(), "0 rows");
  EXPECT_FALSE(ErrorLimit::parse("0.5%").exceeded(5, 1000));
  EXPECT_TRUE(ErrorLimit::parse("0.5%").exceeded(6, 1000));
  EXPECT_TRUE(ErrorLimit::parse("0%").exceeded(1, 1'000'000));
  EXPECT_FALSE(ErrorLimit::parse("100%").exceeded(1000, 1000));
  EXPECT_FALSE(ErrorLimit::parse("3").exceeded(3, 3));
  EXPECT_TRUE(ErrorLimit::parse("3").exceeded(4, 1'000'000));
}

TEST(ErrorLimit, ManyRowsAreNoTrouble) {
  constexpr std::uint64_t kMany = 1'000'000'000'000'000'000;
  EXPECT_TRUE(ErrorLimit{}.exceeded(kMany, kMany));
  EXPECT_FALSE(ErrorLimit::parse("100%").exceeded(kMany, kMany));
  EXPECT_FALSE(ErrorLimit::parse("18446744073709551615").exceeded(kMany, kMany));
}

TEST(ErrorLimit, RefusesAnythingElse) {
  for (const char* bad : {"", "%", "x", "-1", "-1%", "101%", "1.5", "1e3", "5%%", " 5", "5 ",
                          "18446744073709551616", "0.0000000000000000001%"}) {
    EXPECT_EQ(test::thrown<UsageError>([&] { (void)ErrorLimit::parse(bad); }),
              std::string("error_limit: '") + bad +
                  "' is not a number of rows or a percentage such as 0.5%");
  }
}

}  // namespace
}  // namespace rfmseg
