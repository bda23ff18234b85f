#pragma once

#include <cstddef>
#include <cstring>

#include "csv/bytes.hpp"

namespace rfmseg {

/// The rules for quotes are only here, as in Python's csv module. A field is quoted if it begins
/// with a quote. Inside quotes, two quotes are one, and delimiters and newlines are text. Text
/// between the closing quote and the delimiter belongs to the field (`"a"b` is `ab`), and a quote
/// in an unquoted field is an ordinary character (`7" FRAME`).
struct RecordEnd {
  const char* next = nullptr;  ///< after the record's newline; null if the record has no end here
  const char* open_quote = nullptr;  ///< if there is no end: the quote that is not closed, if any
};

/// Scans the record that begins at `at`. Calls `sink.text(begin, end)` for each piece of text,
/// `sink.newline()` for a newline inside quotes, and `sink.end_field()` after every field except
/// the last.
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

/// The end of the record that begins at `at`: as scan_record(), but faster.
inline RecordEnd find_record_end(const char* at, const char* end, char delimiter) {
  const char* const begin = at;
  while (true) {
    at = find_either(at, end, '"', '\n');
    if (at == end) return {};
    if (*at++ == '\n') return {at, nullptr};
    const char* const quote = at - 1;
    if (quote != begin && quote[-1] != delimiter) continue;
    while (true) {  // to the closing quote, past doubled ones
      at = static_cast<const char*>(std::memchr(at, '"', static_cast<std::size_t>(end - at)));
      if (at == nullptr) return {nullptr, quote};
      ++at;
      if (at == end || *at != '"') break;
      ++at;
    }
  }
}

}  // namespace rfmseg
