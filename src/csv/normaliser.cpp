#include "csv/normaliser.hpp"

#include <array>
#include <bit>
#include <cstring>
#include <stdexcept>

#include "csv/bytes.hpp"
#include "csv/quoting.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kStep = 4 * kLanes;  // bytes processed at a time
static_assert(kNormaliserSlack >= kStep);

/// Stores the ends of fields while there is room.
struct FieldEnds {
  std::span<char*> ends;
  std::size_t found = 0;

  void add(char* end) {
    if (found < ends.size()) ends[found] = end;
    ++found;
  }
};

/// The end of a copy: a newline, or the first byte that needs special treatment.
struct Copied {
  const char* at;
  char* to;
};

/// Copies a record from `at` to the first newline, quote, NUL or kNoText.
Copied copy_plain(const char* at, const char* end, char delimiter, char* to, FieldEnds& ends) {
  const Bytes delimiters = every(delimiter);
  const Bytes newlines = every('\n');
  const Bytes quotes = every('"');
  const Bytes no_texts = every(kNoText);
  std::array<char, kStep> rest;  // NOLINT(*-member-init): written before it is read
  while (true) {
    const char* from = at;
    if (end - at < static_cast<std::ptrdiff_t>(kStep)) {
      rest.fill('\0');
      std::memcpy(rest.data(), at, static_cast<std::size_t>(end - at));
      from = rest.data();
    }
    std::uint64_t field_ends = 0;
    std::uint64_t stops = 0;
    for (std::size_t i = 0; i < kStep; i += kLanes) {
      const Bytes bytes = load(from + i);
      store(to + i, bytes);
      field_ends |= std::uint64_t{lane_bits(bytes == delimiters)} << i;
      stops |= std::uint64_t{lane_bits((bytes == newlines) | (bytes == quotes) |
                                       (bytes == Bytes{}) | (bytes == no_texts))}
               << i;
    }
    if (stops != 0) field_ends &= (stops & -stops) - 1;  // only those before the first stop
    for (; field_ends != 0; field_ends &= field_ends - 1) {
      ends.add(to + std::countr_zero(field_ends));
    }
    if (stops != 0) {
      const int stop = std::countr_zero(stops);
      return {at + stop, to + stop};
    }
    at += kStep;
    to += kStep;
  }
}

/// Writes a record's fields.
struct RecordWriter {
  char* out;
  FieldEnds& ends;
  std::uint64_t lines = 1;

  void text(const char* begin, const char* end) {
    const auto size = static_cast<std::size_t>(end - begin);
    std::memcpy(out, begin, size);
    out += size;
  }
  void newline() {
    *out++ = '\n';
    ++lines;
  }
  void end_field() {
    ends.add(out);
    *out++ = ',';  // any byte except NUL, which would end the record for the parser
  }
};

NormalisedRecord normalise_quoted(const char* at, const char* end, char delimiter, char* to,
                                  FieldEnds ends) {
  RecordWriter writer{to, ends};
  const char* const next = scan_record(at, end, delimiter, writer).next;
  if (next == nullptr) throw std::invalid_argument("normalise: a record without its end");
  const bool is_text = find_either(at, next, '\0', kNoText) == next;
  if (next - at >= 2 && next[-2] == '\r') --writer.out;
  ends.add(writer.out);
  return {next, static_cast<std::size_t>(writer.out - to), ends.found, writer.lines, true, is_text};
}

}  // namespace

NormalisedRecord normalise(const char* at, const char* end, char delimiter, char* to,
                           std::span<char*> ends) {
  FieldEnds plain{ends};
  Copied copied = copy_plain(at, end, delimiter, to, plain);
  if (*copied.at != '\n') return normalise_quoted(at, end, delimiter, to, {ends});
  if (copied.to != to && copied.to[-1] == '\r') --copied.to;
  plain.add(copied.to);
  return {copied.at + 1, static_cast<std::size_t>(copied.to - to), plain.found, 1, false, true};
}

}  // namespace rfmseg
