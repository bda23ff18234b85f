#include "rfmseg/rfm/name_column.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace rfmseg {
namespace {

using Names = std::vector<std::string>;

TEST(NameColumn, GivesEachNameBackAndStoresItOnce) {
  const NameColumn names = {"France", "", "Spain", "France", ""};
  EXPECT_EQ(Names(names.begin(), names.end()), (Names{"France", "", "Spain", "France", ""}));
  EXPECT_EQ(names.distinct(), (Names{"France", "", "Spain"}));
  EXPECT_EQ(names.index(3), 0U);
  EXPECT_EQ(names.index(4), 1U);
  EXPECT_FALSE(names.empty());
  EXPECT_TRUE(NameColumn().empty());
}

TEST(NameColumn, AppendsNamesOfAnotherOrder) {
  NameColumn names = {"a", "b"};
  names.append({"c", "b", "a", "c"});
  names.append({});
  EXPECT_EQ(names, (NameColumn{"a", "b", "c", "b", "a", "c"}));
  EXPECT_EQ(names.distinct(), (Names{"a", "b", "c"}));
}

TEST(NameColumn, IsEqualIfItsValuesAre) {
  NameColumn names = NameColumn{"b", "a"}.without_values();
  EXPECT_TRUE(names.empty());
  EXPECT_EQ(names, NameColumn());
  names.push_index(1);
  names.push_back("b");
  EXPECT_EQ(names, (NameColumn{"a", "b"}));
  EXPECT_NE(names, (NameColumn{"b", "a"}));
  EXPECT_NE(names, (NameColumn{"a"}));
}

RC_GTEST_PROP(NameColumnProperty, HoldsWhatWasAdded, (const Names& first, const Names& second)) {
  NameColumn column;
  for (const std::string& name : first) column.push_back(name);
  NameColumn more;
  for (const std::string& name : second) more.push_back(name);
  column.append(more);
  Names all = first;
  all.insert(all.end(), second.begin(), second.end());
  RC_ASSERT(Names(column.begin(), column.end()) == all);
}

}  // namespace
}  // namespace rfmseg
