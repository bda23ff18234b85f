#include "rfmseg/movement/condition.hpp"

#include <gtest/gtest.h>

#include <string>

#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

/// 100 At Risk become 110, of which 10 were Champions; 50 Champions become 40; nobody was Lost and
/// 3 new ones are.
Movement example() {
  Movement movement;
  movement.segments = {"Champions", "At Risk", "Lost"};
  movement.changes = {{50, 40, {}, {}}, {100, 110, {}, {}}, {0, 3, {}, {}}};
  movement.transitions = {
      {0, 0, 40, {}, {}}, {0, 1, 10, {}, {}}, {1, 1, 100, {}, {}}, {kNoSegment, 2, 3, {}, {}}};
  return movement;
}

bool met(const std::string& text) {
  return condition_met(parse_condition(text), example()).has_value();
}

TEST(Condition, ComparesSizes) {
  EXPECT_TRUE(met("At Risk>109"));
  EXPECT_FALSE(met("At Risk>110"));
  EXPECT_TRUE(met("At Risk < 110.5"));
  EXPECT_FALSE(met("Champions<40"));
}

TEST(Condition, ComparesWithEquality) {
  EXPECT_TRUE(met("At Risk>=110"));
  EXPECT_FALSE(met("At Risk>=110.5"));
  EXPECT_TRUE(met("Champions <= 40"));
  EXPECT_FALSE(met("Champions<=39"));
  EXPECT_TRUE(met("At Risk>=+10%"));
  EXPECT_TRUE(met("Champions<=-20%"));
  EXPECT_TRUE(met("Champions->At Risk>=10"));
  EXPECT_TRUE(met("Lost>=+1000000%"));
}

TEST(Condition, ComparesChanges) {
  EXPECT_TRUE(met("At Risk>+9"));
  EXPECT_FALSE(met("At Risk>+10"));
  EXPECT_TRUE(met("Champions<-9"));
  EXPECT_FALSE(met("Champions<-10"));
}

TEST(Condition, ComparesPercentages) {
  EXPECT_TRUE(met("At Risk>+9.9%"));
  EXPECT_FALSE(met("At Risk>+10%"));
  EXPECT_TRUE(met("Champions<-19.999%"));
  EXPECT_FALSE(met("Champions<-20%"));
  EXPECT_TRUE(met("Lost>+1000000%"));
  EXPECT_FALSE(met("Lost<+1000000%"));
}

TEST(Condition, ComparesMoves) {
  EXPECT_TRUE(met("Champions->At Risk>9"));
  EXPECT_FALSE(met("Champions -> At Risk > 10"));
  EXPECT_FALSE(met("At Risk->Champions>0"));
  EXPECT_TRUE(met("(new)->Lost>2"));
  EXPECT_TRUE(met("Champions->(gone)<1"));
}

TEST(Condition, SaysWhatIsSo) {
  EXPECT_EQ(condition_met(parse_condition("At Risk>+5%"), example()),
            "At Risk: 110 customers, 100 before (+10.0%)");
  EXPECT_EQ(condition_met(parse_condition("Lost>0"), example()), "Lost: 3 customers, 0 before");
  EXPECT_EQ(condition_met(parse_condition("Champions->At Risk>9"), example()),
            "Champions -> At Risk: 10 customers");
}

TEST(Condition, ANameWithASlipIsNoSilence) {
  EXPECT_EQ(test::thrown<UsageError>([] { (void)met("Champion>1"); }),
            "condition: no customers are or were in segment 'Champion' (did you mean "
            "'Champions'?); segments: Champions, At Risk, Lost");
}

TEST(Condition, OtherTextsAreRefused) {
  for (const char* const text : {"", "At Risk", ">5", "At Risk>", "At Risk>x", "At Risk>10%",
                                 "A->B>+3", "A->>3", "A->5", "At Risk=3", "At Risk>+1e30%"}) {
    EXPECT_NE(test::thrown<UsageError>([&] { (void)parse_condition(text); }).find("condition: '"),
              std::string::npos)
        << text;
  }
}

TEST(Condition, CountsEverybodyAndWhoCameAndWent) {
  Movement movement = example();
  movement.total = {150, 153, {}, {}};
  movement.came = 7;
  movement.went = 4;
  const auto holds_of = [&](const char* text) {
    return condition_met(parse_condition(text), movement);
  };
  EXPECT_EQ(holds_of("(all)<+1%"), std::nullopt);
  EXPECT_EQ(holds_of("(all)>+1%"), "(all): 153 customers, 150 before (+2.0%)");
  EXPECT_EQ(holds_of("(new)>6"), "(new): 7 customers, 0 before");
  EXPECT_EQ(holds_of("(gone)>4"), std::nullopt);
}

TEST(Condition, OfASegmentThatMayHaveNobodyIsNoSlipOfThePen) {
  const auto holds_of = [](const char* text) {
    return condition_met(parse_condition(text), example(), {"Hibernating"});
  };
  EXPECT_EQ(holds_of("Hibernating>+10%"), std::nullopt);
  EXPECT_EQ(holds_of("Champions->Hibernating>0"), std::nullopt);
  EXPECT_EQ(holds_of("Hibernating<1"), "Hibernating: 0 customers, 0 before");
  EXPECT_THROW((void)holds_of("Hibernatin>1"), UsageError);
}

/// The last sale was on 9 December 2011, two days before today; 5 rows are new.
Freshness two_days_old() {
  const std::chrono::local_days today = std::chrono::local_days(std::chrono::year(2011) / 12 / 11);
  return {today - std::chrono::days(2), today, 5, "on Monday"};
}

TEST(Condition, ComparesTheAgeOfTheData) {
  const auto finding = [](const std::string& text) {
    return condition_met(parse_condition(text), two_days_old()).value_or("");
  };
  EXPECT_EQ(finding("age>1d"), "the last sale was on 2011-12-09, 2 days before 2011-12-11");
  EXPECT_EQ(finding("age >= 2"), "the last sale was on 2011-12-09, 2 days before 2011-12-11");
  EXPECT_EQ(finding("age>2d"), "");
  EXPECT_EQ(finding("age<2d"), "");
  EXPECT_EQ(finding("age<3d"), "the last sale was on 2011-12-09, 2 days before 2011-12-11");
  Freshness none;
  EXPECT_EQ(condition_met(parse_condition("age>10000d"), none), "there are no sales");
  EXPECT_EQ(condition_met(parse_condition("age<1d"), none), std::nullopt);
}

TEST(Condition, ComparesTheRowsThatWereAdded) {
  const auto finding = [](const std::string& text) {
    return condition_met(parse_condition(text), two_days_old()).value_or("");
  };
  EXPECT_EQ(finding("rows<6"), "5 rows added on Monday");
  EXPECT_EQ(finding("rows<5"), "");
  EXPECT_EQ(finding("rows>=5"), "5 rows added on Monday");
  EXPECT_TRUE(parse_condition("rows<1").is_about_data());
  EXPECT_FALSE(parse_condition("Lost<1").is_about_data());
  EXPECT_FALSE(parse_condition("rows->Lost>1").is_about_data()) << "customers who moved";
  for (const std::string text : {"age>+2d", "age>10%", "age>", "age>d", "rows<1d", "rows>+1"}) {
    EXPECT_THROW((void)parse_condition(text), UsageError) << text;
  }
}

}  // namespace
}  // namespace rfmseg
