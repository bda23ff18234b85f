#include "report/wrapped.hpp"

#include <algorithm>

#include "rfmseg/report/document.hpp"

namespace rfmseg {

std::string wrapped(std::string_view text, std::size_t width, std::string_view indent,
                    std::size_t used) {
  std::string out(indent.substr(std::min(used, indent.size())));
  std::size_t column = std::max(used, indent.size());
  bool empty = true;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t word_width = display_width(word);
    if (!empty && column + 1 + word_width > width) {
      out += '\n';
      out += indent;
      column = indent.size();
      empty = true;
    }
    if (!empty) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word_width;
    empty = false;
  }
  return out;
}

}  // namespace rfmseg
