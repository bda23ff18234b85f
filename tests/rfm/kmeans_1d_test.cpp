#include "rfm/kmeans_1d.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <random>

#include "cluster/online_retail.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

using test::OnlineRetail;
using Groups = std::vector<std::uint8_t>;
using Sizes = std::vector<std::size_t>;
using Doubles = std::vector<double>;

TEST(KMeans1D, HandCalculated) {
  const Partition1D partition = kmeans_1d(Doubles{10, 1, 2, 11, 3, 50}, 3);
  EXPECT_EQ(partition.group, (Groups{1, 0, 0, 1, 0, 2}));
  EXPECT_EQ(partition.minimum, (Doubles{1, 10, 50}));
  EXPECT_EQ(partition.maximum, (Doubles{3, 11, 50}));
  EXPECT_EQ(partition.size, (Sizes{3, 2, 1}));
  EXPECT_EQ(partition.inertia, 2.5);
}

TEST(KMeans1D, OneGroupHasEverything) {
  const Partition1D partition = kmeans_1d(Doubles{1, 2, 6}, 1);
  EXPECT_EQ(partition.group, (Groups{0, 0, 0}));
  EXPECT_EQ(partition.inertia, 14);
}

TEST(KMeans1D, OfEquallyGoodSplitsTheLowerIsTaken) {
  EXPECT_EQ(kmeans_1d(Doubles{0, 1, 2}, 2).group, (Groups{0, 1, 1}));
  EXPECT_EQ(kmeans_1d(Doubles{2, 1, 0}, 2).group, (Groups{1, 1, 0}));
}

TEST(KMeans1D, EqualValuesShareAGroup) {
  const Partition1D partition = kmeans_1d(Doubles{5, 5, 5, 5, 5, 5, 5, 6, 7}, 2);
  EXPECT_EQ(partition.group, (Groups{0, 0, 0, 0, 0, 0, 0, 1, 1}));
  EXPECT_EQ(partition.size, (Sizes{7, 2}));
}

TEST(KMeans1D, FewerValuesThanGroupsAreGroupsOfTheirOwn) {
  const Partition1D partition = kmeans_1d(Doubles{3, 1, 3}, 4);
  EXPECT_EQ(partition.group, (Groups{1, 0, 1}));
  EXPECT_EQ(partition.minimum, (Doubles{1, 3}));
  EXPECT_EQ(partition.size, (Sizes{1, 2}));
  EXPECT_EQ(partition.inertia, 0);
  EXPECT_EQ(kmeans_1d(Doubles{7}, 255).group, (Groups{0}));
}

TEST(KMeans1D, IsPreciseFarFromZero) {
  const Partition1D partition = kmeans_1d(Doubles{1e15 + 1, 1e15 + 2, 1e15 + 11, 1e15 + 12}, 2);
  EXPECT_EQ(partition.group, (Groups{0, 0, 1, 1}));
  EXPECT_EQ(partition.inertia, 1);
}

TEST(KMeans1D, AGiantDoesNotBlurTheRest) {
  const Partition1D partition = kmeans_1d(Doubles{1, 2, 3, 100, 101, 1e14}, 3);
  EXPECT_EQ(partition.group, (Groups{0, 0, 0, 1, 1, 2}));
  EXPECT_EQ(partition.inertia, 2.5);
}

/// The least inertia of splitting `sorted` from `first` on into at most k runs, tried one by one.
double least_inertia(const Doubles& sorted, std::size_t first, int k) {
  if (first == sorted.size()) return 0;
  if (k == 0) return std::numeric_limits<double>::infinity();
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t last = first + 1; last <= sorted.size(); ++last) {
    double mean = 0;
    for (std::size_t i = first; i < last; ++i) mean += sorted[i];
    mean /= static_cast<double>(last - first);
    double inertia = 0;
    for (std::size_t i = first; i < last; ++i) inertia += (sorted[i] - mean) * (sorted[i] - mean);
    least = std::min(least, inertia + least_inertia(sorted, last, k - 1));
  }
  return least;
}

TEST(KMeans1D, AgreesWithTryingEverySplit) {
  std::mt19937_64 engine(1);
  for (int round = 0; round < 150; ++round) {
    const std::size_t count = 1 + engine() % 9;
    const std::uint64_t range = round % 2 == 0 ? 8 : 100'000;  // with and without repetitions
    Doubles values(count);
    for (double& value : values) value = static_cast<double>(engine() % range) / 7 - 3;
    Doubles sorted = values;
    std::sort(sorted.begin(), sorted.end());
    for (int k = 1; k <= 5; ++k) {
      const Partition1D partition = kmeans_1d(values, k);
      const double least = least_inertia(sorted, 0, k);
      EXPECT_NEAR(partition.inertia, least, 1e-9 * (1 + least));
      ASSERT_EQ(partition.group.size(), count);
      Sizes size(partition.size.size());
      for (std::size_t i = 0; i < count; ++i) {
        const std::size_t group = partition.group[i];
        ++size.at(group);
        EXPECT_GE(values[i], partition.minimum[group]);
        EXPECT_LE(values[i], partition.maximum[group]);
      }
      EXPECT_EQ(size, partition.size);
    }
  }
}

TEST(KMeans1D, AgreesWithTheReferenceOnOnlineRetail) {
  if (OnlineRetail::missing()) GTEST_SKIP() << OnlineRetail::skip_message();
  std::map<std::string, Doubles> metrics;
  const CustomerTable customers = OnlineRetail::customers();
  for (std::size_t i = 0; i < customers.size(); ++i) {
    metrics["recency"].push_back(static_cast<double>(customers.recency[i]));
    metrics["frequency"].push_back(static_cast<double>(customers.frequency[i]));
    metrics["monetary"].push_back(customers.monetary[i].to_double());
  }
  const nlohmann::json expected = OnlineRetail::clusters().at("exact_1d_kmeans");
  ASSERT_EQ(expected.size(), 3U);
  for (const auto& [metric, split] : expected.items()) {
    const Partition1D partition = kmeans_1d(metrics.at(metric), split.at("k"));
    const double inertia = split.at("inertia");
    EXPECT_NEAR(partition.inertia, inertia, 1e-9 * inertia) << metric;
    const nlohmann::json& groups = split.at("clusters");
    ASSERT_EQ(partition.size.size(), groups.size());
    for (std::size_t g = 0; g < groups.size(); ++g) {
      EXPECT_EQ(partition.minimum[g], groups[g].at("min").get<double>()) << metric;
      EXPECT_EQ(partition.maximum[g], groups[g].at("max").get<double>()) << metric;
      EXPECT_EQ(partition.size[g], groups[g].at("n").get<std::size_t>()) << metric;
    }
  }
}

TEST(KMeans1D, NothingToSplitIsAnError) {
  EXPECT_THROW((void)kmeans_1d({}, 3), DataError);
  EXPECT_THROW((void)kmeans_1d(Doubles{1}, 0), UsageError);
  EXPECT_THROW((void)kmeans_1d(Doubles{1}, 256), UsageError);
}

}  // namespace
}  // namespace rfmseg
