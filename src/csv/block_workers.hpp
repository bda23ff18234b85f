#pragma once

#include <cstdint>
#include <functional>

#include "csv/csv_file.hpp"

namespace rfmseg {

class BlockOrder;

/// A worker's place in the order of the blocks, for the part of its work that must not overtake.
class Turn {
 public:
  Turn(BlockOrder& order, std::uint64_t sequence) : order_(order), sequence_(sequence) {}
  ~Turn() { end(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// Returns when every earlier block's turn has ended. Throws when an earlier block failed.
  void wait();
  /// Lets the next block have its turn; work after it runs beside other blocks' again.
  void end();

 private:
  BlockOrder& order_;
  std::uint64_t sequence_;
  bool ended_ = false;
};

/// What a worker does with each block it gets.
using BlockWork = std::function<void(const Block&, Turn&)>;

/// Hands the blocks of `file` to one thread per entry of `workers`, each block to whichever is
/// free. When blocks fail, the exception of the first of them in the file's order is thrown, so
/// that the error does not depend on timing. Throws Interrupted when the user asked to stop.
void for_each_block(CsvFile& file, const std::vector<BlockWork>& workers);

}  // namespace rfmseg
