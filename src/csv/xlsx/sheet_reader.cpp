#include "csv/xlsx/sheet_reader.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

// Excel's own limits; a cell outside is an error, so that a short file cannot expand to a long one.
constexpr std::uint64_t kMostRows = 1'048'576;
constexpr std::size_t kMostColumns = 16'384;
/// As of a record of CSV.
constexpr std::size_t kLargestRow = std::size_t{8} << 20;
constexpr std::size_t kOutputSize = std::size_t{256} << 10;

/// The number of the column in a reference such as `AB12`, from 1; 0 if it is none.
std::size_t column_of(const char* reference) {
  std::size_t column = 0;
  for (; *reference != '\0' && !is_digit(*reference); ++reference) {
    const char letter = to_lower(*reference);
    if (letter < 'a' || letter > 'z' || column > kMostColumns) return 0;
    column = column * 26 + static_cast<std::size_t>(letter - 'a') + 1;
  }
  return column <= kMostColumns ? column : 0;
}

/// Whether the name of an element is this letter: there are millions of them.
bool is_letter(const char* element, char letter) {
  return element[0] == letter && element[1] == '\0';
}

std::optional<std::uint64_t> parse_index(std::string_view text) {
  std::uint64_t number = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, number);
  if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return number;
}

}  // namespace

SheetReader::SheetReader(const ZipArchive& archive, const Workbook& workbook,
                         const WorkbookSheet& sheet, const Limits& limits, Output output)
    : archive_(archive),
      workbook_(workbook),
      sheet_(sheet),
      limits_(limits),
      output_(std::move(output)) {}

void SheetReader::fail(std::string_view problem) const {
  throw DataError(
      ErrorKind::damaged_file, {archive_.name(), row_},
      fmt::format("sheet '{}': {} (hint: open and save it in a spreadsheet program, or as CSV)",
                  printable(sheet_.name), problem));
}

void SheetReader::begin(const char* element, XmlAttributes attributes) {
  if (in_cell_) {
    if (is_letter(element, 'v')) {
      in_value_ = has_value_ = true;
    } else if (is_letter(element, 't')) {
      in_value_ = !in_phonetic_;
    } else if (is_letter(element, 'f')) {
      has_formula_ = true;
    } else if (element == std::string_view("rPh")) {
      in_phonetic_ = true;
    }
  } else if (in_row_) {
    if (is_letter(element, 'c')) begin_cell(attributes);
  } else if (in_rows_) {
    if (element == std::string_view("row")) begin_row(attributes);
  } else if (element == std::string_view("sheetData")) {
    in_rows_ = true;
  }
}

void SheetReader::end(const char* element) {
  if (in_cell_) {
    if (is_letter(element, 'v') || is_letter(element, 't')) {
      in_value_ = false;
    } else if (is_letter(element, 'c')) {
      end_cell();
    } else if (element == std::string_view("rPh")) {
      in_phonetic_ = false;
    }
  } else if (in_row_) {
    if (element == std::string_view("row")) end_row();
  } else if (element == std::string_view("sheetData")) {
    in_rows_ = false;
  }
}

void SheetReader::text(std::string_view piece) {
  if (!in_value_) return;
  value_ += piece;
  if (value_.size() > kLargestRow) fail("has a cell with more than 8 MiB of text");
}

void SheetReader::begin_row(XmlAttributes attributes) {
  std::uint64_t row = row_ + 1;
  if (const char* number = find_attribute(attributes, "r")) {
    const auto parsed = parse_index(number);
    if (!parsed || *parsed <= row_) {
      fail(fmt::format("row '{}' does not come after row {}", printable(number), row_));
    }
    row = *parsed;
  }
  if (row > kMostRows)
    fail(fmt::format("row {} is after the last possible row, {}", row, kMostRows));
  if (limits_.width) {
    csv_.append(row - row_ - 1, '\n');
  } else {
    head_.resize(head_.size() + (row - row_ - 1));
  }
  row_ = row;
  in_row_ = true;
  line_begin_ = csv_.size();
  fields_ = column_ = 0;
}

void SheetReader::end_row() {
  in_row_ = false;
  if (row_ < limits_.first_row) {
    csv_.resize(line_begin_);
    fields_ = 0;
  }
  if (fields_ > 0) ++rows_;
  if (limits_.width) {
    if (fields_ > 0) pad(csv_, fields_);
    csv_ += '\n';
    if (csv_.size() >= kOutputSize) {
      output_(csv_);
      csv_.clear();
    }
  } else {
    head_.push_back({std::move(csv_), fields_});
    csv_.clear();
    if (rows_ == kHeadRows) find_width();
  }
  if (limits_.most_rows && rows_ == *limits_.most_rows) done_ = true;
}

/// Ends the head, of which all rows get as many fields as the widest has.
void SheetReader::find_width() {
  if (!limits_.width) {
    limits_.width = 0;
    for (const Line& line : head_) limits_.width = std::max(*limits_.width, line.fields);
  }
  for (const Line& line : head_) {
    csv_ += line.text;
    if (line.fields > 0) pad(csv_, line.fields);
    csv_ += '\n';
  }
  head_ = {};
}

void SheetReader::pad(std::string& line, std::size_t fields) const {
  if (fields < *limits_.width) line.append(*limits_.width - fields, ',');
}

void SheetReader::finish() {
  find_width();
  if (!csv_.empty()) output_(csv_);
  csv_.clear();
}

void SheetReader::begin_cell(XmlAttributes attributes) {
  std::size_t column = column_ + 1;
  type_ = Type::number;
  number_ = CellNumber::number;
  for (; *attributes != nullptr; attributes += 2) {
    const char* value = attributes[1];
    if (attributes[0][1] != '\0') continue;
    switch (attributes[0][0]) {
      case 'r':
        column = column_of(value);
        if (column == 0) fail(fmt::format("'{}' is not a cell", printable(value)));
        if (column <= column_)
          fail(fmt::format("cell {} does not come after the one before it", printable(value)));
        break;
      case 's': {
        const auto style = parse_index(value);
        if (style && *style < workbook_.styles.size()) number_ = workbook_.styles[*style];
        break;
      }
      case 't': {
        const std::string_view type = value;
        if (type == "s") {
          type_ = Type::shared;
        } else if (type == "b") {
          type_ = Type::boolean;
        } else if (type == "e") {
          type_ = Type::error;
        } else if (type != "n") {  // str, inlineStr, and d: a date as text
          type_ = Type::text;
        }
        break;
      }
      default:
        break;
    }
  }
  if (column > kMostColumns) fail(fmt::format("has more than {} columns", kMostColumns));
  column_ = column;
  value_.clear();
  in_cell_ = true;
  has_formula_ = has_value_ = false;
}

void SheetReader::end_cell() {
  in_cell_ = in_value_ = false;
  if (has_formula_ && !has_value_) ++formulas_without_value_;
  if (value_.empty() || (limits_.width && column_ > *limits_.width)) return;
  // A blank cell adds nothing to the row, neither its comma.
  const std::size_t before = csv_.size();
  if (fields_ == 0) {
    csv_.append(column_ - 1, ',');
  } else {
    csv_.append(column_ - fields_, ',');
  }
  const std::size_t begin = csv_.size();
  append_cell();
  if (csv_.size() == begin) {
    csv_.resize(before);
    return;
  }
  fields_ = column_;
  if (csv_.size() - line_begin_ > kLargestRow) fail("has a row with more than 8 MiB of text");
}

void SheetReader::append_cell() {
  switch (type_) {
    case Type::number:
      if (number_ == CellNumber::number) return append_number_field(csv_, value_);
      return append_date_field(csv_, value_, number_, workbook_.first_day);
    case Type::shared: {
      const auto index = parse_index(value_);
      if (!index || *index >= workbook_.strings.size()) {
        fail(fmt::format("text {} is not in the list of shared texts", printable(value_)));
      }
      csv_ += workbook_.strings[*index];
      return;
    }
    case Type::boolean:
      csv_ += value_ == "1" || value_ == "true" ? "TRUE" : "FALSE";
      return;
    case Type::text:
      return append_text_field(csv_, value_);
    case Type::error:
      return;
  }
}

}  // namespace rfmseg
