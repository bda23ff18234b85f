#pragma once

#include <ostream>
#include <string>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg {

struct HtmlOptions {
  std::string source{};   ///< what was read, under the title
  std::string command{};  ///< how the analysis was asked for; empty to leave it out
  SettingNames setting_names = library_name;  ///< the program's names of settings
};

/// The analysis as one self-contained HTML page with charts: no scripts, nothing from the network.
/// Its size does not grow with customers.
void write_html(const Analysis& analysis, const HtmlOptions& options, std::ostream& out);

}  // namespace rfmseg
