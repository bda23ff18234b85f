#pragma once

#include <cstddef>
#include <string_view>

namespace rfmseg {

/// Whether an id is a word for a total: `Total`, `Grand Total`, `Summe`.
[[nodiscard]] bool is_total(std::string_view id);

/// Whether a cell of a row that cannot be read is the text of a footer: a total, or a remark of the
/// program that wrote the file, such as `2 record(s) downloaded` and `End of report`.
[[nodiscard]] bool is_footer_text(std::string_view cell);

/// Whether a line of one cell, in a file of many columns, is a remark: `Seller ID : our_shop`.
[[nodiscard]] bool is_remark(std::string_view line, std::size_t columns);

/// Whether one of the first cells of a record that cannot be read is the text of a footer, or the
/// record, in a file of so many columns, is a remark.
[[nodiscard]] bool is_footer_record(std::string_view record, char delimiter, std::size_t columns);

}  // namespace rfmseg
