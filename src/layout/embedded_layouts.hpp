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

/// The columns of `match` in the text of an embedded layout. To parse all layouts would take longer
/// than to read a small file.
[[nodiscard]] std::vector<std::string> embedded_match(std::string_view toml);

}  // namespace rfmseg
