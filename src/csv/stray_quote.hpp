#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace rfmseg {

/// The lines after the one in which a quote opens that show whether it is stray.
inline constexpr std::uint64_t kLinesThatShow = 16;

/// A record that is not a plain row: it has lines inside quotes, or another width than the header.
struct DoubtfulRecord {
  std::string_view text;  ///< its lines, without the last newline; kLinesThatShow + 1 at most
  std::size_t fields;     ///< 0 if it goes on after `text`, or has no end
  bool ended;             ///< whether it goes no further: false if only its first lines are known
};

/// Whether the first quote of the record that does not close in its line is stray: opens nothing.
/// It is if lines that it would make text are rows: have as many fields as the header, `columns`,
/// when each is read by itself, where a quote that opens last may be a character. One such line is
/// enough where the record is malformed; else most have to be, and if the record ends soon, the
/// line of the quote has to be a row, too, if the quote is a character of it, or text has to follow
/// the quote that closes. In the last line of a file it is enough that the line is such a row.
[[nodiscard]] bool has_stray_quote(const DoubtfulRecord& record, char delimiter,
                                   std::size_t columns);

/// Whether backslashes escape quotes in this doubtful record: most of its lines, and the first one,
/// are rows only that way.
[[nodiscard]] bool has_escaped_quotes(std::string_view record, char delimiter, std::size_t columns);

/// Whether a quoted field of the `record`, which is a row, has a line with as many fields as the
/// header.
[[nodiscard]] bool quotes_a_row(std::string_view record, char delimiter, std::size_t columns);

}  // namespace rfmseg
