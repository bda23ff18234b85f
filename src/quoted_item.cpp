#include "quoted_item.hpp"

#include <algorithm>

#include "text.hpp"

namespace rfmseg {

std::optional<std::string> take_quoted(std::string_view& text) {
  std::string plain;
  while (true) {
    text.remove_prefix(1);  // the first quote, or the second of two
    const std::size_t end = text.find('"');
    if (end == std::string_view::npos) return std::nullopt;
    plain += text.substr(0, end);
    text.remove_prefix(end + 1);
    if (!text.starts_with('"')) return plain;
    plain += '"';
  }
}

std::optional<QuotedItem> take_item(std::string_view& text, char mark) {
  QuotedItem item;
  const std::string_view from_quote = text.substr(std::min(text.find('"'), text.size()));
  const bool quoted =
      !from_quote.empty() && trimmed(text.substr(0, text.size() - from_quote.size())).empty();
  if (quoted) {
    text = from_quote;
    auto inside = take_quoted(text);
    if (!inside) return std::nullopt;
    item.text = std::move(*inside);
    item.quoted = true;
  }
  const std::size_t end = std::min(text.find(mark), text.size());
  const std::string_view plain = trimmed(text.substr(0, end));
  if (quoted && !plain.empty()) return std::nullopt;
  item.text += plain;
  item.marked = end < text.size();
  text.remove_prefix(std::min(text.size(), end + 1));
  return item;
}

std::string in_quotes(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string quoted_item(std::string_view text, std::string_view marks) {
  const bool plain = text.find_first_of(marks) == std::string_view::npos && !text.starts_with('"');
  return plain ? std::string(text) : in_quotes(text);
}

}  // namespace rfmseg
