#include "csv/foreign_text.hpp"

#include <algorithm>
#include <string>

#include "text.hpp"

namespace rfmseg {

std::string_view foreign_format(std::string_view text) {
  using namespace std::string_view_literals;
  if (text.starts_with("%PDF-")) return "is a PDF document (export the table as CSV)";
  if (text.starts_with("\xD0\xCF\x11\xE0"sv)) {
    return "is a workbook of Excel 97 (save it as CSV)";
  }
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
  const bool json = start.starts_with("{\"") || start.starts_with("[{") ||
                    start.starts_with("[\n") || start.starts_with("{\n");
  if (json) return "is JSON (convert it, for example: mlr --ijson --ocsv cat FILE)";
  return {};
}

bool has_mac_lines(std::string_view text) {
  return text.find('\n') == std::string_view::npos && text.find('\r') != std::string_view::npos;
}

bool has_backslash_quotes(std::string_view text) {
  for (std::size_t at = text.find("\\\""); at != std::string_view::npos;
       at = text.find("\\\"", at + 2)) {
    const std::string_view after = text.substr(at + 2, 2);
    if (after.empty()) return false;
    // `12\"",` ends a field; in CSV without escapes the quote after the backslash would.
    const bool ends = after.front() == '"' && after.size() == 2 &&
                      std::string_view(",;\t|\r\n").find(after.back()) != std::string_view::npos;
    const bool goes_on =
        std::string_view(",;\t|\r\n\"").find(after.front()) == std::string_view::npos;
    if (ends || goes_on) return true;
  }
  return false;
}

char separator_line(std::string_view text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  const std::string_view content = line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
  const bool is_one = content.size() == 5 && same_letters(content.substr(0, 4), "sep=") &&
                      line.size() < text.size();
  return is_one ? content.back() : '\0';
}

}  // namespace rfmseg
