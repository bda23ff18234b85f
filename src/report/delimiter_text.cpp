#include "report/delimiter_text.hpp"

#include <fmt/core.h>

#include "text.hpp"

namespace rfmseg {

std::string delimiter_text(char delimiter) {
  switch (delimiter) {
    case ',':
      return "commas";
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    case '|':
      return "bars";
    default:
      return fmt::format("the delimiter '{}'", printable({&delimiter, 1}));
  }
}

}  // namespace rfmseg
