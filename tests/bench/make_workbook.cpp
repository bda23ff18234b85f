// Makes a workbook of a CSV file like that of UCI Online Retail, for benchmarks and tests of the
// reader:
//
//     make_workbook online_retail.csv online_retail.xlsx
//
// Numbers are number cells (`17850.0` is 17850), times of the form `2010-12-01 08:26:00` are dates
// with a format, all else is text. In constant memory, so that texts are in their cells, not
// shared.

#include <xlsxwriter.h>

#include <charconv>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

/// The fields of a record of RFC 4180; reads on over line ends inside quotes.
bool read_record(std::istream& in, std::vector<std::string>& fields) {
  fields.assign(1, {});
  bool quoted = false;
  char c = 0;
  bool any = false;
  while (in.get(c)) {
    any = true;
    if (c == '"') {
      if (quoted && in.peek() == '"')
        fields.back() += static_cast<char>(in.get());
      else
        quoted = !quoted;
    } else if (c == ',' && !quoted) {
      fields.emplace_back();
    } else if (c == '\n' && !quoted) {
      return true;
    } else if (c != '\r' || quoted) {
      fields.back() += c;
    }
  }
  return any;
}

std::optional<double> number_in(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  const bool padded = text.size() > 1 && text[0] == '0' && text[1] != '.';
  if (text.empty() || padded || result.ec != std::errc{} || result.ptr != end) return std::nullopt;
  return value;
}

std::optional<lxw_datetime> time_in(const std::string& text) {
  lxw_datetime time{};
  int seconds = 0;
  if (text.size() != 19 ||
      std::sscanf(text.c_str(), "%4d-%2d-%2d %2d:%2d:%2d", &time.year, &time.month, &time.day,
                  &time.hour, &time.min, &seconds) != 6) {
    return std::nullopt;
  }
  time.sec = seconds;
  return time;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) {
    std::cerr << "usage: make_workbook FILE.csv FILE.xlsx\n";
    return 2;
  }
  std::ifstream in(arguments[1], std::ios::binary);
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* book = workbook_new_opt(arguments[2], &options);
  lxw_worksheet* sheet = workbook_add_worksheet(book, "Online Retail");
  lxw_format* date = workbook_add_format(book);
  format_set_num_format(date, "yyyy-mm-dd hh:mm:ss");

  std::vector<std::string> fields;
  for (lxw_row_t row = 0; read_record(in, fields); ++row) {
    for (lxw_col_t column = 0; column < fields.size(); ++column) {
      const std::string& field = fields[column];
      if (field.empty()) continue;
      if (auto time = time_in(field)) {
        worksheet_write_datetime(sheet, row, column, &*time, date);
      } else if (const auto number = number_in(field)) {
        worksheet_write_number(sheet, row, column, *number, nullptr);
      } else {
        worksheet_write_string(sheet, row, column, field.c_str(), nullptr);
      }
    }
  }
  return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
