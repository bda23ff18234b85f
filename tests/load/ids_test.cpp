#include "load/ids.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

bool zero_is_nobody(const Cells& customers) {
  return IdReader(find_id_format(customers, {})).is_nobody("0");
}

TEST(Ids, ZeroIsNobodyAmongLongerNumbers) {
  EXPECT_TRUE(zero_is_nobody({"17850", "0", "13047.0"}));
  EXPECT_TRUE(zero_is_nobody({"17850", "0", "", "NULL"})) << "blank ids say nothing";
  EXPECT_FALSE(zero_is_nobody({"7", "0", "12"})) << "an id like others";
  EXPECT_FALSE(zero_is_nobody({"A7", "0"}));
  EXPECT_FALSE(zero_is_nobody({"17850", "13047"}));
}

TEST(Ids, WhatTheUserNamesIsNobodyAndNothingElse) {
  const IdReader usual(find_id_format({}, {}));
  for (const char* id : {"", "NULL", "nan", "-", "Guest"}) EXPECT_TRUE(usual.is_nobody(id)) << id;
  EXPECT_FALSE(usual.is_nobody("anon"));
  LoadOptions options;
  options.nobody = {"anon"};
  const IdReader named(find_id_format({}, options));
  EXPECT_TRUE(named.is_nobody("ANON"));
  EXPECT_TRUE(named.is_nobody(""));
  EXPECT_FALSE(named.is_nobody("NULL"));
  EXPECT_FALSE(named.is_nobody("guest"));
}

TEST(Ids, AnExponentWithAPlusHasReplacedDigits) {
  EXPECT_TRUE(has_lost_digits("4.5678E+12"));
  EXPECT_TRUE(has_lost_digits("4,5e+12"));
  for (const char* id : {"12E34", "E+12", "A1E+12", "4E+", "17850"}) {
    EXPECT_FALSE(has_lost_digits(id)) << id;
  }
}

}  // namespace
}  // namespace rfmseg
