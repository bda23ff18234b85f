// Bounds of segments beyond the three scores: codes, the mean of F and M, and the total.
#include <gtest/gtest.h>

#include <string>

#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/segment/scheme_lint.hpp"

namespace rfmseg {
namespace {

const std::string kBegin = "name = 'shop'\n[[segment]]\nname = 'A'\n";
const std::string kEnd = "\n[unmatched]\nname = 'Others'\n";

SegmentRule rule_with(const std::string& bounds) {
  return parse_scheme(kBegin + bounds + kEnd, "shop.toml").segments.front();
}

std::string error_with_bounds(const std::string& bounds) {
  try {
    (void)rule_with(bounds);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

// Ten is the first score of two digits.
TEST(RuleBounds, CodesHaveDashesWhereAScoreMayHaveTwoDigits) {
  const auto first_code = [](int bins, const std::string& code) {
    return parse_scheme("name = 'x'\n[metrics.monetary]\nbins = " + std::to_string(bins) +
                            "\n[[segment]]\nname = 'A'\ncodes = ['" + code + "']\n" + kEnd,
                        "x.toml")
        .segments.front()
        .codes.front();
  };
  EXPECT_EQ(first_code(9, "529"), (ScoreCell{5, 2, 9}));
  EXPECT_EQ(first_code(10, "5-2-10"), (ScoreCell{5, 2, 10}));
  EXPECT_THROW((void)first_code(9, "5-2-9"), UsageError);
  EXPECT_THROW((void)first_code(10, "529"), UsageError);
}

TEST(RuleBounds, CodesAreTheOnlyScores) {
  const SegmentRule rule = rule_with("codes = ['555', '451']");
  EXPECT_TRUE(rule.contains({5, 5, 5}));
  EXPECT_TRUE(rule.contains({4, 5, 1}));
  EXPECT_FALSE(rule.contains({4, 5, 5}));
}

TEST(RuleBounds, CodesOfManyBinsHaveDashes) {
  const Scheme scheme = parse_scheme(
      "name = 'x'\n[metrics.recency]\nbins = 12\n[[segment]]\nname = 'A'\ncodes = ['12-5-1']\n" +
          kEnd,
      "x.toml");
  EXPECT_TRUE(scheme.segments[0].contains({12, 5, 1}));
  EXPECT_EQ(score_gaps(scheme).size(), 12U * 25 - 1);
}

TEST(RuleBounds, TheMeanOfFrequencyAndMonetaryMayBeAHalf) {
  const SegmentRule rule = rule_with("recency = 5\nfm_mean = [3.5, 4]");
  EXPECT_TRUE(rule.contains({5, 5, 2}));
  EXPECT_TRUE(rule.contains({5, 3, 5}));
  EXPECT_FALSE(rule.contains({5, 3, 3}));
  EXPECT_FALSE(rule.contains({5, 4, 5}));
  EXPECT_FALSE(rule.contains({4, 4, 4}));
  EXPECT_TRUE(rule_with("fm_mean = 5").contains({1, 5, 5}));
}

TEST(RuleBounds, TheTotalIsOfAllThree) {
  const SegmentRule rule = rule_with("total = [13, 15]");
  EXPECT_TRUE(rule.contains({3, 5, 5}));
  EXPECT_FALSE(rule.contains({2, 5, 5}));
}

TEST(RuleBounds, SayWhatIsWrongWithThem) {
  EXPECT_EQ(error_with_bounds("codes = ['555', '655']"),
            "shop.toml:4: segment 'A': \"655\" is not a score code in quotes from 111 to 555");
  EXPECT_EQ(error_with_bounds("codes = [555]"),
            "shop.toml:4: segment 'A': 555 is not a score code in quotes from 111 to 555");
  for (const char* bad : {"55", "5555", "5-5-5", "", "+55", "050"}) {
    EXPECT_NE(error_with_bounds("codes = ['" + std::string(bad) + "']").find("is not a score code"),
              std::string::npos)
        << bad;
  }
  EXPECT_EQ(error_with_bounds("codes = ['555', '555']"),
            "shop.toml:4: segment 'A': \"555\" is listed twice");
  EXPECT_EQ(error_with_bounds("codes = '555'"),
            "shop.toml:4: segment 'A': codes must be a list of score codes, such as [\"555\", "
            "\"554\"]");
  EXPECT_EQ(
      error_with_bounds("codes = ['555']\nrecency = 5"),
      "shop.toml:4: segment 'A': codes cannot be used with bounds (hint: remove codes or recency)");
  EXPECT_EQ(error_with_bounds("fm_mean = 3.2"),
            "shop.toml:4: segment 'A': fm_mean = 3.2 is not a mean of two scores: 1, 1.5, 2 and so "
            "on to 5");
  EXPECT_EQ(error_with_bounds("fm_mean = [4, 3]"),
            "shop.toml:4: segment 'A': fm_mean = [4, 3] is the wrong way round");
  EXPECT_EQ(
      error_with_bounds("fm_mean = 'high'"),
      "shop.toml:4: segment 'A': fm_mean = \"high\" must be a mean score or [lowest, highest]");
  EXPECT_EQ(error_with_bounds("total = [2, 9]"),
            "shop.toml:4: segment 'A': total = [2, 9] is outside the scores 3 to 15");
}

}  // namespace
}  // namespace rfmseg
