#include "cli/options/cluster_options.hpp"

#include <fmt/core.h>

#include <charconv>
#include <limits>
#include <string_view>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// What is wrong with nothing where a number of clusters is expected.
std::string require_k(const std::string& text) {
  return text.empty() ? "needs a number or auto" : "";
}

/// What is wrong with a seed: CLI11 takes more than plain numbers, and cuts those that are too
/// large.
std::string require_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  const bool plain = text == "0" || !text.starts_with('0');
  return error == std::errc{} && end == text.data() + text.size() && plain
             ? ""
             : fmt::format("'{}' is no whole number from 0 to {}", printable(text),
                           std::numeric_limits<std::uint64_t>::max());
}

/// A number of clusters.
int parse_k(std::string_view option, std::string_view text) {
  constexpr int kMost = 1000;
  int k = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), k);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || k < 1 || k > kMost) {
    throw UsageError(
        fmt::format("{}: '{}' is no number from 1 to {}", option, printable(text), kMost));
  }
  return k;
}

/// `2:10`.
KSearch parse_k_search(const ClusterOptions& options) {
  const std::string_view range = options.k_range;
  const std::size_t colon = range.find(':');
  if (colon == std::string_view::npos) {
    throw UsageError(
        fmt::format("--k-range: '{}' is no range (write it as 2:10)", printable(range)));
  }
  return {parse_k("--k-range", range.substr(0, colon)),
          parse_k("--k-range", range.substr(colon + 1)), parse_k_criterion(options.k_by),
          options.stability};
}

}  // namespace

Options declare_clusters(ClusterOptions& options) {
  return in_group(
      "Segments and clusters",
      {Option("--k", &options.k, "N|auto",
              fmt::format("Number of clusters, or auto to choose it [{}]", KMeansOptions{}.k),
              {.check = require_k}),
       Option("--k-range", &options.k_range, "N:N", "With --k auto: the numbers of clusters to try",
              {.show_default = true}),
       Option("--k-by", &options.k_by, "elbow|silhouette|calinski-harabasz|davies-bouldin|gap",
              "With --k auto: what chooses k", {.show_default = true}),
       Option("--starts", &options.starts, "N", "k-means++ starts, of which the best counts",
              {.show_default = true, .range = Range{1, 100000}}),
       Option("--features", &options.features, "NAME,...",
              "What customers are compared by: recency, frequency, monetary, tenure, "
              "mean-order-value, items, products, days-between-orders [recency,frequency,monetary]",
              {.comma_separated = true}),
       Option("--transform", &options.transform, "log1p|none|box-cox|rank|score",
              "Of the features' values; score is the score of R, F and M", {.show_default = true}),
       Option("--scale", &options.scaling, "z-score|min-max|robust|none",
              "Of the transformed values", {.show_default = true}),
       Option("--winsorize", &options.winsorize, "P",
              "Bring values beyond this percentile from either end to it, before all else",
              {.show_default = true}),
       Option("--stability", &options.stability, "N",
              "Cluster so many bootstrap resamples, too, and tell how alike they are, e.g. 50",
              {.range = Range{0, 10000}}),
       Option("--seed", &options.seed, "N", "Seed of the random starts",
              {.show_default = true, .check = require_seed})});
}

ClusteringOptions clustering_options(const ClusterOptions& options, unsigned threads) {
  ClusteringOptions clustering;
  clustering.kmeans.starts = options.starts;
  clustering.kmeans.seed = options.seed;
  clustering.kmeans.threads = threads;
  clustering.features.features.clear();
  for (const std::string& name : options.features) {
    clustering.features.features.push_back(parse_feature("--features", name));
  }
  clustering.features.transform = parse_transform("--transform", options.transform);
  clustering.features.scaling = parse_scaling("--scale", options.scaling);
  clustering.features.winsorize = options.winsorize;
  check_features(clustering.features);  // before anything is read
  clustering.resamples = options.stability;
  if (options.k == "auto") {
    clustering.search = parse_k_search(options);
    return clustering;
  }
  const ClusterOptions defaults;
  if (options.k_range != defaults.k_range || options.k_by != defaults.k_by) {
    throw UsageError("--k-range and --k-by need --k auto");
  }
  clustering.or_fewer = options.k.empty();
  if (!options.k.empty()) clustering.kmeans.k = parse_k("--k", options.k);
  return clustering;
}

}  // namespace rfmseg::cli
