#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "rfmseg/rfm/columns.hpp"

namespace rfmseg {
namespace {

using Ids = std::vector<std::string>;

IdColumn id_column_of(const Ids& ids) {
  IdColumn column;
  for (const std::string& id : ids) column.push_back(id);
  return column;
}

TEST(IdColumn, IsEmptyAtFirst) {
  const IdColumn ids;
  EXPECT_TRUE(ids.empty());
  EXPECT_EQ(ids.size(), 0U);
  EXPECT_EQ(ids.begin(), ids.end());
}

TEST(IdColumn, GivesEachIdBack) {
  const IdColumn ids = id_column_of({"17850", "", "customer-1", std::string("a\0b", 3)});
  EXPECT_FALSE(ids.empty());
  ASSERT_EQ(ids.size(), 4U);
  EXPECT_EQ(ids[0], "17850");
  EXPECT_EQ(ids[1], "");
  EXPECT_EQ(ids[2], "customer-1");
  EXPECT_EQ(ids[3], std::string_view("a\0b", 3));
  EXPECT_EQ(ids.characters(), 18U);
}

TEST(IdColumn, IsTheSameOnlyWithTheSameIds) {
  EXPECT_EQ(id_column_of({"12", "3"}), id_column_of({"12", "3"}));
  EXPECT_NE(id_column_of({"12", "3"}), id_column_of({"1", "23"}));
}

TEST(IdColumn, HoldsMoreIdsThanABlock) {
  IdColumn ids;
  for (int i = 0; i < 2000; ++i) ids.push_back(std::to_string(i));
  ASSERT_EQ(ids.size(), 2000U);
  for (std::size_t i = 0; i < ids.size(); ++i) EXPECT_EQ(ids[i], std::to_string(i));
}

TEST(IdColumn, AppendsAcrossBlocks) {
  IdColumn ids = id_column_of({"a", ""});
  IdColumn more;
  for (int i = 0; i < 600; ++i) more.push_back(std::to_string(i));
  ids.append(more);
  ids.append(IdColumn{});
  ids.append(more);
  ASSERT_EQ(ids.size(), 1202U);
  EXPECT_EQ(ids[1], "");
  for (std::size_t i = 0; i < 1200; ++i) EXPECT_EQ(ids[i + 2], std::to_string(i % 600));
}

TEST(IdColumn, ExtendsWithEmptyTexts) {
  IdColumn ids = id_column_of({"a"});
  ids.extend(3);
  ids.extend(2);
  EXPECT_EQ(ids, id_column_of({"a", "", ""}));
}

TEST(IdColumn, RoomChangesNoId) {
  IdColumn ids = id_column_of({"1", "22"});
  ids.reserve(100, 1000);
  EXPECT_EQ(ids, id_column_of({"1", "22"}));
}

RC_GTEST_PROP(IdColumnProperty, HoldsWhatWasPutIn, (const Ids& ids)) {
  const IdColumn column = id_column_of(ids);
  RC_ASSERT(Ids(column.begin(), column.end()) == ids);
  for (std::size_t i = 0; i < ids.size(); ++i) RC_ASSERT(column[i] == ids[i]);
}

}  // namespace
}  // namespace rfmseg
