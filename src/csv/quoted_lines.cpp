#include "csv/quoted_lines.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

#include "csv/stray_quote.hpp"

namespace rfmseg {

namespace {

using Offsets = std::span<const FieldIndex::Offset>;

/// The newlines that end no record.
std::vector<FieldIndex::Offset> inside_quotes(std::string_view text, Offsets stops, Offsets ends,
                                              std::size_t columns) {
  std::vector<FieldIndex::Offset> newlines;
  const FieldIndex::Offset* end = ends.data();
  const FieldIndex::Offset* const last_row = end + ends.size() - std::min(columns, ends.size());
  for (const FieldIndex::Offset stop : stops) {
    if (end < last_row && end[columns - 1] == stop) {  // a row
      end += columns;
      continue;
    }
    while (end != ends.data() + ends.size() && *end < stop) ++end;
    if (end != ends.data() + ends.size() && *end == stop) {
      ++end;
    } else if (text[stop] == '\n') {
      newlines.push_back(stop);
    }
  }
  return newlines;
}

}  // namespace

bool are_faultless(std::string_view text, char delimiter, const RecordShape& shape,
                   const Stored& first_stored, Outcome& outcome) {
  const bool never_ends = shape.ended && outcome.inside_quotes;
  if (shape.columns == 0 || (!outcome.quoted_newlines && !never_ends)) return true;
  const Offsets ends(first_stored.end, outcome.stored.end);
  const auto newlines =
      inside_quotes(text, {first_stored.stop, outcome.stored.stop}, ends, shape.columns);
  if (never_ends && !shape.backslashes_escape) {
    auto last = ends.end();
    while (last != ends.begin() && text[last[-1]] != '\n') --last;
    const std::size_t begin = last == ends.begin() ? 0 : std::size_t{last[-1]} + 1;
    const bool is_a_line = newlines.empty() || newlines.back() < begin;
    if (is_a_line && has_escaped_quotes(text.substr(begin), delimiter, shape.columns)) return false;
  }
  for (auto newline = newlines.begin(); newline != newlines.end();) {
    // The record that has it, and all of its quoted newlines.
    auto first = std::ranges::lower_bound(ends, *newline);
    auto last = first;
    while (first != ends.begin() && text[first[-1]] != '\n') --first;
    while (last != ends.end() && text[*last] != '\n') ++last;
    const bool complete = last != ends.end();
    const std::size_t begin = first == ends.begin() ? 0 : std::size_t{first[-1]} + 1;
    const std::size_t end = complete ? *last : text.size();
    const auto fields = complete ? static_cast<std::size_t>(last - first) + 1 : 0;
    const auto next = std::lower_bound(newline, newlines.end(), end);

    DoubtfulRecord record{text.substr(begin, end - begin), fields, true};
    if (next - newline > static_cast<std::ptrdiff_t>(kLinesThatShow)) {
      record = {text.substr(begin, newline[kLinesThatShow] - begin), 0, false};
    }
    newline = next;
    if (!complete && !never_ends && record.ended) continue;  // more of it will come
    if (!shape.backslashes_escape && has_escaped_quotes(record.text, delimiter, shape.columns)) {
      return false;
    }
    if (has_stray_quote(record, delimiter, shape.columns)) return false;
    if (fields == shape.columns &&
        quotes_a_row(text.substr(begin, end - begin), delimiter, shape.columns)) {
      outcome.quoted_rows.push_back(static_cast<FieldIndex::Offset>(begin));
    }
  }
  return true;
}

}  // namespace rfmseg
