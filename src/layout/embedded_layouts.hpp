#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfmseg {

/// A layout file of data/layouts that is embedded in the library.
struct EmbeddedLayout {
  std::string name;
  std::string_view toml;
};

[[nodiscard]] const std::vector<EmbeddedLayout>& embedded_layouts();

}  // namespace rfmseg
