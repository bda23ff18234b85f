#include "layout/near_layout.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "layout/embedded_layouts.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::thrown;

using Names = std::vector<std::string>;

const Names kShopify = {
    "Name",  "Email",           "Financial Status", "Created at", "Lineitem quantity",
    "Total", "Refunded Amount", "Cancelled at"};

Names without(Names header, const std::string& name) {
  std::erase(header, name);
  return header;
}

TEST(NearLayout, LacksOneOrTwoColumnsOfALayout) {
  const Names one = without(kShopify, "Refunded Amount");
  ASSERT_TRUE(find_near_layout(one));
  EXPECT_EQ(find_near_layout(one)->text(),
            "nearly shopify, but without its column 'Refunded Amount'");
  const Names two = without(one, "Total");
  EXPECT_EQ(find_near_layout(two)->text(),
            "nearly shopify, but without its columns 'Total' and 'Refunded Amount'");
  EXPECT_FALSE(find_near_layout(without(two, "Email"))) << "three are another file";
}

TEST(NearLayout, IsNoneOfAFileThatHasOne) {
  EXPECT_FALSE(find_near_layout(kShopify));
}

TEST(NearLayout, ColumnsOfAnyShopAreNone) {
  EXPECT_FALSE(find_near_layout({"InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "Customer"}));
  EXPECT_FALSE(find_near_layout({"Date", "Customer", "Total", "Status", "Email", "Currency"}));
  EXPECT_FALSE(find_near_layout({}));
}

TEST(EmbeddedMatch, IsThatOfTheParsedLayout) {
  for (const EmbeddedLayout& layout : embedded_layouts()) {
    EXPECT_EQ(embedded_match(layout.toml), load_layout(layout.name).match) << layout.name;
  }
}

TEST(Layout, OfAnExportThatCannotBeUsedNothingElseIsSaid) {
  EXPECT_EQ(thrown<UsageError>([] {
              (void)parse_layout("title = 'T'\nadvice = 'take the other'\norder = 'A'", "l.toml");
            }),
            "l.toml:3: unknown key 'order' (known keys: title, match, without, advice)");
}

TEST(Layout, AZoneThatIsNoneIsAnErrorWhereItStands) {
  EXPECT_EQ(thrown<UsageError>(
                [] { (void)parse_layout("title = 'T'\nzone = 'Europe/Berln'", "l.toml"); }),
            "l.toml:2: 'Europe/Berln' is not a time zone (for example America/New_York, "
            "Europe/Berlin or UTC)");
}

}  // namespace
}  // namespace rfmseg
