#include "csv/normaliser.hpp"

#include <bit>
#include <cstring>
#include <stdexcept>

#include "csv/bytes.hpp"
#include "csv/quoting.hpp"

namespace rfmseg {
namespace {

static_assert(kNormaliserSlack >= kLanes);

/// How far a record could be copied: to its newline, or the first byte that needs care.
struct Copied {
  const char* at;
  char* to;
  std::size_t separators;
};

/// Copies from the record that begins at `at`, with kFieldSeparator for delimiters, to the first
/// newline, quote or byte that is no text.
Copied copy_plain(const char* at, const char* end, char delimiter, char* to) {
  const Bytes delimiters = every(delimiter);
  const Bytes flip = delimiters ^ every(kFieldSeparator);
  const Bytes newlines = every('\n');
  const Bytes quotes = every('"');
  const Bytes nuls{};
  const Bytes separators = every(kFieldSeparator);
  constexpr int kMostInALane = 255;
  std::size_t found = 0;
  while (true) {
    Bytes counts{};  // of delimiters by lane; as an unsigned byte a mask that holds is -1
    for (int i = 0; i < kMostInALane; ++i) {
      const Bytes bytes = load(at, end);
      const ByteMask is_delimiter = bytes == delimiters;
      store(to, bytes ^ (flip & std::bit_cast<Bytes>(is_delimiter)));
      const std::size_t stop = first_lane((bytes == newlines) | (bytes == quotes) |
                                          (bytes == nuls) | (bytes == separators));
      if (stop < kLanes) {
        counts -= std::bit_cast<Bytes>(is_delimiter & first_lanes(stop));
        return {at + stop, to + stop, found + sum(counts)};
      }
      counts -= std::bit_cast<Bytes>(is_delimiter);
      at += kLanes;
      to += kLanes;
    }
    found += sum(counts);
  }
}

/// Writes a record's fields.
struct RecordWriter {
  char* out;
  std::size_t fields = 1;
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
    *out++ = kFieldSeparator;
    ++fields;
  }
};

NormalisedRecord normalise_quoted(const char* at, const char* end, char delimiter, char* to) {
  RecordWriter writer{to};
  const char* const next = scan_record(at, end, delimiter, writer).next;
  if (next == nullptr) throw std::invalid_argument("normalise: a record without its end");
  const bool is_text = find_either(at, next, '\0', kFieldSeparator) == next;
  if (next - at >= 2 && next[-2] == '\r') --writer.out;
  return {next,   static_cast<std::size_t>(writer.out - to), writer.fields, writer.lines, true,
          is_text};
}

}  // namespace

NormalisedRecord normalise(const char* at, const char* end, char delimiter, char* to) {
  const Copied copied = copy_plain(at, end, delimiter, to);
  if (*copied.at != '\n') return normalise_quoted(at, end, delimiter, to);
  auto size = static_cast<std::size_t>(copied.to - to);
  if (size > 0 && copied.to[-1] == '\r') --size;
  return {copied.at + 1, size, copied.separators + 1, 1, false, true};
}

}  // namespace rfmseg
