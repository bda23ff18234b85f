#include "csv/foreign_text.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "csv/field_index.hpp"
#include "csv/header.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The number of complete records with as many fields as the first one.
std::size_t count_whole_records(std::string_view text, char delimiter) {
  FieldIndex index;
  index.build(text, delimiter);
  std::size_t first = 0;
  std::size_t fields = 0;
  std::size_t records = 0;
  for (const std::size_t end : index.ends()) {
    ++fields;
    if (text[end] != '\n') continue;
    if (first == 0) first = fields;
    if (fields == first) ++records;
    fields = 0;
  }
  return records;
}

/// Whether the line is a rule of a drawn table, such as `|---|---|`, `----+----` and `┌──┬──┐`.
bool is_rule(std::string_view line) {
  // Bars between dashes alone are delimiters, as sqlcmd writes them.
  const bool framed = trimmed(line).starts_with('|');
  std::size_t dashes = 0;
  std::size_t crossings = 0;
  while (!line.empty()) {
    const bool box = line.starts_with("\xE2\x94") || line.starts_with("\xE2\x95");
    if (!box && std::string_view("-=+|: \r").find(line.front()) == std::string_view::npos) {
      return false;
    }
    dashes += box || line.front() == '-' || line.front() == '=' ? 1 : 0;
    crossings += box || line.front() == '+' || (framed && line.front() == '|') ? 1 : 0;
    line.remove_prefix(box ? std::min<std::size_t>(line.size(), 3) : 1);
  }
  return dashes >= 3 && crossings > 0;
}

/// Whether one of the first lines is a rule.
bool is_drawn_table(std::string_view text) {
  constexpr int kLines = 5;
  for (int i = 0; i < kLines && !text.empty(); ++i) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (is_rule(text.substr(0, end))) return true;
    text.remove_prefix(std::min(text.size(), end + 1));
  }
  return false;
}

/// Which of its columns of characters a line of UTF-8 fills.
std::vector<bool> filled_columns(std::string_view line) {
  std::vector<bool> filled;
  for (const char c : line) {
    const bool continues = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    if (!continues) filled.push_back(c != ' ' && c != '\r');
  }
  while (!filled.empty() && !filled.back()) filled.pop_back();
  return filled;
}

/// Whether two blanks follow each other between other characters.
bool has_double_blank(std::string_view line) {
  return trimmed(line).find("  ") != std::string_view::npos;
}

}  // namespace

std::string_view foreign_format(std::string_view text) {
  if (text.starts_with("%PDF-")) return "is a PDF document (hint: export the table as CSV)";
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  const std::string start = to_lower(text.substr(begin, 200));
  if (start.starts_with("<!doctype html") || start.starts_with("<html") ||
      start.starts_with("<table") || start.starts_with("<head")) {
    return "is HTML, a web page (hint: download the CSV export itself; this may be a login page)";
  }
  if (start.starts_with("<?xml") || start.starts_with("<workbook")) {
    return "is XML (hint: export the table as CSV)";
  }
  if (start.starts_with("[{") || start.starts_with("[\n")) {
    return "is a JSON array (hint: write one object per line, for example: jq -c '.[]' FILE)";
  }
  if (start.starts_with("{\n")) {
    return "is JSON on several lines (hint: write one object per line, for example: jq -c . FILE)";
  }
  if (is_drawn_table(text.substr(begin))) {
    return "is a table drawn with lines (hint: write it as CSV, for example: psql --csv)";
  }
  return {};
}

bool is_blank_aligned(std::string_view text) {
  constexpr std::size_t kLines = 40;
  constexpr std::size_t kLeastRows = 2;
  constexpr std::size_t kLeastColumns = 3;  // of the header, which has no name for pandas' first
  const std::vector<bool> header = filled_columns(text.substr(0, text.find('\n')));
  std::vector<bool> filled = header;
  std::size_t lines = 0;
  bool aligned = false;
  for (; lines < kLines && !text.empty(); ++lines) {
    const std::string_view line = text.substr(0, text.find('\n'));
    if (trimmed(line).empty()) break;  // a footer follows
    aligned = aligned || has_double_blank(line);
    const std::vector<bool> more = filled_columns(line);
    filled.resize(std::max(filled.size(), more.size()));
    for (std::size_t i = 0; i < more.size(); ++i) filled[i] = filled[i] || more[i];
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  std::size_t columns = 0;
  bool named = false;
  for (std::size_t i = 0; i < filled.size(); ++i) {
    named = filled[i] && (named || (i < header.size() && header[i]));
    const bool ends = i + 1 == filled.size() || !filled[i + 1];
    if (named && ends) ++columns;
  }
  return aligned && lines > kLeastRows && columns >= kLeastColumns;
}

bool has_mac_lines(std::string_view text) {
  return text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos;
}

bool has_backslash_quotes(std::string_view text) {
  if (text.find("\\\"") == std::string_view::npos) return false;
  const char delimiter = *find_delimiter(text, true);
  std::string doubled(text);
  double_escaped_quotes(doubled.data(), doubled.size(), false);
  return count_whole_records(doubled, delimiter) > count_whole_records(text, delimiter);
}

bool double_escaped_quotes(char* text, std::size_t size, bool after_backslash) {
  for (char* at = text; at < text + size; ++at) {
    if (after_backslash && *at == '"') at[-1] = '"';
    after_backslash = !after_backslash && *at == '\\';
  }
  return after_backslash;
}

char separator_line(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view content = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  const bool is_one = content.size() == 5 && same_letters(content.substr(0, 4), "sep=") &&
                      line.size() < text.size();
  return is_one ? content.back() : '\0';
}

}  // namespace rfmseg
