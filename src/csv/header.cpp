#include "csv/header.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "csv/field_index.hpp"
#include "csv/quoting.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::array kDelimiters = {',', ';', '\t', '|'};

/// The result of scanning the first line of a text.
struct LineScan {
  std::array<std::size_t, kDelimiters.size()> count{};  ///< occurrences of each delimiter
  bool ended = false;                                   ///< whether a newline was found
};

/// Scans to the first newline. With `heed_quotes`, quoted text is skipped. A quote after any
/// candidate opens, because the delimiter is not known yet.
LineScan scan_first_line(std::string_view text, bool heed_quotes) {
  LineScan scan;
  bool quoted = false;
  bool may_open = heed_quotes;
  for (const char c : text) {
    if (c == '"' && (quoted || may_open)) {
      quoted = !quoted;
      may_open = true;  // the second of two quotes inside quotes opens again
      continue;
    }
    may_open = false;
    if (quoted) continue;
    if (c == '\n') {
      scan.ended = true;
      break;
    }
    const auto* found = std::find(kDelimiters.begin(), kDelimiters.end(), c);
    if (found != kDelimiters.end()) {
      ++scan.count[static_cast<std::size_t>(found - kDelimiters.begin())];
      may_open = heed_quotes;
    }
  }
  return scan;
}

/// Whether a cell may be the name of a column: it has a letter, and does not begin with a digit.
bool is_word(const std::string& cell) {
  return !cell.empty() && !is_digit(cell.front()) && std::ranges::any_of(cell, [](char c) {
    const char lower = to_lower(c);
    return (lower >= 'a' && lower <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Whether the line after the one that ends at `end` has this number of cells.
bool has_row(std::string_view text, std::size_t end, char delimiter, std::size_t cells) {
  if (end >= text.size()) return false;
  const std::size_t next = std::min(text.find('\n', end + 1), text.size());
  return column_names(text.substr(end + 1, next - end - 1), delimiter).size() == cells;
}

}  // namespace

std::size_t leading_blank_lines(std::string_view text) {
  std::size_t line = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      line = i + 1;
    } else if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
      break;
    }
  }
  return line;
}

std::optional<char> find_delimiter(std::string_view text, bool all) {
  LineScan scan = scan_first_line(text, true);
  if (!scan.ended) {
    if (!all) return std::nullopt;
    // There is no newline at the end of the file, or quotes are ordinary characters.
    if (text.find('\n') != std::string_view::npos) scan = scan_first_line(text, false);
  }
  const auto best = std::max_element(scan.count.begin(), scan.count.end()) - scan.count.begin();
  return kDelimiters[static_cast<std::size_t>(best)];
}

std::size_t title_length(std::string_view text, std::optional<char> delimiter) {
  std::size_t in_title = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < kTitleLines && begin < text.size(); ++i) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = std::string(text.substr(begin, end - begin)) + '\n';
    const char mark = delimiter ? *delimiter : *find_delimiter(line, true);
    FieldIndex index;
    index.build(line, mark);
    if (index.open_quote()) return 0;  // a record of several lines, not a title
    const std::vector<std::string> names = column_names(line, mark);
    const auto words = static_cast<std::size_t>(std::ranges::count_if(names, is_word));
    if (i == 0) {
      in_title = static_cast<std::size_t>(
          std::ranges::count_if(names, [](const std::string& name) { return !name.empty(); }));
      if (in_title > 2) return 0;
    } else if (words >= 3 && words >= 2 * in_title && has_row(text, end, mark, names.size()) &&
               std::ranges::none_of(names, [](const std::string& name) {
                 return !name.empty() && !is_word(name);
               })) {
      return begin;
    }
    begin = end + 1;
  }
  return 0;
}

std::size_t rule_length(std::string_view text, char delimiter, std::size_t columns) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  std::size_t cells = 0;
  bool is_long = false;  // single dashes are blank cells
  while (true) {
    const std::size_t next = std::min(line.find(delimiter), line.size());
    const std::string_view cell = trimmed(line.substr(0, next));
    if (cell.empty() || cell.find_first_not_of(cell.front() == '=' ? '=' : '-') != cell.npos) {
      return 0;
    }
    is_long = is_long || cell.size() > 1;
    ++cells;
    if (next == line.size()) break;
    line.remove_prefix(next + 1);
  }
  if (cells != columns || columns < 2 || !is_long) return 0;
  return std::min(end + 1, text.size());
}

std::vector<std::string> column_names(std::string_view record, char delimiter) {
  std::string line(record);
  if (!line.ends_with('\n')) line += '\n';
  FieldIndex index;
  index.build(line, delimiter);
  std::vector<std::string> names;
  char* begin = line.data();
  for (const std::size_t offset : index.ends()) {
    char* end = line.data() + offset;
    if (*begin == '"') remove_quotes(begin, end);
    names.emplace_back(trimmed({begin, static_cast<std::size_t>(end - begin)}));
    begin = line.data() + offset + 1;
  }
  return names;
}

}  // namespace rfmseg
