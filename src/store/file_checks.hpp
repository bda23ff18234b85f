#pragma once

#include <string>
#include <vector>

#include "rfmseg/store/store.hpp"
#include "store/database.hpp"
#include "store/file_dates.hpp"

namespace rfmseg {

// Checks of a file that is being added to a store, against the files that the store has.

/// Throws DataError for a date that is too far from those of the store; adds a warning to
/// `stored.file` if IngestRules::allows_gap.
void check_dates(const Database& database, const FileDates& dates, const IngestRules& rules,
                 StoredFile& stored);

/// Throws DataError if the amounts of the file are in another currency than `currency`, that of the
/// store; empty if it has none.
void check_currency(const std::string& currency, const SourceFile& file);

/// Adds warnings to `stored.file` if it was read in another way than the last file with the same
/// header, or has no transactions.
void warn_of_differences(const Database& database, const std::string& header, StoredFile& stored);

/// The columns of a header, one per line, as stored.
[[nodiscard]] std::string header_text(const std::vector<std::string>& header);

/// A line `field=column` for each column, as stored.
[[nodiscard]] std::string columns_text(const std::vector<ColumnUse>& columns);

}  // namespace rfmseg
