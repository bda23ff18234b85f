#pragma once

#include <optional>
#include <string>

#include "rfmseg/clean/cleaning_options.hpp"
#include "rfmseg/csv/csv_options.hpp"
#include "rfmseg/message.hpp"
#include "store/database.hpp"

namespace rfmseg {

/// That a file, which the store has by its fingerprint, would be read otherwise with these options
/// than it was. Nothing if it would not, or if no option decides how files are read. `currency` is
/// that of the store, which files with a layout are read in.
[[nodiscard]] std::optional<Message> other_reading(const Database& database,
                                                   const std::string& fingerprint,
                                                   const std::string& currency,
                                                   const std::string& path, const CsvOptions& csv,
                                                   CleaningOptions options);

}  // namespace rfmseg
