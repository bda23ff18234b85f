#pragma once

#include <vector>

#include "clean/file_read.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// Adds what a person should check about amounts: refunds that are partial, returns that no
/// customer has, signs that count twice, totals that contradict the rows or repeat.
void add_amount_warnings(const FileRead& read, std::vector<Message>& warnings);

/// Throws DataError if the values of a column that is subtracted have a minus sign in some rows
/// only: a refund of 5.00 is then either `5.00` or `-5.00`.
void check_signs(const FileRead& read);

}  // namespace rfmseg
