#pragma once

#include <vector>

#include "clean/file_read.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// Adds that rows in other currencies are dropped, or rows without one kept.
void add_currency_warnings(const FileRead& read, std::vector<Message>& warnings);

/// Throws DataError if rows without a currency count in a file with several and none was chosen
/// one.
void check_missing_currency(const FileRead& read);

}  // namespace rfmseg
