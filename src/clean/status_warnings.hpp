#pragma once

#include <vector>

#include "clean/file_read.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// Adds what a person should check about columns that may decide which rows count, and are not
/// used. People run what a warning proposes unread, so it names values only that mean a sale.
void add_status_warnings(const FileRead& read, std::vector<Message>& warnings);

}  // namespace rfmseg
