#include "cluster/gap_statistic.hpp"

#include <Eigen/Core>
#include <algorithm>
#include <cmath>

#include "cluster/feature_matrix.hpp"
#include "cluster/principal_axes.hpp"
#include "cluster/run_kmeans.hpp"
#include "cluster/sample.hpp"
#include "parallel.hpp"
#include "random.hpp"

namespace rfmseg {
namespace {

constexpr int kReferences = 10;
constexpr int kReferenceStarts = 5;
constexpr std::size_t kMostPoints = 10'000;

/// The bounding box of points along their principal components.
class PrincipalBox {
 public:
  explicit PrincipalBox(const FeatureMatrix& points) : rows_(points.rows()) {
    Eigen::MatrixXd values(static_cast<Eigen::Index>(points.rows()),
                           static_cast<Eigen::Index>(points.columns()));
    for (Eigen::Index c = 0; c < values.cols(); ++c) {
      std::ranges::copy(points.column(static_cast<std::size_t>(c)), values.col(c).begin());
    }
    mean_ = values.colwise().mean();
    const Eigen::MatrixXd centred = values.rowwise() - mean_;
    // A plain product: the order of sums in the fast one depends on the machine's caches.
    const Eigen::MatrixXd scatter = centred.transpose().lazyProduct(centred);
    axes_ = principal_axes(scatter);
    const Eigen::MatrixXd along = centred.lazyProduct(axes_);
    least_ = along.colwise().minCoeff();
    extent_ = along.colwise().maxCoeff() - least_;
  }

  /// Draws as many points as were given, uniformly.
  [[nodiscard]] FeatureMatrix draw(Random& random) const {
    Eigen::MatrixXd along(static_cast<Eigen::Index>(rows_), mean_.size());
    for (Eigen::Index r = 0; r < along.rows(); ++r) {
      for (Eigen::Index c = 0; c < along.cols(); ++c) {
        along(r, c) = least_(c) + random.unit() * extent_(c);
      }
    }
    const Eigen::MatrixXd turned = along.lazyProduct(axes_.transpose());
    const Eigen::MatrixXd values = turned.rowwise() + mean_;
    std::vector<FeatureColumn> columns;
    for (const auto& column : values.colwise()) {
      columns.emplace_back(std::vector<double>(column.begin(), column.end()));
    }
    return FeatureMatrix(std::move(columns));
  }

 private:
  std::size_t rows_;
  Eigen::RowVectorXd mean_;
  Eigen::MatrixXd axes_;  ///< one principal component per column
  Eigen::RowVectorXd least_;
  Eigen::RowVectorXd extent_;
};

Gap gap_of(double log_inertia, const std::vector<double>& references) {
  const auto count = static_cast<double>(references.size());
  double mean = 0;
  for (const double one : references) mean += one / count;
  double variance = 0;
  for (const double one : references) variance += (one - mean) * (one - mean) / count;
  return {mean - log_inertia, std::sqrt(variance) * std::sqrt(1 + 1 / count)};
}

}  // namespace

GapStatistic gap_statistic(const FeatureMatrix& points, int least, int most,
                           const KMeansOptions& options) {
  Random of_sample(options.seed, kGapStream);
  std::vector<FeatureMatrix> sets = {
      rows_of(points, sample(points.rows(), kMostPoints, of_sample))};
  const PrincipalBox box(sets.front());
  for (int reference = 1; reference <= kReferences; ++reference) {
    Random random(options.seed, kGapStream + static_cast<std::uint64_t>(reference));
    sets.push_back(box.draw(random));
  }

  KMeansOptions each = options;
  each.starts = kReferenceStarts;
  each.local_search = false;
  each.threads = 1;
  const std::size_t numbers = static_cast<std::size_t>(most) - static_cast<std::size_t>(least) + 1;
  std::vector<std::vector<double>> log_inertia(numbers, std::vector<double>(sets.size()));
  std::vector<std::size_t> distinct;
  for (const FeatureMatrix& set : sets) {
    distinct.push_back(distinct_points(set, static_cast<std::size_t>(most)));
  }
  in_parallel(numbers * sets.size(), options.threads, [&](std::size_t task) {
    // The largest k first, because they run longest.
    const std::size_t number = numbers - 1 - task / sets.size();
    const std::size_t set = task % sets.size();
    KMeansOptions with_k = each;
    with_k.k = least + static_cast<int>(number);
    const bool can = distinct[set] >= static_cast<std::size_t>(with_k.k);
    log_inertia[number][set] = std::log(can ? kmeans(sets[set], with_k).inertia : 0);
  });

  GapStatistic statistic;
  statistic.points = sets.front().rows();
  statistic.references = kReferences;
  for (const std::vector<double>& logs : log_inertia) {
    const bool defined = std::ranges::all_of(logs, [](double one) { return std::isfinite(one); });
    statistic.gaps.push_back(
        defined ? std::optional(gap_of(logs.front(), {logs.begin() + 1, logs.end()}))
                : std::nullopt);
  }
  return statistic;
}

std::optional<std::size_t> one_standard_error_rule(const std::vector<std::optional<Gap>>& gaps) {
  for (std::size_t i = 0; i + 1 < gaps.size(); ++i) {
    if (!gaps[i] || !gaps[i + 1]) continue;
    if (gaps[i]->gap >= gaps[i + 1]->gap - gaps[i + 1]->error) return i;
  }
  return std::nullopt;
}

}  // namespace rfmseg
