#pragma once

#include "csv/text_input.hpp"
#include "rfmseg/csv/input_files.hpp"

namespace rfmseg {

/// Calls `read`, which opens all files with EncodingCheck::while_reading; once more if a file that
/// was read as UTF-8 is in another encoding.
template <class Read>
auto begin_again_if_not_utf8(InputFiles& files, Read read) {
  try {
    return read();
  } catch (const NotUtf8&) {
    files.begin_again();
    return read();
  }
}

}  // namespace rfmseg
