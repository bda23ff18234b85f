#pragma once

#include <string>

namespace rfmseg::cli {

/// Opens the file in the program that the desktop has for it, and does not wait for it. A failure
/// is a warning.
void open_page(const std::string& path);

}  // namespace rfmseg::cli
