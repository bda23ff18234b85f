#include "csv/encoding_warning.hpp"

#include <fmt/core.h>

#include "setting_format.hpp"

namespace rfmseg {

Message encoding_warning(const std::string& file, std::uint64_t first_line,
                         const std::string& encoding) {
  return fmt::format("{}:{}: not UTF-8; the file is read as {} (hint: {})", file, first_line,
                     encoding, Setting::encoding);
}

}  // namespace rfmseg
