#pragma once

#include <cstddef>
#include <string>

#include "clean/cleaning_worker.hpp"
#include "load/sample.hpp"
#include "text.hpp"

namespace rfmseg {

/// A file after it was read.
struct FileRead {
  const CsvFile& file;
  const FileReading& reading;
  const Sample& sample;
  const FileFindings& found;
  const std::string& chosen_currency;  ///< CleaningRules::currency
  const std::string& chosen_layout;    ///< LayoutOptions::layout
};

/// The name of a column in the header, for messages.
[[nodiscard]] inline std::string name_of(const FileRead& read, int position) {
  return printable(read.file.header()[static_cast<std::size_t>(position)]);
}

/// The same of the column of a field.
[[nodiscard]] inline std::string name_of(const FileRead& read, Field field) {
  return name_of(read, read.reading.format.columns.at(field));
}

}  // namespace rfmseg
