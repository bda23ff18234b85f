#include "csv/xlsx/sheet_choice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <string_view>
#include <utility>

#include "csv/count.hpp"
#include "csv/header.hpp"
#include "csv/xlsx/sheet_reader.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The header of a sheet, as CsvFile finds it.
struct SheetHeader {
  std::vector<std::string> names;  ///< none of a sheet without text
  std::uint64_t row = 0;

  [[nodiscard]] std::size_t named() const {
    return static_cast<std::size_t>(
        std::ranges::count_if(names, [](const std::string& name) { return !name.empty(); }));
  }
};

SheetHeader read_header(ZipArchive& archive, const Workbook& workbook, const WorkbookSheet& sheet) {
  std::string csv;
  SheetReader reader(archive, workbook, sheet, {.most_rows = SheetReader::kHeadRows},
                     [&](const std::string& piece) { csv += piece; });
  read_xml(archive, sheet.part, reader);
  reader.finish();
  std::string_view text = csv;
  while (true) {
    text.remove_prefix(leading_blank_lines(text));
    const std::size_t title = title_length(text, ',');
    if (title == 0) break;
    text.remove_prefix(title);
  }
  if (text.empty()) return {};
  const std::string_view before = std::string_view(csv).substr(0, csv.size() - text.size());
  SheetHeader header{column_names(text.substr(0, text.find('\n')), ','),
                     count_of(before, '\n') + 1};
  while (!header.names.empty() && header.names.back().empty()) header.names.pop_back();
  return header;
}

std::string quoted(const WorkbookSheet& sheet) {
  return fmt::format("'{}'", printable(sheet.name));
}

/// At most ten items.
std::string sheet_list(const std::vector<std::string>& items) {
  constexpr std::size_t kShown = 10;
  const std::size_t shown = std::min(items.size(), kShown);
  std::string text = fmt::format(
      "{}", fmt::join(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (items.size() > shown) text += fmt::format(" and {} more", items.size() - shown);
  return text;
}

std::size_t find_sheet(const ZipArchive& archive, const Workbook& workbook,
                       const std::string& wanted) {
  const auto& sheets = workbook.sheets;
  const auto exact = std::ranges::find(sheets, wanted, &WorkbookSheet::name);
  if (exact != sheets.end()) return static_cast<std::size_t>(exact - sheets.begin());
  const auto alike = std::ranges::find_if(
      sheets, [&](const WorkbookSheet& sheet) { return same_letters(sheet.name, wanted); });
  if (alike != sheets.end()) return static_cast<std::size_t>(alike - sheets.begin());
  std::size_t number = 0;
  const char* end = wanted.data() + wanted.size();
  const auto result = std::from_chars(wanted.data(), end, number);
  if (result.ec == std::errc{} && result.ptr == end && number >= 1 && number <= sheets.size()) {
    return number - 1;
  }
  std::vector<std::string> names;
  for (const WorkbookSheet& sheet : sheets) names.push_back(quoted(sheet));
  throw UsageError(
      ErrorKind::invalid_setting, {archive.name()},
      fmt::format("has no sheet '{}' (hint: {} with a name or number of its sheets: {})",
                  printable(wanted), Setting::sheet, sheet_list(names)));
}

/// A sheet of the largest table: those with the same header are one, by the size of their XML.
/// Tables have at least three names; if there is none, anything is. Nothing if all are blank.
std::optional<std::size_t> largest_table(const ZipArchive& archive, const Workbook& workbook,
                                         const std::vector<SheetHeader>& headers) {
  constexpr std::array<std::size_t, 2> kLeastNames = {3, 1};  // a customer, a date, an amount
  for (const std::size_t least_names : kLeastNames) {
    std::map<std::vector<std::string>, std::uint64_t> sizes;
    std::optional<std::size_t> largest;
    for (std::size_t i = 0; i < headers.size(); ++i) {
      if (workbook.sheets[i].hidden || headers[i].named() < least_names) continue;
      sizes[headers[i].names] += archive.size_of(workbook.sheets[i].part);
      if (!largest || sizes[headers[i].names] > sizes[headers[*largest].names]) largest = i;
    }
    if (largest) return largest;
  }
  return std::nullopt;
}

}  // namespace

SheetChoice choose_sheets(ZipArchive& archive, const Workbook& workbook,
                          const std::optional<std::string>& wanted) {
  if (wanted) return {{{find_sheet(archive, workbook, *wanted), 1}}};
  if (workbook.sheets.size() == 1) return {{{0, 1}}};

  std::vector<SheetHeader> headers;
  for (const WorkbookSheet& sheet : workbook.sheets) {
    headers.push_back(read_header(archive, workbook, sheet));
  }
  const std::optional<std::size_t> chosen = largest_table(archive, workbook, headers);
  if (!chosen) return {{{0, 1}}};

  SheetChoice choice;
  std::vector<std::string> skipped;
  for (std::size_t i = 0; i < headers.size(); ++i) {
    if (headers[i].names.empty()) continue;
    const WorkbookSheet& sheet = workbook.sheets[i];
    if (!sheet.hidden && headers[i].names == headers[*chosen].names) {
      choice.parts.push_back({i, choice.parts.empty() ? 1 : headers[i].row + 1});
    } else {
      skipped.push_back(
          fmt::format("{} ({})", quoted(sheet), sheet.hidden ? "hidden" : "another header"));
    }
  }
  if (skipped.empty()) return choice;
  std::vector<std::string> read;
  for (const SheetChoice::Part& part : choice.parts) {
    read.push_back(quoted(workbook.sheets[part.sheet]));
  }
  choice.warning =
      fmt::format("{}: sheets read: {}; skipped: {} (hint: {} NAME reads another)", archive.name(),
                  sheet_list(read), sheet_list(skipped), Setting::sheet);
  return choice;
}

}  // namespace rfmseg
