#pragma once

#include <cstdint>
#include <vector>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// What one customer did after a date.
struct Later {
  std::int64_t orders = 0;  ///< that began after it
  Amount spend;             ///< less returns if these are subtracted
};

/// What the customers `ids`, who are some of the log's, did after `last_before`, until `end`;
/// parallel to them.
[[nodiscard]] std::vector<Later> later_purchases(const PurchaseLog& log, const IdColumn& ids,
                                                 Timestamp last_before, Timestamp end);

}  // namespace rfmseg
