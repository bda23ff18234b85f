#pragma once

#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/quality.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// Which number of clusters was chosen and why, what else could have been, and the figures of every
/// number. `names` are the program's names of settings.
[[nodiscard]] Document describe(const KChoice& choice, const SettingNames& names = library_name);

/// How stable clusters of these names are, and which of them dissolve.
[[nodiscard]] Document describe(const Stability& stability, const std::vector<std::string>& names);

/// A row per number of clusters.
void write_k_choice(const KChoice& choice, RowWriter& rows);

}  // namespace rfmseg
