#include "report/people_dates.hpp"

#include <fmt/core.h>

#include <array>
#include <chrono>
#include <cstddef>

#include "report/number_text.hpp"

namespace rfmseg {
namespace {

/// Whether `text` is `pattern`, where 0 is any digit.
bool looks_like(std::string_view text, std::string_view pattern) {
  if (text.size() != pattern.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (pattern[i] == '0' ? !digit : text[i] != pattern[i]) return false;
  }
  return true;
}

int number_in(std::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = 10 * number + (digit - '0');
  return number;
}

std::chrono::year_month month_in(std::string_view iso) {
  return std::chrono::year(number_in(iso.substr(0, 4))) /
         std::chrono::month(static_cast<unsigned>(number_in(iso.substr(5, 2))));
}

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80U;
}

/// Whether a word can begin or end next to this character; a full stop or a colon ends one if
/// nothing of a name follows.
bool parts_words(std::string_view text, std::size_t at) {
  constexpr std::string_view kInNames = "_-/\\@=";
  if (at >= text.size()) return true;
  if (text[at] == '.' || text[at] == ':')
    return at + 1 >= text.size() || !is_letter_or_digit(text[at + 1]);
  return !is_letter_or_digit(text[at]) && kInNames.find(text[at]) == std::string_view::npos;
}

/// The length of the date that `text` begins with; 0 if it begins with none.
std::size_t date_length(std::string_view text) {
  constexpr std::array<std::string_view, 5> kPatterns = {"0000-00-00T00:00:00", "0000-00-00",
                                                         "0000-W00", "0000-Q0", "0000-00"};
  for (const std::string_view pattern : kPatterns) {
    if (looks_like(text.substr(0, pattern.size()), pattern) && parts_words(text, pattern.size())) {
      return pattern.size();
    }
  }
  return 0;
}

}  // namespace

std::string people_dates_in(std::string_view sentence) {
  std::string text;
  for (std::size_t at = 0; at < sentence.size();) {
    const bool begins = at == 0 || (sentence[at - 1] != '.' && sentence[at - 1] != ':' &&
                                    parts_words(sentence, at - 1));
    const std::size_t length = begins ? date_length(sentence.substr(at)) : 0;
    if (length > 0) {
      text += people_date(sentence.substr(at, length));
      at += length;
    } else {
      text += sentence[at++];
    }
  }
  return text;
}

Table people_dates_in(Table table) {
  for (Table::Column& column : table.columns) column.title = people_dates_in(column.title);
  for (Table::Row& row : table.rows) {
    for (std::string& cell : row.cells) cell = people_dates_in(cell);
  }
  return table;
}

std::string people_date(std::string_view iso) {
  constexpr std::size_t kDate = 10;  // characters
  if (looks_like(iso, "0000-00") && month_in(iso).ok()) return month_name(month_in(iso));
  if (looks_like(iso, "0000-Q0") || looks_like(iso, "0000-W00")) {
    return fmt::format("{} {}", iso.substr(5), iso.substr(0, 4));
  }
  const bool with_time = looks_like(iso, "0000-00-00T00:00:00");
  if (!looks_like(iso.substr(0, kDate), "0000-00-00") || !month_in(iso).ok() ||
      (iso.size() > kDate && !with_time)) {
    return std::string(iso);
  }
  const std::string date =
      fmt::format("{} {}", number_in(iso.substr(8, 2)), month_name(month_in(iso)));
  const std::string_view time = with_time ? iso.substr(kDate + 1, 5) : "";
  return time.empty() || iso.ends_with("T00:00:00") ? date : fmt::format("{}, {}", date, time);
}

std::string people_date(Timestamp time) {
  return people_date(to_string(time));
}

}  // namespace rfmseg
