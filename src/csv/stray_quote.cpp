#include "csv/stray_quote.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "csv/count.hpp"
#include "csv/foreign_text.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// With fewer columns any text has as many fields; a file of transactions has more.
constexpr std::size_t kFewestColumns = 3;

/// A line that is read by itself.
struct LineShape {
  std::size_t fields = 1;
  std::optional<std::size_t> open_quote;  ///< the offset of the quote that is not closed
};

/// The offset of the quote that closes the field whose quote is at `opening`; npos if none does.
std::size_t closing_quote(std::string_view text, std::size_t opening) {
  std::size_t at = text.find('"', opening + 1);
  while (at < text.size() && text.substr(at + 1).starts_with('"')) at = text.find('"', at + 2);
  return at;
}

LineShape shape_of(std::string_view line, char delimiter) {
  LineShape shape;
  std::size_t begin = 0;  // of the field
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == delimiter) {
      ++shape.fields;
      begin = i + 1;
    } else if (line[i] == '"' && i == begin) {
      const std::size_t closing = closing_quote(line, i);
      if (closing == std::string_view::npos) {
        shape.open_quote = i;
        return shape;
      }
      i = closing;
    }
  }
  return shape;
}

/// Whether the line, read by itself, has as many fields as the header; a quote in it that is
/// not closed there may be stray as well.
bool is_row(std::string_view line, char delimiter, std::size_t columns) {
  const LineShape shape = shape_of(line, delimiter);
  if (shape.fields == columns) return true;
  return shape.open_quote &&
         shape.fields + count_of(line.substr(*shape.open_quote), delimiter) == columns;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    if (end == text.size()) return lines;
    text.remove_prefix(end + 1);
  }
}

/// Whether text follows the quote that closes the field whose quote is at `opening`.
bool goes_on_after_closing(std::string_view text, std::size_t opening, char delimiter) {
  const std::size_t closing = closing_quote(text, opening);
  if (closing >= text.size() - 1) return false;
  const char next = text[closing + 1];
  return next != delimiter && next != '\n' && next != '\r';
}

/// Whether a quote after a backslash is followed by text: it closes nothing.
bool escapes_a_quote(std::string_view line, char delimiter) {
  for (std::size_t at = line.find("\\\""); at < line.size(); at = line.find("\\\"", at + 2)) {
    if (at + 2 < line.size() && line[at + 2] != delimiter && line[at + 2] != '\r') return true;
  }
  return false;
}

}  // namespace

bool has_stray_quote(const DoubtfulRecord& record, char delimiter, std::size_t columns) {
  const std::vector<std::string_view> lines = lines_of(record.text);
  std::size_t others = 0;  // that are not blank
  std::size_t rows = 0;    // of these
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (trimmed(lines[i]).empty()) continue;
    ++others;
    rows += is_row(lines[i], delimiter, columns) ? 1 : 0;
  }
  const bool malformed = record.ended && record.fields != columns;
  if (rows > 0 && malformed) return true;
  const bool is_last_line = others == 0 && record.ended && record.fields == 0;
  if (columns < kFewestColumns || (rows <= others / 2 && !is_last_line)) return false;
  if (!record.ended) return true;
  const LineShape first = shape_of(lines.front(), delimiter);
  if (!first.open_quote) return false;
  const std::size_t as_character =
      first.fields + count_of(lines.front().substr(*first.open_quote), delimiter);
  return as_character == columns ||
         (rows > 0 && goes_on_after_closing(record.text, *first.open_quote, delimiter));
}

bool has_escaped_quotes(std::string_view record, char delimiter, std::size_t columns) {
  const std::vector<std::string_view> lines = lines_of(record);
  if (columns < 2 || !escapes_a_quote(lines.front(), delimiter)) return false;
  std::size_t rows = 0;
  for (const std::string_view line : lines) {
    std::string doubled(line);
    double_escaped_quotes(doubled.data(), doubled.size(), false);
    const LineShape shape = shape_of(doubled, delimiter);
    if (shape.fields == columns && !shape.open_quote) {
      ++rows;
    } else if (rows == 0) {
      return false;  // the first line
    }
  }
  return rows > lines.size() / 2;
}

bool quotes_a_row(std::string_view record, char delimiter, std::size_t columns) {
  if (columns < kFewestColumns) return false;
  std::size_t begin = 0;  // of the field
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (record[i] == delimiter) {
      begin = i + 1;
    } else if (record[i] == '"' && i == begin) {
      const std::size_t end = closing_quote(record, i);
      const auto lines = lines_of(record.substr(i + 1, end - i - 1));
      if (lines.size() > 1 && std::ranges::any_of(lines, [&](std::string_view line) {
            return is_row(line, delimiter, columns);
          })) {
        return true;
      }
      i = end;
    }
  }
  return false;
}

}  // namespace rfmseg
