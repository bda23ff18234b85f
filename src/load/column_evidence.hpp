#pragma once

#include <string>
#include <vector>

namespace rfmseg {

// What the cells of a column, as a Sample has them, show about its meaning. Blank cells show
// nothing.

using Cells = std::vector<std::string>;

/// Whether nearly all cells are dates of one known format. Plain numbers are none: they rarely are
/// dates where nothing else indicates so.
[[nodiscard]] bool are_dates(const Cells& cells);
/// Whether nearly all cells are numbers, maybe with a currency.
[[nodiscard]] bool are_numbers(const Cells& cells);
/// Whether the cells are numbers of which some have decimals, a currency or a minus.
[[nodiscard]] bool are_amounts(const Cells& cells);
/// Whether most cells are e-mail addresses.
[[nodiscard]] bool are_email_addresses(const Cells& cells);
/// The number of different values.
[[nodiscard]] std::size_t count_distinct(const Cells& cells);
/// The number of rows whose value is also in a row with another cell in `others`: ids of customers
/// who come back have several dates, and those of orders one.
[[nodiscard]] std::size_t count_with_several(const Cells& cells, const Cells& others);

/// Whether two columns identify the same things: their cells differ, not in case only, in the same
/// rows.
[[nodiscard]] bool same_groups(const Cells& a, const Cells& b);
/// Whether all cells of two columns are equal, as texts or as numbers.
[[nodiscard]] bool same_values(const Cells& a, const Cells& b);
/// Whether each cell of one column begins with that of the other, as a time with its date does.
[[nodiscard]] bool same_days(const Cells& a, const Cells& b);

/// The first different values, for messages: `'a', 'b', 'c'`.
[[nodiscard]] std::string first_values(const Cells& cells);

}  // namespace rfmseg
