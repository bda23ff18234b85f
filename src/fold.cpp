#include "fold.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

#include "text.hpp"

namespace rfmseg {

std::string folded(std::string_view text) {
  if (ascii_prefix(text) == text.size()) return to_lower(text);
  constexpr auto kOptions =
      static_cast<utf8proc_option_t>(UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE | UTF8PROC_STABLE);
  utf8proc_uint8_t* mapped = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &mapped, kOptions);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (size < 0) return to_lower(text);
  return {reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)};
}

bool same_folded(std::string_view a, std::string_view b) {
  if (same_letters(a, b)) return true;
  const bool ascii = ascii_prefix(a) == a.size() && ascii_prefix(b) == b.size();
  return !ascii && folded(a) == folded(b);
}

}  // namespace rfmseg
