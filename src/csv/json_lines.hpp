#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "csv/text_input.hpp"

namespace rfmseg {

/// Whether a file that begins with `text` has JSON lines: its first character is `{`, before a key
/// in the same line.
[[nodiscard]] bool is_json_lines(std::string_view text);

/// JSON lines, one object a line, as CSV: the columns are the keys of the first 1,000 objects, in
/// the order in which they appear. The object in a key is `key.inner`. `source` is the file as
/// UTF-8, `name` is for messages. The source throws DataError for a line that is not an object, a
/// key that appears later or twice in an object, and an array or an object deeper inside.
[[nodiscard]] std::unique_ptr<TextInput> open_json_lines(std::unique_ptr<TextInput> source,
                                                         std::string name);

}  // namespace rfmseg
