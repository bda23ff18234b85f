#include "report/contact_values.hpp"

#include <algorithm>

#include "rfmseg/report/audience.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {
namespace {

// RFC 5321, 4.5.3.1: the longest local part, path without its brackets, and label (RFC 1035).
constexpr std::size_t kLongestLocalPart = 64;
constexpr std::size_t kLongestAddress = 254;
constexpr std::size_t kLongestLabel = 63;

bool is_plain_character(char c) {
  const char lower = to_lower(c);
  return is_digit(c) || ('a' <= lower && lower <= 'z');
}

/// Whether `text` is parts with a dot between them, of which `is_part` is true.
template <class IsPart>
bool are_parts(std::string_view text, const IsPart& is_part) {
  for (std::size_t dot = 0; dot != std::string_view::npos;) {
    dot = text.find('.');
    if (!is_part(text.substr(0, dot))) return false;
    text = dot == std::string_view::npos ? "" : text.substr(dot + 1);
  }
  return true;
}

/// RFC 5322, 3.2.3: an atom.
bool is_atom(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return is_plain_character(c) ||
           std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos;
  });
}

/// Whether each character beyond ASCII is valid and can be seen.
bool is_visible(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_length(text);
    if (length == 0 || trimmed(text.substr(0, length)).empty()) return false;
    text.remove_prefix(length);
  }
  return true;
}

/// A part of a domain; it may have letters of any language.
bool is_label(std::string_view text) {
  const auto is_usual = [](char c) {
    return is_plain_character(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !text.empty() && text.size() <= kLongestLabel && text.front() != '-' &&
         text.back() != '-' && std::ranges::all_of(text, is_usual) && is_visible(text);
}

bool is_domain(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || !are_parts(text, is_label)) return false;
  const std::string_view top = text.substr(dot + 1);
  return top.size() > 1 && !are_digits(top);
}

}  // namespace

std::string_view cell_text(std::string_view cell) {
  cell = trimmed(cell);
  if (cell.starts_with('\'')) cell = trimmed(cell.substr(1));
  return cell;
}

std::string zip_code(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  std::string digits(text.substr(0, hyphen));
  std::string more = hyphen == std::string_view::npos ? "" : std::string(text.substr(hyphen + 1));
  if (digits.size() == 9 && hyphen == std::string_view::npos) {
    more = digits.substr(5);
    digits.resize(5);
  }
  const bool has_more = !more.empty() || hyphen != std::string_view::npos;
  if (digits.size() < 3 || digits.size() > 5 || !are_digits(digits) || !are_digits(more) ||
      (has_more && more.size() != 4)) {
    return {};
  }
  digits.insert(0, 5 - digits.size(), '0');
  return has_more ? digits + '-' + more : digits;
}

std::optional<std::string> normal_email(std::string_view text) {
  std::string address = to_lower(cell_text(text));
  const std::size_t at = address.find('@');
  if (at == std::string::npos || at > kLongestLocalPart || address.size() > kLongestAddress) {
    return std::nullopt;
  }
  const std::string_view all = address;
  if (!are_parts(all.substr(0, at), is_atom) || !is_domain(all.substr(at + 1))) {
    return std::nullopt;
  }
  return address;
}

}  // namespace rfmseg
