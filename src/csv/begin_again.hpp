#pragma once

#include "csv/text_input.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg {

/// Calls `read`, which opens all files with EncodingCheck::while_reading; once more if a file that
/// was read as UTF-8 is in another encoding. Also once more if it throws an error: whether the rest
/// of the file is UTF-8 is not known then, and errors quote the file.
template <class Read>
auto begin_again_if_not_utf8(InputFiles& files, Read read) {
  try {
    return read();
  } catch (const NotUtf8&) {
  } catch (const DataError&) {
    if (!files.can_begin_again()) throw;
  } catch (const UsageError&) {
    if (!files.can_begin_again()) throw;
  }
  files.begin_again();
  return read();
}

}  // namespace rfmseg
