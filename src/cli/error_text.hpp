#pragma once

#include <string>

#include "rfmseg/error.hpp"
#include "rfmseg/setting.hpp"

namespace rfmseg::cli {

/// The option that sets it: `--date-format`.
[[nodiscard]] std::string option_of(Setting setting);

/// The library's error in the words of the command line: options for settings, and the command
/// that helps where one does.
[[nodiscard]] std::string error_text(const Error& error,
                                     const std::vector<std::string>& arguments = {});

}  // namespace rfmseg::cli
