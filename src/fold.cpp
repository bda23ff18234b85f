#include "fold.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "text.hpp"

namespace rfmseg {
namespace {

utf8proc_int32_t lower_letter(utf8proc_int32_t letter, void* /*data*/) {
  return utf8proc_tolower(letter);
}

/// `text` with ASCII letters in lower case, and others as `options` and `letter` make them, which
/// may be null.
std::string mapped_text(std::string_view text, int options, utf8proc_custom_func letter) {
  if (ascii_prefix(text) == text.size()) return to_lower(text);
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map_custom(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                          static_cast<utf8proc_ssize_t>(text.size()), &mapped,
                          static_cast<utf8proc_option_t>(options), letter, nullptr);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return to_lower(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

constexpr int kComposed = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
constexpr int kParts = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK;

}  // namespace

std::string folded(std::string_view text) {
  return mapped_text(text, UTF8PROC_CASEFOLD | kComposed, nullptr);
}

std::string without_accents(std::string_view text) {
  return mapped_text(text, UTF8PROC_CASEFOLD | kParts, nullptr);
}

std::string lowered(std::string_view text) {
  return mapped_text(text, kComposed, lower_letter);
}

std::string with_lower_letters(std::string_view text) {
  return mapped_text(text, 0, lower_letter);
}

bool same_folded(std::string_view a, std::string_view b) {
  if (same_letters(a, b)) return true;
  const bool ascii = ascii_prefix(a) == a.size() && ascii_prefix(b) == b.size();
  return !ascii && folded(a) == folded(b);
}

}  // namespace rfmseg
