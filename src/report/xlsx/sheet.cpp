#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <chrono>
#include <set>

#include "report/xlsx/library_calls.hpp"
#include "report/xlsx/workbook.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg::xlsx {
namespace {

using Kind = RowColumn::Kind;

constexpr std::size_t kNarrowest = 9;
constexpr std::size_t kWidest = 60;

/// Dates before it stay text: Excel's calendar, with a February 29 in 1900, has none before.
constexpr Timestamp kFirstDate = std::chrono::local_days(std::chrono::year(1900) / 3 / 1);

/// `text` with U+FFFD for U+FFFE and U+FFFF, which XML cannot hold.
std::string without_noncharacters(std::string text) {
  for (const std::string_view character : {"\xEF\xBF\xBE", "\xEF\xBF\xBF"}) {
    for (std::size_t at = text.find(character); at != std::string::npos;
         at = text.find(character, at)) {
      text.replace(at, character.size(), "\xEF\xBF\xBD");
    }
  }
  return text;
}

}  // namespace

std::string column_title(std::string_view name) {
  static const std::set<std::string_view> abbreviations = {"id",  "r",   "f",   "m",    "rfm",
                                                           "roc", "auc", "mae", "rmse", "clv"};
  std::string title;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('_', at), name.size());
    std::string word(name.substr(at, end - at));
    const bool whole = abbreviations.contains(word);
    for (std::size_t i = 0; i < word.size(); ++i) {
      const bool first = title.empty() && i == 0;
      if (whole || first) {
        word[i] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[i])));
      }
    }
    title += (title.empty() ? "" : " ") + word;
    at = end + 1;
  }
  return title;
}

Sheet::Sheet(Workbook& workbook, const char* name)
    : workbook_(workbook),
      sheet_(workbook.add_sheet(name)),
      number_(workbook.sheets_.size()),
      name_(name) {
  workbook.sheets_.push_back(sheet_);
  workbook.sizes_.push_back({});
}

void Sheet::write_merged(std::size_t first, std::size_t last, const std::string& text,
                         lxw_format* format) {
  check(worksheet_merge_range(sheet_, next_row_, column_number(first), next_row_,
                              column_number(last), without_noncharacters(text).c_str(), format));
  size().cells += last - first + 1;
}

void Sheet::headline(const std::string& text, std::size_t columns) {
  constexpr double kHeight = 40;
  check(worksheet_set_row(sheet_, next_row_, kHeight, nullptr));
  write_merged(0, columns - 1, text, workbook_.headline_);
  ++size().rows;
  ++next_row_;
}

void Sheet::definition(const std::string& term, const std::string& text, std::size_t columns) {
  constexpr std::size_t kLetters = 105;  // of the usual font in a line over all columns
  constexpr double kLine = 15;
  const std::size_t lines = 1 + display_width(text) / kLetters;
  check(worksheet_set_row(sheet_, next_row_, kLine * static_cast<double>(lines), nullptr));
  check(worksheet_write_string(sheet_, next_row_, 0, term.c_str(), workbook_.term_));
  ++size().cells;
  write_merged(1, columns - 1, text, workbook_.wrapped_);
  ++size().rows;
  ++next_row_;
}

void Sheet::begin(const std::vector<RowColumn>& columns) {
  columns_ = columns;
  header_row_ = next_row_;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string title = column_title(columns_[i].name);
    check(worksheet_write_string(sheet_, next_row_, column_number(i), title.c_str(),
                                 workbook_.title_));
    widths_.push_back(std::max(kNarrowest, display_width(title) + 3));  // for the filter
    kinds_.push_back(columns_[i].kind);
  }
  ++size().rows;
  size().cells += columns_.size();
  ++next_row_;
  if (header_row_ == 0) {
    worksheet_freeze_panes(sheet_, 1, 0);
    check(worksheet_repeat_rows(sheet_, 0, 0));
  }
  worksheet_set_landscape(sheet_);  // on paper all columns on one sheet
  worksheet_fit_to_pages(sheet_, 1, 0);
}

void Sheet::row(std::span<const std::string> cells) {
  write_row(cells, kinds_, workbook_.plain_);
}

void Sheet::row(std::span<const std::string> cells, std::span<const Kind> kinds) {
  write_row(cells, kinds, workbook_.plain_);
}

void Sheet::total(std::span<const std::string> cells) {
  write_row(cells, kinds_, workbook_.total_);
}

void Sheet::write_row(std::span<const std::string> cells, std::span<const Kind> kinds,
                      const Workbook::Formats& formats) {
  const std::size_t before = size().cells;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    write(i, cells[i], kinds[i], formats);
    ++size().cells;
  }
  if (size().cells > before) ++size().rows;  // others are not in the file
  ++next_row_;
}

/// The columns that the cell takes as it is shown.
std::size_t Sheet::width_of(const std::string& cell, Kind kind) const {
  if (kind != Kind::money) return display_width(cell);
  const std::size_t dot = std::min(cell.find('.'), cell.size());
  const std::size_t cents = 3;
  return dot + dot / 3 + cents + workbook_.currency_width_;
}

void Sheet::write(std::size_t column, const std::string& cell, Kind kind,
                  const Workbook::Formats& formats) {
  const lxw_col_t at = column_number(column);
  widths_[column] = std::min(kWidest, std::max(widths_[column], width_of(cell, kind) + 2));
  if (kind == Kind::time) {
    static const TimestampParser parser(TimestampParser::Known::iso);
    const auto time = parser.parse(cell);
    if (time && *time >= kFirstDate) {
      check(worksheet_write_unixtime(sheet_, next_row_, at, time->time_since_epoch().count(),
                                     *time == start_of_day(*time) ? formats.date : formats.time));
      return;
    }
  }
  if (kind == Kind::text || kind == Kind::time) {
    check(worksheet_write_string(sheet_, next_row_, at, without_noncharacters(cell).c_str(),
                                 formats.text));
    return;
  }
  double number = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), number);
  lxw_format* format = cell.find('.') == std::string::npos ? formats.whole : formats.decimal;
  if (kind == Kind::money) format = formats.money;
  if (kind == Kind::share) format = formats.share;
  check(worksheet_write_number(sheet_, next_row_, at, number, format));
}

void Sheet::end() {
  end_row_ = next_row_;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    check(worksheet_set_column(sheet_, column_number(i), column_number(i),
                               static_cast<double>(widths_[i]), nullptr));
  }
  if (has_rows() && header_row_ == 0) {
    check(worksheet_autofilter(sheet_, 0, 0, end_row_ - 1, column_number(columns_.size() - 1)));
  }
}

std::size_t Sheet::column(std::string_view name) const {
  return static_cast<std::size_t>(std::ranges::find(columns_, name, &RowColumn::name) -
                                  columns_.begin());
}

}  // namespace rfmseg::xlsx
