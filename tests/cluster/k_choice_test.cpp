#include <gtest/gtest.h>

#include "cluster/choose_k.hpp"
#include "cluster/feature_matrix.hpp"
#include "cluster/feature_rows.hpp"
#include "cluster/features.hpp"
#include "cluster/online_retail.hpp"
#include "cluster/run_kmeans.hpp"
#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::blobs;
using test::on_a_line;
using test::OnlineRetail;
using test::thrown;

TEST(KChoice, AllCriteriaFindWellSeparatedGroups) {
  const FeatureMatrix points = blobs(4, 60, 2, 0.1, 1);
  KMeansResult best;
  const KChoice choice = choose_k(points, {2, 8, KCriterion::gap}, {}, best);
  for (const KCriterion criterion : kKCriteria) {
    EXPECT_EQ(choice.favourite(criterion), 4) << to_string(criterion);
  }
  EXPECT_EQ(choice.k, 4);
  EXPECT_EQ(choice.chosen().k, 4);
  ASSERT_EQ(choice.candidates.size(), 7U);
  KMeansOptions options;
  options.k = 4;
  EXPECT_EQ(best.label, kmeans(points, options).label);
  EXPECT_EQ(choice.chosen().quality.inertia, best.inertia);
}

TEST(KChoice, WithoutAFavouriteTheSilhouetteDecides) {
  const FeatureMatrix points = blobs(2, 60, 2, 0.1, 1);
  KMeansResult best;
  const KChoice choice = choose_k(points, {2, 3, KCriterion::elbow}, {}, best);
  EXPECT_EQ(choice.favourite(KCriterion::elbow), std::nullopt);
  EXPECT_EQ(choice.k, 2);
}

TEST(KChoice, EndsWhereEveryPointIsACluster) {
  KMeansResult best;
  const KChoice choice =
      choose_k(on_a_line({1, 2, 2, 9}), {1, 10, KCriterion::silhouette}, {}, best);
  ASSERT_EQ(choice.candidates.size(), 3U);
  EXPECT_EQ(choice.search.most, 3);
  EXPECT_FALSE(choice.candidates.front().quality.silhouette);
  // 1, 2, 2 | 9 has (0.875 + 2 (1 - 0.5 / 7)) / 4, 1 | 2, 2 | 9 has (1 + 1) / 4.
  EXPECT_EQ(choice.k, 2);
}

// 0, 2 | 3, 5 has the widths 0.5, 0, 0 and 0.5, and 0 | 2, 3 | 5 has 0, 0.5, 0.5 and 0.
TEST(KChoice, OfEquallyGoodNumbersTakesTheSmallest) {
  KMeansResult best;
  const KChoice choice =
      choose_k(on_a_line({0, 2, 3, 5}), {2, 3, KCriterion::silhouette}, {}, best);
  ASSERT_EQ(choice.candidates.size(), 2U);
  EXPECT_EQ(choice.candidates[0].quality.silhouette, 0.25);
  EXPECT_EQ(choice.candidates[1].quality.silhouette, 0.25);
  EXPECT_EQ(choice.k, 2);
}

TEST(KChoice, RefusesARangeBeyondTheDistinctPoints) {
  KMeansResult best;
  EXPECT_EQ(thrown<UsageError>([&] {
              (void)choose_k(on_a_line({1, 1, 2}), {3, 10, KCriterion::gap}, {}, best);
            }),
            "k_range 3:10 starts above the number of distinct customers, 2 (hint: k 2)");
  EXPECT_EQ(thrown<UsageError>([&] {
              (void)choose_k(on_a_line({1, 2}), {4, 3, KCriterion::gap}, {}, best);
            }),
            "k_range 4:3: a range must be LOW:HIGH with LOW at least 1, e.g. 2:10");
}

TEST(KCriterion, NamesAreReadAsWritten) {
  for (const KCriterion criterion : kKCriteria) {
    EXPECT_EQ(parse_k_criterion(to_string(criterion)), criterion);
  }
  EXPECT_EQ(thrown<UsageError>([] { (void)parse_k_criterion("best"); }),
            "k_criterion: 'best' is not one of elbow, silhouette, calinski-harabasz, "
            "davies-bouldin, gap");
}

TEST(KChoice, OfOnlineRetailIsThatOfTheReferenceFigures) {
  if (OnlineRetail::missing()) GTEST_SKIP() << OnlineRetail::skip_message();
  KMeansOptions options;
  options.threads = 2;
  KMeansResult best;
  const KChoice choice =
      choose_k(customer_features(OnlineRetail::customers()).matrix, {}, options, best);
  // Of the reference the silhouette and Calinski-Harabasz are largest, and Davies-Bouldin is
  // smallest, at k = 2; the elbow is worked out in elbow_test.cpp.
  EXPECT_EQ(choice.k, 2);
  EXPECT_EQ(choice.favourite(KCriterion::calinski_harabasz), 2);
  EXPECT_EQ(choice.favourite(KCriterion::davies_bouldin), 2);
  EXPECT_EQ(choice.favourite(KCriterion::elbow), 5);
}

}  // namespace
}  // namespace rfmseg
