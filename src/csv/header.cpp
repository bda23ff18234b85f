#include "csv/header.hpp"

#include <algorithm>
#include <array>
#include <utility>

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

/// Collects the fields of a record.
struct FieldSink {
  std::vector<std::string> fields{1};
  void text(const char* begin, const char* end) {
    fields.back().append(begin, static_cast<std::size_t>(end - begin));
  }
  void newline() { fields.back() += '\n'; }
  void end_field() { fields.emplace_back(); }
};

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

std::vector<std::string> column_names(std::string_view record, char delimiter) {
  FieldSink sink;
  scan_record(record.data(), record.data() + record.size(), delimiter, sink);
  for (std::string& name : sink.fields) name = std::string(trimmed(name));
  return std::move(sink.fields);
}

}  // namespace rfmseg
