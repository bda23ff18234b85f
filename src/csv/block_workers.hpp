#pragma once

#include <cstdint>
#include <functional>

#include "csv/csv_file.hpp"

namespace rfmseg {

class BlockOrder;

/// The place of a block in the order of the file, for work that must be done in this order.
class Turn {
 public:
  Turn(BlockOrder& order, std::uint64_t sequence) : order_(order), sequence_(sequence) {}
  ~Turn() { end(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  /// Waits until the turns of all earlier blocks have ended. Throws if an earlier block failed.
  void wait();
  /// Ends this turn; work after it runs in parallel again.
  void end();

 private:
  BlockOrder& order_;
  std::uint64_t sequence_;
  bool ended_ = false;
};

/// The work of one thread on a block.
using BlockWork = std::function<void(const Block&, Turn&)>;

/// Distributes the blocks of `file` to one thread per entry of `workers`. If blocks fail, throws
/// the exception of the first one in the order of the file, so that errors do not depend on timing.
/// Throws Interrupted after request_interrupt().
void for_each_block(CsvFile& file, const std::vector<BlockWork>& workers);

}  // namespace rfmseg
