#include "cluster/cluster_names.hpp"

#include <gtest/gtest.h>

#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"

namespace rfmseg {
namespace {

using test::feature_rows;
using test::on_a_line;

using Names = std::vector<std::string>;

/// The names of clusters with such centroids, one of each feature after another; points have mean 0
/// and standard deviation 1 in every column.
Names names(const FeatureOptions& options, const std::vector<double>& centroids) {
  const std::size_t columns = options.features.size();
  const FeatureMatrix points =
      feature_rows({std::vector<double>(columns, -1), std::vector<double>(columns, 1)});
  return cluster_names(points, options, centroids);
}

TEST(ClusterNames, SayWhatLiesHalfADeviationFromAll) {
  EXPECT_EQ(names({}, {-0.5, 1.5, 1.49, /**/ 1.5, -0.5, -1.6, /**/ 0.49, -0.49, 0, /**/ 0, 0, 0.5}),
            (Names{"recent, very frequent, high spend", "very lapsed, infrequent, very low spend",
                   "average", "high spend"}));
}

TEST(ClusterNames, KeepTheThreeFurthestOfMany) {
  FeatureOptions options;
  options.features = {Feature::tenure, Feature::mean_order_value, Feature::items, Feature::products,
                      Feature::days_between_orders};
  EXPECT_EQ(names(options, {-2, 0.6, 0.7, -0.8, 0.9, /**/ 0.6, -0.7, -1.2, 1.8, -1}),
            (Names{"very new, narrow range, long gaps between orders",
                   "few items, very wide range, short gaps between orders"}));
}

TEST(ClusterNames, AHighScoreOfRecencyIsRecent) {
  const FeatureOptions options{{Feature::recency}, Transform::score, Scaling::none};
  EXPECT_EQ(names(options, {1, -1}), (Names{"recent", "lapsed"}));
}

TEST(ClusterNames, LeaveOutWhatAllHaveInCommon) {
  const FeatureMatrix points = on_a_line({7, 7});
  EXPECT_EQ(cluster_names(points, {{Feature::items}}, {7}), (Names{"average"}));
}

}  // namespace
}  // namespace rfmseg
