#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"

namespace rfmseg {

/// The rows by which formats are detected; more only if these do not decide.
inline constexpr std::uint64_t kRowsToLookAt = 1'000;
inline constexpr std::size_t kBytesToLookAt = std::size_t{64} << 20;

/// Passes rows to `look` until it returns false, the file ends or `kBytesToLookAt` were read. Does
/// not consume them.
template <class Look>
void look_ahead(CsvFile& file, const std::vector<int>& columns, Look look) {
  RowReader rows(file, columns);
  std::size_t bytes = 0;  // before the current block
  for (std::size_t ahead = 0; bytes < kBytesToLookAt; ++ahead) {
    const Block* block = file.peek(ahead);
    if (block == nullptr) break;
    const bool last = bytes + block->size > kBytesToLookAt;
    rows.start(*block);
    while (rows.next()) {
      // Exact to the byte, so that the result does not depend on the block size.
      if (last &&
          bytes + static_cast<std::size_t>(rows.raw_record().data() - block->text().data()) >=
              kBytesToLookAt) {
        break;
      }
      if (rows.good() && !look(rows)) return;
    }
    bytes += block->size;
  }
}

}  // namespace rfmseg
