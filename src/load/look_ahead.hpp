#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"

namespace rfmseg {

/// Passes well-formed rows to `look` until it returns false, the file ends or 64 MiB were read,
/// without consuming them. `columns` are those that field() of the rows returns.
template <class Look>
void look_ahead(CsvFile& file, std::vector<int> columns, Look look) {
  constexpr std::size_t kMostBytes = std::size_t{64} << 20;
  RowReader rows(file, std::move(columns));
  std::size_t bytes = 0;  // before the current block
  for (std::size_t ahead = 0; bytes < kMostBytes; ++ahead) {
    const Block* block = file.peek(ahead);
    if (block == nullptr) break;
    const bool last = bytes + block->size > kMostBytes;
    rows.start(*block);
    while (rows.next()) {
      // Exact to the byte, so that the result does not depend on the block size.
      if (last &&
          bytes + static_cast<std::size_t>(rows.raw_record().data() - block->text().data()) >=
              kMostBytes) {
        break;
      }
      if (rows.good() && !look(rows)) return;
    }
    bytes += block->size;
  }
}

}  // namespace rfmseg
