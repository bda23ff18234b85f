#pragma once

#include <cstddef>
#include <cstring>

namespace rfmseg {

/// Turns the quoted field [begin, end) into its text, in place: removes the quotes around it, makes
/// two quotes one, and keeps what follows the closing quote.
inline void remove_quotes(char*& begin, char*& end) {
  char* out = ++begin;
  const char* at = begin;
  const auto move_to = [&](const char* to) {
    const auto size = static_cast<std::size_t>(to - at);
    if (out != at) std::memmove(out, at, size);
    out += size;
  };
  bool closed = false;
  while (!closed) {
    const auto left = static_cast<std::size_t>(end - at);
    const auto* const quote = static_cast<const char*>(std::memchr(at, '"', left));
    closed = quote + 1 == end || quote[1] != '"';
    move_to(closed ? quote : quote + 1);
    at = quote + (closed ? 1 : 2);
  }
  move_to(end);
  end = out;
}

}  // namespace rfmseg
