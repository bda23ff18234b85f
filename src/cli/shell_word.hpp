#pragma once

#include <string>

namespace rfmseg::cli {

/// `text` as a shell reads it as one word: in quotes where needed.
[[nodiscard]] std::string shell_word(const std::string& text);

}  // namespace rfmseg::cli
