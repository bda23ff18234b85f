#pragma once

#include <fmt/core.h>
#include <xlsxwriter.h>

#include <cstddef>

#include "rfmseg/error.hpp"

namespace rfmseg::xlsx {

// What all that calls libxlsxwriter needs.

/// Throws DataError unless the library did what it was asked for.
inline void check(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  throw DataError(fmt::format("the spreadsheet cannot be written: {}", lxw_strerror(error)));
}

inline lxw_col_t column_number(std::size_t column) {
  return static_cast<lxw_col_t>(column);
}

}  // namespace rfmseg::xlsx
