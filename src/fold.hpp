#pragma once

#include <string>
#include <string_view>

namespace rfmseg {

/// `text` without case, of letters of any language, and in one of the forms in which Unicode writes
/// them (NFC): equal for texts that people take for the same. ASCII is quick. Text that is not
/// UTF-8 has its ASCII letters folded.
[[nodiscard]] std::string folded(std::string_view text);

/// The folded() text with letters as their parts, without accents: `creme brulee` for
/// `Crème Brûlée`. Letters without such parts stay.
[[nodiscard]] std::string without_accents(std::string_view text);

/// `text` in lower case and NFC: unlike folded(), a text that people read (`straße` stays).
[[nodiscard]] std::string lowered(std::string_view text);

/// `text` with each letter in lower case, and unchanged otherwise, as LOWER() of databases.
[[nodiscard]] std::string with_lower_letters(std::string_view text);

/// Whether the folded() texts are equal.
[[nodiscard]] bool same_folded(std::string_view a, std::string_view b);

}  // namespace rfmseg
