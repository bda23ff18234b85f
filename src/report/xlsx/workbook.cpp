#include "report/xlsx/workbook.hpp"

#include <fcntl.h>
#include <fmt/core.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <set>
#include <system_error>

#include "report/charts/color.hpp"
#include "report/file_stream.hpp"
#include "rfmseg/error.hpp"
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

void check(lxw_error error) {
  if (error == LXW_NO_ERROR) return;
  throw DataError(fmt::format("the spreadsheet cannot be written: {}", lxw_strerror(error)));
}

lxw_color_t color_number(std::string_view color) {
  std::uint32_t number = 0;
  std::from_chars(color.data() + 1, color.data() + color.size(), number, 16);
  // Black is how the library spells no colour.
  return number == 0 ? static_cast<lxw_color_t>(LXW_COLOR_BLACK) : number;
}

[[noreturn]] void throw_no_temporary_file(const std::string& folder, int error) {
  throw DataError(
      ErrorKind::unwritable_file, {folder},
      fmt::format("cannot write the temporary files of a workbook: {}", std::strerror(error)));
}

UnnamedFile temporary_file(const std::string& folder) {
  try {
    return UnnamedFile(folder);
  } catch (const std::system_error& error) {
    throw_no_temporary_file(folder, error.code().value());
  }
}

lxw_workbook* open_workbook(const std::string& path, std::string folder) {
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;  // a row is on the disk once the next one begins
  options.tmpdir = folder.data();
  options.use_zip64 = LXW_FALSE;
  return workbook_new_opt(path.c_str(), &options);
}

lxw_col_t column_number(std::size_t column) {
  return static_cast<lxw_col_t>(column);
}

constexpr std::string_view kPlainMoney = "#,##0.00";

/// `#,##0.00 "EUR"`. A currency is data: quotes and unusually long ones are not shown.
std::string money_format_of(std::string_view currency) {
  constexpr std::size_t kLongestCurrency = 8;
  const bool is_usual = !currency.empty() && currency.size() <= kLongestCurrency &&
                        currency.find('"') == std::string_view::npos;
  return is_usual ? fmt::format("{} \"{}\"", kPlainMoney, currency) : std::string(kPlainMoney);
}

/// libxlsxwriter copies what it is given.
void color_bars(lxw_chart_series* series, const std::vector<std::string>& colors) {
  if (colors.empty()) return;
  std::vector<lxw_chart_fill> fills(colors.size());
  std::vector<lxw_chart_point> points(colors.size());
  std::vector<lxw_chart_point*> pointers;
  for (std::size_t i = 0; i < colors.size(); ++i) {
    fills[i].color =
        colors[i].empty() ? static_cast<lxw_color_t>(LXW_COLOR_GRAY) : color_number(colors[i]);
    points[i].fill = &fills[i];
    pointers.push_back(&points[i]);
  }
  pointers.push_back(nullptr);
  check(chart_series_set_points(series, pointers.data()));
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

template <class Made>
Made* Workbook::require(Made* made) const {
  if (made == nullptr) throw_no_temporary_file(folder_, errno);
  return made;
}

Workbook::Workbook(std::ostream& out, std::string_view currency)
    : out_(out),
      currency_width_(
          money_format_of(currency).size() > kPlainMoney.size() ? display_width(currency) + 1 : 0),
      folder_(temporary_folder_for(out)),
      file_(temporary_file(folder_)),
      book_(require(open_workbook(file_.path(), folder_))),
      title_(add_format()),
      headline_(add_format()),
      term_(add_format()),
      wrapped_(add_format()),
      plain_(add_formats(money_format_of(currency), false)),
      total_(add_formats(money_format_of(currency), true)) {
  format_set_bold(title_);
  format_set_bottom(title_, LXW_BORDER_THIN);
  format_set_bold(headline_);
  constexpr double kHeadlinePoints = 14;
  format_set_font_size(headline_, kHeadlinePoints);
  format_set_bold(term_);
  for (lxw_format* const text : {headline_, term_, wrapped_}) {
    format_set_align(text, LXW_ALIGN_VERTICAL_TOP);
  }
  format_set_text_wrap(headline_);
  format_set_text_wrap(wrapped_);
  // The same input makes the same file: it must not have the time when it was made.
  lxw_doc_properties properties{};
  constexpr std::time_t kBeginningOf2000 = 946'684'800;
  properties.created = kBeginningOf2000;
  check(workbook_set_properties(book_, &properties));
}

Workbook::~Workbook() {
  if (book_ != nullptr) lxw_workbook_free(book_);
}

lxw_format* Workbook::add_format() {
  return require(workbook_add_format(book_));
}

Workbook::Formats Workbook::add_formats(const std::string& money_format, bool emphasised) {
  const auto make = [&](const std::string& format) {
    lxw_format* const made = add_format();
    if (!format.empty()) format_set_num_format(made, format.c_str());
    if (emphasised) {
      format_set_bold(made);
      format_set_top(made, LXW_BORDER_THIN);
    }
    return made;
  };
  return {make(""),     make("#,##0"),      make("#,##0.00"),           make(money_format),
          make("0.0%"), make("yyyy-mm-dd"), make("yyyy-mm-dd hh:mm:ss")};
}

void Workbook::finish() {
  for (const lxw_worksheet* const sheet : sheets_) {
    std::FILE* const rows = sheet->optimize_tmpfile;
    if (std::fflush(rows) != 0 || std::ferror(rows) != 0) throw_no_temporary_file(folder_, errno);
  }
  const lxw_error error = workbook_close(book_);
  book_ = nullptr;
  check(error);
  check_workbook(file_.descriptor(), sizes_, folder_);
  copy_file(file_.descriptor(), out_, folder_);
}

Sheet::Sheet(Workbook& workbook, const char* name)
    : workbook_(workbook),
      sheet_(workbook.require(workbook_add_worksheet(workbook.book_, name))),
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

void Sheet::color_cells(std::size_t column, std::string_view text, std::string_view color) {
  if (!has_rows() || color.empty()) return;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? "\"\"" : std::string(1, c);
  quoted += '"';
  lxw_format* const format = workbook_.add_format();
  format_set_bg_color(format, color_number(color));
  format_set_font_color(format, color_number(charts::text_color_on(color)));
  lxw_conditional_format condition{};
  condition.type = LXW_CONDITIONAL_TYPE_CELL;
  condition.criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO;
  condition.value_string = quoted.data();
  condition.format = format;
  check(worksheet_conditional_format_range(sheet_, header_row_ + 1, column_number(column),
                                           end_row_ - 1, column_number(column), &condition));
}

void Sheet::add_bars(std::size_t column) {
  if (!has_rows()) return;
  constexpr lxw_color_t kBarColor = 0xA9C4EB;
  lxw_conditional_format condition{};
  condition.type = LXW_CONDITIONAL_DATA_BAR;
  condition.data_bar_2010 = LXW_TRUE;
  condition.bar_solid = LXW_TRUE;
  condition.bar_color = kBarColor;
  check(worksheet_conditional_format_range(sheet_, header_row_ + 1, column_number(column),
                                           end_row_ - 1, column_number(column), &condition));
}

void Sheet::add_charts(const std::vector<Chart>& charts) {
  constexpr std::uint32_t kRowsApart = 16;
  std::uint32_t row = next_row_ + 1;
  for (const Chart& chart : charts) {
    lxw_chart* const made = workbook_.require(workbook_add_chart(workbook_.book_, LXW_CHART_BAR));
    lxw_chart_series* const series = chart_add_series(made, nullptr, nullptr);
    const lxw_row_t first = header_row_ + 1;
    const lxw_row_t last = end_row_ - 1;
    chart_series_set_categories(series, name_.c_str(), first, column_number(chart.names), last,
                                column_number(chart.names));
    chart_series_set_values(series, name_.c_str(), first, column_number(chart.values), last,
                            column_number(chart.values));
    color_bars(series, chart.colors);
    chart_title_set_name(made, chart.title.c_str());
    chart_legend_set_position(made, LXW_CHART_LEGEND_NONE);
    chart_axis_set_reverse(made->y_axis);  // the first row on top
    check(worksheet_insert_chart(sheet_, row, 0, made));
    row += kRowsApart;
  }
}

}  // namespace rfmseg::xlsx

/// libxlsxwriter's own function, in whose place the dynamic linker puts this one, gives files a
/// name for a moment; killed in it, a program would leave them.
extern "C" std::FILE* lxw_tmpfile(char* folder) {
  try {
    const rfmseg::UnnamedFile file(folder == nullptr ? P_tmpdir : folder);
    const int descriptor = ::fcntl(file.descriptor(), F_DUPFD_CLOEXEC, 0);
    return descriptor < 0 ? nullptr : ::fdopen(descriptor, "w+b");
  } catch (const std::exception&) {
    return nullptr;  // with errno as it was
  }
}
