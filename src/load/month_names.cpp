#include "load/month_names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace rfmseg {
namespace {

struct Name {
  std::string_view name;
  int month;
};

/// In lower case, without accents, by name. No name has two meanings.
constexpr std::array kNames = {
    Name{"abr", 4},        Name{"abril", 4},     Name{"ago", 8},        Name{"agosto", 8},
    Name{"aou", 8},        Name{"aout", 8},      Name{"apr", 4},        Name{"april", 4},
    Name{"aprile", 4},     Name{"aug", 8},       Name{"august", 8},     Name{"augustus", 8},
    Name{"avr", 4},        Name{"avril", 4},     Name{"dec", 12},       Name{"december", 12},
    Name{"decembre", 12},  Name{"dez", 12},      Name{"dezember", 12},  Name{"dezembro", 12},
    Name{"dic", 12},       Name{"dicembre", 12}, Name{"diciembre", 12}, Name{"ene", 1},
    Name{"enero", 1},      Name{"feb", 2},       Name{"febbr", 2},      Name{"febbraio", 2},
    Name{"feber", 2},      Name{"febr", 2},      Name{"febrero", 2},    Name{"februar", 2},
    Name{"februari", 2},   Name{"february", 2},  Name{"fev", 2},        Name{"fevereiro", 2},
    Name{"fevr", 2},       Name{"fevrier", 2},   Name{"gen", 1},        Name{"genn", 1},
    Name{"gennaio", 1},    Name{"giu", 6},       Name{"giugno", 6},     Name{"jan", 1},
    Name{"janeiro", 1},    Name{"janner", 1},    Name{"januar", 1},     Name{"januari", 1},
    Name{"january", 1},    Name{"janv", 1},      Name{"janvier", 1},    Name{"juil", 7},
    Name{"juill", 7},      Name{"juillet", 7},   Name{"juin", 6},       Name{"jul", 7},
    Name{"julho", 7},      Name{"juli", 7},      Name{"julio", 7},      Name{"july", 7},
    Name{"jun", 6},        Name{"june", 6},      Name{"junho", 6},      Name{"juni", 6},
    Name{"junio", 6},      Name{"lug", 7},       Name{"luglio", 7},     Name{"maart", 3},
    Name{"maerz", 3},      Name{"mag", 5},       Name{"maggio", 5},     Name{"mai", 5},
    Name{"maio", 5},       Name{"mar", 3},       Name{"march", 3},      Name{"marco", 3},
    Name{"mars", 3},       Name{"marz", 3},      Name{"marzo", 3},      Name{"may", 5},
    Name{"mayo", 5},       Name{"mei", 5},       Name{"mrt", 3},        Name{"mrz", 3},
    Name{"nov", 11},       Name{"november", 11}, Name{"novembre", 11},  Name{"novembro", 11},
    Name{"noviembre", 11}, Name{"oct", 10},      Name{"october", 10},   Name{"octobre", 10},
    Name{"octubre", 10},   Name{"okt", 10},      Name{"oktober", 10},   Name{"ott", 10},
    Name{"ottobre", 10},   Name{"out", 10},      Name{"outubro", 10},   Name{"sep", 9},
    Name{"sept", 9},       Name{"september", 9}, Name{"septembre", 9},  Name{"septiembre", 9},
    Name{"set", 9},        Name{"setembro", 9},  Name{"setiembre", 9},  Name{"sett", 9},
    Name{"settembre", 9},
};
static_assert(std::ranges::is_sorted(kNames, {}, &Name::name));

/// `Ã` to `Ã¿` (U+00C0 to U+00FF) as the letters they are without their accents; `?`
/// for what occurs in no month.
constexpr std::string_view kLatin1 =
    "aaaaaa?ceeeeiiii?nooooo??uuuu???aaaaaa?ceeeeiiii?nooooo??uuuu???";
static_assert(kLatin1.size() == 64);

/// A letter of a month's name without its accent, in lower case; 0 for other text.
char read_letter(TimeCursor& cursor) {
  const auto byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(cursor.at[i]); };
  if (cursor.done()) return 0;
  const char c = *cursor.at;
  char letter = 0;
  if (c >= 'a' && c <= 'z') letter = c;
  if (c >= 'A' && c <= 'Z') letter = static_cast<char>(c - 'A' + 'a');
  if (letter != 0) {
    ++cursor.at;
    // An accent may follow as a separate character: U+0300 to U+036F.
    if (cursor.end - cursor.at >= 2 && (byte(0) == 0xCC || byte(0) == 0xCD) && byte(1) >= 0x80) {
      cursor.at += 2;
    }
    return letter;
  }
  if (cursor.end - cursor.at >= 2 && byte(0) == 0xC3 && byte(1) >= 0x80) {
    letter = kLatin1[byte(1) & 0x3FU];
    cursor.at += 2;
  }
  return letter;
}

constexpr std::uint32_t packed(char a, char b, char c) {
  const auto byte = [](char letter) { return static_cast<std::uint32_t>(letter | 0x20) & 0xFFU; };
  return byte(a) << 16U | byte(b) << 8U | byte(c);
}

/// The month of three letters as English, and most files, have them; 0 for other text.
int english_month(const char* letters) {
  constexpr std::array kMonths = {
      packed('j', 'a', 'n'), packed('f', 'e', 'b'), packed('m', 'a', 'r'), packed('a', 'p', 'r'),
      packed('m', 'a', 'y'), packed('j', 'u', 'n'), packed('j', 'u', 'l'), packed('a', 'u', 'g'),
      packed('s', 'e', 'p'), packed('o', 'c', 't'), packed('n', 'o', 'v'), packed('d', 'e', 'c')};
  const std::uint32_t name = packed(letters[0], letters[1], letters[2]);
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == name) return static_cast<int>(i) + 1;
  }
  return 0;
}

/// Whether `c` may continue a name: a letter, or a byte of one that is not ASCII.
bool may_continue(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || ((byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z');
}

}  // namespace

int read_month(TimeCursor& cursor) {
  if (cursor.end - cursor.at >= 3 && (cursor.end - cursor.at == 3 || !may_continue(cursor.at[3]))) {
    if (const int month = english_month(cursor.at)) {
      cursor.at += 3;
      return month;
    }
  }
  constexpr std::size_t kLongest = 10;
  std::array<char, kLongest> letters{};
  std::size_t length = 0;
  TimeCursor after = cursor;
  while (true) {
    const char letter = read_letter(after);
    if (letter == 0) break;
    if (length == kLongest) return 0;
    letters[length++] = letter;
  }
  const std::string_view name(letters.data(), length);
  const auto* const found = std::ranges::lower_bound(kNames, name, {}, &Name::name);
  if (found == kNames.end() || found->name != name) return 0;
  cursor = after;
  return found->month;
}

}  // namespace rfmseg
