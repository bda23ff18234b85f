#pragma once

/// \file
/// What pages show besides figures.

#include <string>

#include "rfmseg/setting.hpp"

namespace rfmseg {

/// What a page shows besides figures.
struct HtmlOptions {
  std::string source{};                       ///< the input, shown below the title
  std::string command{};                      ///< the command that made it; empty for none
  std::string title{};                        ///< instead of the page's usual one; empty for that
  SettingNames setting_names = library_name;  ///< the program's names of settings
};

}  // namespace rfmseg
