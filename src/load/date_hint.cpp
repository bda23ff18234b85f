#include "load/date_hint.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "load/month_names.hpp"
#include "load/time_parts.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// A piece of a value: digits, a word, or another character.
struct Piece {
  enum class Kind { digits, year, month_name, directive, literal };
  Kind kind;
  std::string text;  ///< of digits and literals; the directive
};

/// Appends the clock at the beginning of `text` as directives; returns its length, or 0.
std::size_t read_clock(std::string_view text, std::vector<Piece>& pieces) {
  TimeCursor cursor(text);
  if (cursor.number(1, 2) < 0 || !cursor.take(':') || cursor.number(2, 2) < 0) return 0;
  std::string directives = "%M";
  if (cursor.take(':')) {
    if (cursor.number(2, 2) < 0) return 0;
    directives += ":%S";
    const char* const mark = cursor.at;
    if (cursor.skip_fraction()) directives += std::string(1, *mark) + "%f";
  }
  TimeCursor half = cursor;
  half.skip_blanks();
  const bool twelve = TimeParts().read_half_of_day(half);
  pieces.push_back({Piece::Kind::directive, (twelve ? "%I:" : "%H:") + directives});
  return static_cast<std::size_t>(cursor.at - text.data());
}

std::vector<Piece> pieces_of(std::string_view text) {
  using enum Piece::Kind;
  std::vector<Piece> pieces;
  while (!text.empty()) {
    TimeCursor cursor(text);
    if (const std::size_t clock = read_clock(text, pieces)) {
      text.remove_prefix(clock);
      continue;
    }
    if (cursor.at_digit()) {
      while (cursor.at_digit()) ++cursor.at;
      std::string number(text.data(), cursor.at);
      const bool is_year = number.size() == 4;
      pieces.push_back({is_year ? year : Piece::Kind::digits, std::move(number)});
    } else if (cursor.name(kWeekdays.data(), kWeekdays.size()) >= 0) {
      pieces.push_back({directive, "%a"});
    } else if (read_month(cursor) > 0) {
      pieces.push_back({month_name, "%b"});
    } else if (TimeParts().read_half_of_day(cursor)) {
      pieces.push_back({directive, "%p"});
    } else {
      pieces.push_back({literal, *cursor.at == '%' ? "%%" : std::string(1, *cursor.at)});
      ++cursor.at;
    }
    text.remove_prefix(static_cast<std::size_t>(cursor.at - text.data()));
  }
  return pieces;
}

/// Whether `format` parses all values.
bool fits(const std::string& format, std::span<const std::string> values) {
  try {
    const TimestampParser parser(format);
    return std::ranges::all_of(
        values, [&](const std::string& value) { return parser.parse(value).has_value(); });
  } catch (const UsageError&) {
    return false;
  }
}

}  // namespace

std::optional<std::string> propose_date_format(std::span<const std::string> values) {
  // The usual orders first. A name replaces the month, and four digits the year.
  constexpr std::array<std::string_view, 6> kOrders = {"dmy", "mdy", "ymd", "ydm", "myd", "dym"};
  constexpr std::array<std::string_view, 2> kOrdersAfterYear = {"ymd", "ydm"};
  if (values.empty()) return std::nullopt;
  const std::vector<Piece> pieces = pieces_of(trimmed(values.front()));
  const auto has = [&](Piece::Kind kind) {
    return std::ranges::find(pieces, kind, &Piece::kind) != pieces.end();
  };
  const auto number = std::ranges::find_if(pieces, [](const Piece& piece) {
    return piece.kind == Piece::Kind::year || piece.kind == Piece::Kind::digits;
  });
  const bool year_first = number != pieces.end() && number->kind == Piece::Kind::year;
  const std::span<const std::string_view> orders =
      year_first ? std::span<const std::string_view>(kOrdersAfterYear) : kOrders;
  for (const std::string_view order : orders) {
    std::string parts;
    for (const char part : order) {
      if (part == 'm' && has(Piece::Kind::month_name)) continue;
      if (part == 'y' && has(Piece::Kind::year)) continue;
      parts += part;
    }
    std::string format;
    std::size_t next = 0;
    const auto add_part = [&](std::string_view year) {
      const char part = parts[next++];
      format += part == 'y' ? std::string(year) : std::string("%") + part;
    };
    for (const Piece& piece : pieces) {
      if (piece.kind == Piece::Kind::year) {
        format += "%Y";
      } else if (piece.kind != Piece::Kind::digits) {
        format += piece.text;
      } else if (piece.text.size() <= 2 && next < parts.size()) {
        add_part("%y");
      } else if ((piece.text.size() == 6 || piece.text.size() == 8) && next == 0) {
        while (next < parts.size()) add_part(piece.text.size() == 6 ? "%y" : "%Y");
      } else {
        return std::nullopt;
      }
    }
    if (fits(format, values)) return format;
  }
  return std::nullopt;
}

}  // namespace rfmseg
