#pragma once

#include "rfmseg/cluster/clustering.hpp"

namespace rfmseg::cli {

/// Logs how clusters were found: how k was chosen, how stable they are, their inertia. On standard
/// error, as standard output is for what is made of them.
void log_clustering(const Clustering& clustering);

}  // namespace rfmseg::cli
