#pragma once

#include <optional>

#include "rfm/customer_schema.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/rfm/scores.hpp"

namespace rfmseg {

/// The cells of a column that came with a customer file and is not measured; null when it did not.
[[nodiscard]] const TextColumn* carried_column(const CustomerTable& table, CustomerColumn column);

/// The scores that came with a customer file; nothing unless every customer has all three. Throws
/// DataError for a cell that is not a score.
[[nodiscard]] std::optional<Scores> carried_scores(const CustomerTable& table);

}  // namespace rfmseg
