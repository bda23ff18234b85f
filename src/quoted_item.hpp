#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rfmseg {

/// An item of a list that a user gives, such as `Status="Paid, later",shipped`.
struct QuotedItem {
  std::string text;     ///< without outer blanks and quotes
  bool quoted = false;  ///< whether it was in double quotes
  bool marked = false;  ///< whether the mark follows it
};

/// Removes the item before the first `mark` from `text`, and the mark; without a mark all of it. In
/// double quotes an item may contain the mark, and a doubled quote is one. Returns nothing if a
/// quote is not closed, or if something follows it.
[[nodiscard]] std::optional<QuotedItem> take_item(std::string_view& text, char mark);

/// Removes the text in double quotes from the beginning of `text`; a doubled quote in it is one.
/// Returns nothing if the quote is not closed. `text` must begin with a quote.
[[nodiscard]] std::optional<std::string> take_quoted(std::string_view& text);

/// In double quotes, as take_quoted() reads it.
[[nodiscard]] std::string in_quotes(std::string_view text);
/// In double quotes if it contains one of `marks` or begins with a quote.
[[nodiscard]] std::string quoted_item(std::string_view text, std::string_view marks);

}  // namespace rfmseg
