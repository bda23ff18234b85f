#pragma once

/// \file
/// How the number of clusters was chosen, and how stable clusters are.

#include <ostream>
#include <string>
#include <vector>

#include "rfmseg/cluster/k_choice.hpp"
#include "rfmseg/cluster/quality.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// The k that was chosen and why, the choices of the other criteria, and the figures of every k.
/// `names` are the program's names of settings.
[[nodiscard]] Document describe(const KChoice& choice, const SettingNames& names = library_name);

/// How stable the clusters are, and which dissolve. `names` are those of the clusters.
[[nodiscard]] Document describe(const Stability& stability, const std::vector<std::string>& names);

/// Writes a row per k.
void write_k_choice(const KChoice& choice, RowWriter& rows);

}  // namespace rfmseg
