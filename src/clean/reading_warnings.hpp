#pragma once

#include <vector>

#include "clean/day_counts.hpp"
#include "clean/file_read.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/message.hpp"

namespace rfmseg {

/// What a person should check about the file: values that its layout lacks, amounts that contradict
/// each other, columns that may decide which rows count, totals of orders that are repeated.
[[nodiscard]] std::vector<Message> file_warnings(const FileRead& read);

/// That the as-of date depends on this row.
[[nodiscard]] Message far_last_warning(const FarRow& row);
/// That the time of the data begins with this row.
[[nodiscard]] Message far_first_warning(const FarRow& row);
[[nodiscard]] Message gap_warning(const DayGap& gap);

/// Adds warnings of what was counted in the file: bytes that are not UTF-8, converted times, orders
/// that count twice.
void add_count_warnings(SourceFile& file);

}  // namespace rfmseg
