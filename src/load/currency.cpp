#include "load/currency.hpp"

#include <algorithm>
#include <array>

#include "text.hpp"

namespace rfmseg {
namespace {

struct Sign {
  std::string_view text;  ///< without blanks; letters in any case
  std::string_view normal;
};

/// Signs and short names other than ISO codes. One that is the beginning or the end of another
/// comes after it.
constexpr std::array kSigns = {
    Sign{"AU$", "AUD"}, Sign{"US$", "USD"}, Sign{"CA$", "CAD"},  Sign{"NZ$", "NZD"},
    Sign{"HK$", "HKD"}, Sign{"SG$", "SGD"}, Sign{"NT$", "TWD"},  Sign{"MX$", "MXN"},
    Sign{"A$", "AUD"},  Sign{"C$", "CAD"},  Sign{"S$", "SGD"},   Sign{"R$", "BRL"},
    Sign{"$", "$"},     Sign{"£", "GBP"},   Sign{"¥", "¥"},      Sign{"￥", "¥"},
    Sign{"€", "EUR"},   Sign{"₹", "INR"},   Sign{"₨", "INR"},    Sign{"Rs.", "INR"},
    Sign{"Rs", "INR"},  Sign{"kr.", "kr"},  Sign{"kr", "kr"},    Sign{"zł", "PLN"},
    Sign{"Kč", "CZK"},  Sign{"TL", "TRY"},  Sign{"₺", "TRY"},    Sign{"৳", "BDT"},
    Sign{"S/.", "PEN"}, Sign{"S/", "PEN"},  Sign{"Ft", "HUF"},   Sign{"lei", "RON"},
    Sign{"лв.", "BGN"}, Sign{"лв", "BGN"},  Sign{"руб.", "RUB"}, Sign{"руб", "RUB"},
    Sign{"₽", "RUB"}, Sign{"₴", "UAH"},   Sign{"грн", "UAH"},  Sign{"₩", "KRW"},
    Sign{"원", "KRW"},  Sign{"円", "JPY"},  Sign{"元", "CNY"},   Sign{"฿", "THB"},
    Sign{"₫", "VND"},   Sign{"₱", "PHP"},   Sign{"₪", "ILS"},    Sign{"₦", "NGN"},
    Sign{"₵", "GHS"},   Sign{"₸", "KZT"},   Sign{"₾", "GEL"},  Sign{"₼", "AZN"},
    Sign{"₡", "CRC"},   Sign{"₲", "PYG"},   Sign{"₭", "LAK"},    Sign{"₮", "MNT"},
    Sign{"Rp.", "IDR"}, Sign{"Rp", "IDR"},  Sign{"RMB", "CNY"},  Sign{"RM", "MYR"}};

/// The codes of ISO 4217 in use.
constexpr std::string_view kCodes =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP "
    "BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP "
    "GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS "
    "KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR "
    "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF "
    "SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD "
    "TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL";
constexpr std::size_t kCodeSize = 3;

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool same_letter(char a, char b) {
  return upper(a) == upper(b);
}
bool is_letter(char c) {
  return upper(c) >= 'A' && upper(c) <= 'Z';
}

/// Removes `sign` from one end of `text`, and blanks between its letters and its `$`.
bool strip_sign(std::string_view& text, std::string_view sign, bool front) {
  std::string_view rest = text;
  const bool lettered = sign.size() > 1 && sign.back() == '$';
  while (!sign.empty()) {
    const char expected = front ? sign.front() : sign.back();
    while (lettered && !rest.empty() && (front ? rest.front() : rest.back()) == ' ' &&
           rest.size() < text.size()) {
      front ? rest.remove_prefix(1) : rest.remove_suffix(1);
    }
    if (rest.empty() || !same_letter(front ? rest.front() : rest.back(), expected)) return false;
    front ? rest.remove_prefix(1) : rest.remove_suffix(1);
    front ? sign.remove_prefix(1) : sign.remove_suffix(1);
  }
  text = rest;
  return true;
}

/// The code that these three letters are, in upper case; empty if they are none.
std::string_view code_of(std::string_view three) {
  std::array<char, kCodeSize> letters{};
  for (std::size_t i = 0; i < kCodeSize; ++i) letters[i] = upper(three[i]);
  if (!std::ranges::all_of(letters, is_letter)) return {};
  const std::size_t at = kCodes.find({letters.data(), kCodeSize});
  return at == std::string_view::npos ? std::string_view() : kCodes.substr(at, kCodeSize);
}

}  // namespace

std::string_view strip_currency(std::string_view& text, bool front) {
  if (text.empty()) return {};
  if (is_digit(front ? text.front() : text.back())) return {};
  // Codes precede signs that are their beginning or end: `PKR` is not `kr`.
  if (text.size() >= kCodeSize) {
    const auto three = front ? text.substr(0, kCodeSize) : text.substr(text.size() - kCodeSize);
    if (const std::string_view code = code_of(three); !code.empty()) {
      front ? text.remove_prefix(kCodeSize) : text.remove_suffix(kCodeSize);
      return code;
    }
  }
  for (const Sign& sign : kSigns) {
    if (strip_sign(text, sign.text, front)) return sign.normal;
  }
  return {};
}

std::string_view same_currency(std::string_view a, std::string_view b) {
  const auto is_code = [](std::string_view text) {
    return text.size() == kCodeSize && std::ranges::all_of(text, is_letter);
  };
  if (is_code(a) == is_code(b)) return is_code(a) && a == b ? a : std::string_view();
  const std::string_view sign = is_code(a) ? b : a;
  const std::string_view code = is_code(a) ? a : b;
  constexpr std::string_view kDollars =
      "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BBD BMD BSD BZD FJD GYD JMD KYD LRD NAD SBD "
      "SRD TTD XCD DOP BND CUP";
  const bool goes =
      (sign == "$" && kDollars.find(code) != std::string_view::npos) ||
      (sign == "¥" && (code == "JPY" || code == "CNY")) ||
      (sign == "kr" && (code == "SEK" || code == "NOK" || code == "DKK" || code == "ISK"));
  return goes ? code : std::string_view();
}

}  // namespace rfmseg
