#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A scheme file of data/schemes that is embedded in the library.
struct Preset {
  std::string name;
  std::string_view toml;
};

[[nodiscard]] const std::vector<Preset>& presets();

}  // namespace rfmseg
