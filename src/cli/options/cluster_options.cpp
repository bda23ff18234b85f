#include "cli/options/cluster_options.hpp"

#include <fmt/core.h>

#include <charconv>
#include <string>
#include <string_view>

#include "cli/options/checks.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// What is wrong with nothing where a number of clusters is expected.
std::string require_k(const std::string& text) {
  return text.empty() ? "requires a number or auto" : "";
}

/// A number of clusters.
int parse_k(std::string_view option, std::string_view text) {
  constexpr int kMost = 1000;
  int k = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), k);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || k < 1 || k > kMost) {
    throw UsageError(
        fmt::format("{}: '{}' is not a whole number from 1 to {}", option, printable(text), kMost));
  }
  return k;
}

/// A number of clusters, or `auto`.
void set_k(ClusterOptions& options, std::string_view option, std::string_view text) {
  options.clustering.or_fewer = false;
  options.choose_k = text == "auto";
  if (!options.choose_k) options.clustering.kmeans.k = parse_k(option, text);
}

/// `2:10`.
void set_k_range(KSearch& search, std::string_view option, std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    throw UsageError(fmt::format("{}: '{}' is not a range (hint: LOW:HIGH, e.g. 2:10)", option,
                                 printable(text)));
  }
  search.least = parse_k(option, text.substr(0, colon));
  search.most = parse_k(option, text.substr(colon + 1));
}

}  // namespace

Options declare_clusters(ClusterOptions& options) {
  ClusteringOptions& clustering = options.clustering;
  KMeansOptions& kmeans = clustering.kmeans;
  FeatureOptions& features = clustering.features;
  KSearch& search = options.search;
  const auto k = [&options](std::string_view option, const std::string& text) {
    set_k(options, option, text);
  };
  const auto k_range = [&search](std::string_view option, const std::string& text) {
    set_k_range(search, option, text);
  };
  return in_group(
      "Segments and clusters",
      {Option("--k", ParseText{k}, "N|auto",
              fmt::format("Number of clusters, or auto to find one [{}]", kmeans.k),
              {.check = require_k}),
       Option("--k-range", ParseText{k_range, fmt::format("{}:{}", search.least, search.most)},
              "N:N", "Numbers of clusters to try with --k auto", {.show_default = true}),
       Option("--k-by", parsed(&search.by, parse_k_criterion, to_string(search.by)),
              "elbow|silhouette|calinski-harabasz|davies-bouldin|gap", "Criterion of --k auto",
              {.show_default = true}),
       Option("--starts", &kmeans.starts, "N", "Number of k-means++ starts; the best is kept",
              {.show_default = true, .range = Range{1, 100000}}),
       Option("--features", parsed_list(&features.features, parse_feature), "NAME,...",
              "Features to cluster by: recency, frequency, monetary, tenure, mean-order-value, "
              "items, products, days-between-orders [recency,frequency,monetary]",
              {.comma_separated = true,
               .words = {"recency", "frequency", "monetary", "tenure", "mean-order-value", "items",
                         "products", "days-between-orders"}}),
       Option(
           "--transform",
           parsed(&features.transform, parse_transform, to_string(features.transform)),
           "log1p|none|box-cox|rank|score",
           "Transform of every feature; score takes the scores of recency, frequency and monetary",
           {.show_default = true}),
       Option("--scale", parsed(&features.scaling, parse_scaling, to_string(features.scaling)),
              "z-score|min-max|robust|none", "Scaling of the transformed features",
              {.show_default = true}),
       Option("--winsorize", &features.winsorize, "P",
              "First clip features at this percentile from both ends", {.show_default = true}),
       Option("--stability", &clustering.resamples, "N",
              "Test how stable the clusters are on this number of bootstrap resamples, e.g. 50",
              {.range = Range{0, 10000}}),
       Option("--seed", &kmeans.seed, "N", "Random seed",
              {.show_default = true, .check = require_seed})});
}

ClusteringOptions clustering_options(const ClusterOptions& options, const Invocation& invocation,
                                     unsigned threads) {
  ClusteringOptions clustering = options.clustering;
  clustering.kmeans.threads = threads;
  check_features(clustering.features);  // before anything is read
  if (options.choose_k) {
    clustering.search = options.search;
    clustering.search->resamples = clustering.resamples;
  } else if (is_given(invocation, "--k-range") || is_given(invocation, "--k-by")) {
    throw UsageError("--k-range and --k-by require --k auto");
  }
  return clustering;
}

}  // namespace rfmseg::cli
