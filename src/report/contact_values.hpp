#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// A cell without white space around it, and without the apostrophe that shops and spreadsheets put
/// before text that is to stay as it is, such as the zeros of a postal code.
[[nodiscard]] std::string_view cell_text(std::string_view cell);

/// A ZIP code of the United States with five digits, or nine as `94016-1234`. Codes of three or
/// four digits had zeros at their beginning, which spreadsheets remove, and get them again. Empty
/// for other text.
[[nodiscard]] std::string zip_code(std::string_view text);

}  // namespace rfmseg
