#include "cli/clustering_log.hpp"

#include <fmt/core.h>

#include <optional>
#include <sstream>
#include <string>

#include "cli/error_text.hpp"
#include "cli/log.hpp"
#include "rfmseg/report/k_choice_report.hpp"

namespace rfmseg::cli {
namespace {

void log_document(const std::string& title, const Document& document) {
  std::ostringstream text;
  render_text(document, {}, text);
  log_info(title + "\n" + text.str());
}

}  // namespace

void log_clustering(const Clustering& clustering) {
  if (is_quiet()) return;
  if (clustering.choice) log_document("how k was chosen", describe(*clustering.choice, option_of));
  if (clustering.stability) {
    log_document("how stable the clusters are", describe(*clustering.stability, clustering.names));
  }
  const std::optional<double> silhouette = clustering.quality.silhouette;
  log_info(fmt::format("k = {}, seed {}, inertia {:.6f}{}", clustering.options.k,
                       clustering.options.seed, clustering.kmeans.inertia,
                       silhouette ? fmt::format(", silhouette {:.4f}", *silhouette) : ""));
}

}  // namespace rfmseg::cli
