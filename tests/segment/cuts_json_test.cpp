#include "segment/cuts_json.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

Scores scores_with_cuts(const char* recency) {
  Scores scores;
  scores.recency.edges = {Quantile::from(*parse_amount(recency)), Quantile::from(Amount{})};
  scores.monetary.edges = {Quantile::from(*parse_amount("10.50"))};
  return scores;
}

TEST(CutsJson, HasTheCutsOfEachMetric) {
  Segmentation segmentation;
  segmentation.scores = scores_with_cuts("0.125");
  EXPECT_EQ(cuts_json(segmentation),
            R"({"recency":["0.125","0"],"frequency":[],"monetary":["10.5"]})");
}

TEST(CutsJson, OfGroupsHasThoseOfEach) {
  Segmentation segmentation;
  segmentation.groups.resize(2);
  segmentation.groups[0].name = "France";
  segmentation.groups[0].scores = scores_with_cuts("1");
  EXPECT_EQ(cuts_json(segmentation),
            R"({"France":{"recency":["1","0"],"frequency":[],"monetary":["10.5"]},)"
            R"("":{"recency":[],"frequency":[],"monetary":[]}})");
}

}  // namespace
}  // namespace rfmseg
