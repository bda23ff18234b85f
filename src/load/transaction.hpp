#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// One line of an order, or several folded into one. Views point to where it was read from.
struct Transaction {
  std::string_view order_id;     ///< empty when the file has no order column
  std::string_view customer_id;  ///< empty when missing
  std::string_view stock_code;
  std::string_view country;
  std::string_view group;  ///< the cell of the column to group customers by, where one is named
  Timestamp time{};
  Decimal quantity{1, 0};  ///< 1 when the file has no quantity column
  Decimal price;           ///< of one unit; of the line when the file has amounts instead
  Amount amount;           ///< quantity x price, or the line amount
  std::int64_t lines = 1;  ///< how many it stands for; quantity and amount are then their sums
};

/// A row that cannot be read as a transaction.
struct BadRow {
  enum class Kind {
    repeated_header,  ///< of files that were put one after another
    malformed,
    unreadable
  };
  Kind kind = Kind::malformed;
  std::uint64_t line = 0;
  Message message;  ///< `file:line: column X: 'value' is no ...`
  Amount amount;    ///< what it was worth, as far as that can be read
};

}  // namespace rfmseg
