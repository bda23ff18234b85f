#include "csv/foreign_text.hpp"

#include <algorithm>
#include <string>

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

}  // namespace

std::string_view foreign_format(std::string_view text) {
  if (text.starts_with("%PDF-")) return "is a PDF document (export the table as CSV)";
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  const std::string start = to_lower(text.substr(begin, 200));
  if (start.starts_with("<!doctype html") || start.starts_with("<html") ||
      start.starts_with("<table") || start.starts_with("<head")) {
    return "is HTML, a web page (download the CSV export itself; a login page may have come "
           "instead)";
  }
  if (start.starts_with("<?xml") || start.starts_with("<workbook")) {
    return "is XML (export the table as CSV)";
  }
  if (start.starts_with("[{") || start.starts_with("[\n")) {
    return "is a JSON array (write one object a line, for example: jq -c '.[]' FILE)";
  }
  if (start.starts_with("{\n")) {
    return "is JSON of several lines (write one object a line, for example: jq -c . FILE)";
  }
  return {};
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
