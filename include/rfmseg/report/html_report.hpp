#pragma once

/// \file
/// An analysis as a page with charts.
///
///     rfmseg::write_html(analysis, {.source = "orders.csv"}, file);

#include <ostream>
#include <string>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

/// What the page says beside the figures.
struct HtmlOptions {
  std::string source{};                       ///< the input, shown below the title
  std::string command{};                      ///< the command that made it; empty for none
  SettingNames setting_names = library_name;  ///< the program's names of settings
};

/// Writes the analysis as one self-contained HTML page with charts, without scripts and without
/// anything from the network. Its size does not grow with the number of customers.
void write_html(const Analysis& analysis, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
