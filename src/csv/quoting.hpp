#pragma once

#include <cstddef>
#include <cstring>

#include "csv/bytes.hpp"

namespace rfmseg {

/// The one place that knows what quotes mean. A field is quoted when it begins with a quote; inside
/// quotes two quotes are one, and delimiters and newlines are text. What follows a closing quote
/// up to the delimiter belongs to the field (`"a"b` is `ab`), and a quote in an unquoted field is
/// an ordinary character (`7" FRAME`): as in Python's csv module.
struct RecordEnd {
  const char* next = nullptr;        ///< past the record's newline; null when it has no end here
  const char* open_quote = nullptr;  ///< with no end: the quote that was not closed, if any
};

/// Scans the record that begins at `at`. `sink.text(begin, end)` is called for every run of text,
/// `sink.newline()` for a newline inside quotes, `sink.end_field()` after every field but the last.
template <class Sink>
RecordEnd scan_record(const char* at, const char* end, char delimiter, Sink&& sink) {
  while (true) {
    if (at != end && *at == '"') {
      const char* open = at++;
      while (true) {
        const char* text = at;
        at = find_either(at, end, '"', '\n');
        sink.text(text, at);
        if (at == end) return {nullptr, open};
        if (*at == '\n') {
          sink.newline();
          ++at;
        } else if (at + 1 != end && at[1] == '"') {
          sink.text(at, at + 1);
          at += 2;
        } else {
          ++at;
          break;
        }
      }
    }
    const char* text = at;
    at = find_either(at, end, delimiter, '\n');
    sink.text(text, at);
    if (at == end) return {};
    if (*at++ == '\n') return {at, nullptr};
    sink.end_field();
  }
}

/// Where the record that begins at `at` ends, as scan_record() says, but in fewer steps.
inline RecordEnd find_record_end(const char* at, const char* end, char delimiter) {
  const char* const begin = at;
  while (true) {
    at = find_either(at, end, '"', '\n');
    if (at == end) return {};
    if (*at++ == '\n') return {at, nullptr};
    const char* const quote = at - 1;
    if (quote != begin && quote[-1] != delimiter) continue;
    while (true) {  // to the closing quote, past those that are doubled
      at = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
      if (at == nullptr) return {nullptr, quote};
      ++at;
      if (at == end || *at != '"') break;
      ++at;
    }
  }
}

}  // namespace rfmseg
