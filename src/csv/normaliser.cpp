#include "csv/normaliser.hpp"

#include <algorithm>
#include <cstring>

#include "csv/count.hpp"
#include "csv/quoting.hpp"

namespace rfmseg {
namespace {

bool is_refused(char c) {
  return c == '\0' || c == kFieldSeparator || c == kNewlineInField;
}

/// Copies `size` bytes with `delimiter` replaced; true when none of them needs care. Without a
/// branch and on unsigned bytes, so that compilers vectorise it.
bool copy_plain(const char* from, std::size_t size, char delimiter, char* __restrict to) {
  unsigned char special = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const auto c = static_cast<unsigned char>(from[i]);
    to[i] = c == static_cast<unsigned char>(delimiter) ? kFieldSeparator : from[i];
    unsigned char care = c == '"' ? 1 : 0;
    care |= c == '\0' ? 1 : 0;
    care |= (c & 0xFE) == kNewlineInField ? 1 : 0;  // and kFieldSeparator, the byte after it
    special |= care;
  }
  return special == 0;
}
static_assert(kFieldSeparator == kNewlineInField + 1 && kNewlineInField % 2 == 0);

/// Copies whole records up to the first that needs care; returns where that one begins, or `end`.
/// `to` is moved past what was copied.
const char* copy_plain_records(const char* at, const char* end, char delimiter, char*& to) {
  constexpr std::size_t kStripe = 64;
  const char* const begin = at;
  while (at != end) {
    const std::size_t size = std::min(kStripe, static_cast<std::size_t>(end - at));
    const bool plain = size == kStripe ? copy_plain(at, kStripe, delimiter, to)
                                       : copy_plain(at, size, delimiter, to);
    if (!plain) {
      const char* special = std::find_if(at, end, [](char c) { return c == '"' || is_refused(c); });
      const auto* newline =
          static_cast<const char*>(memrchr(begin, '\n', static_cast<std::size_t>(special - begin)));
      const char* record = newline == nullptr ? begin : newline + 1;
      to += record - at;
      return record;
    }
    at += size;
    to += size;
  }
  return end;
}

/// What the parser passes over: a line of blanks and tabs, which may end in a carriage return.
bool is_blank_line(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// Refuses those of the plain records in [at, end), of which `record` is the first, that have not
/// as many fields as there are columns. Returns the number of the record after them.
std::size_t refuse_misfits(char* at, const char* end, std::size_t columns, std::size_t record,
                           std::vector<NormalisedText::Refused>& refused) {
  for (; at != end; ++record) {
    auto* newline = static_cast<char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
    const std::string_view line(at, static_cast<std::size_t>(newline - at));
    const std::size_t separators = count_of(line, kFieldSeparator);
    if (separators + 1 != columns && !is_blank_line(line)) {
      refused.push_back({record, separators + 1});
      std::fill(at, newline, ' ');
    }
    at = newline + 1;
  }
  return record;
}

/// Writes one record's fields.
struct RecordWriter {
  char* out;
  std::size_t fields = 1;
  std::uint64_t newlines = 0;
  bool refused = false;

  void text(const char* begin, const char* end) {
    refused = refused || std::any_of(begin, end, is_refused);
    out = std::copy(begin, end, out);
  }
  void newline() {
    *out++ = kNewlineInField;
    ++newlines;
  }
  void end_field() {
    *out++ = kFieldSeparator;
    ++fields;
  }
};

}  // namespace

void normalise(std::string_view block, char delimiter, std::size_t columns, NormalisedText& out) {
  out.shifts.clear();
  out.refused.clear();
  // Rewriting never lengthens a record.
  out.text.resize(block.size());
  char* to = out.text.data();

  const char* at = block.data();
  const char* const end = at + block.size();
  std::size_t record = 0;
  while (at != end) {
    char* const run = to;
    at = copy_plain_records(at, end, delimiter, to);
    record = refuse_misfits(run, to, columns, record, out.refused);
    if (at == end) break;

    RecordWriter writer{to};
    const char* next = scan_record(at, end, delimiter, writer).next;
    // The parser takes a carriage return at the end for part of the line's: one that stood inside
    // quotes needs another after it.
    const bool ends_in_crlf = next - at >= 2 && next[-2] == '\r';
    if (!ends_in_crlf && writer.out != to && writer.out[-1] == '\r') *writer.out++ = '\r';
    if (writer.refused || writer.fields != columns) {
      out.refused.push_back({record, writer.refused ? 0 : writer.fields});
    } else {
      to = writer.out;
    }
    *to++ = '\n';
    if (writer.newlines > 0) out.shifts.push_back({record, writer.newlines});
    ++record;
    at = next;
  }
  out.text.resize(static_cast<std::size_t>(to - out.text.data()));
}

}  // namespace rfmseg
