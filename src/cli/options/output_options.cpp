#include "cli/options/output_options.hpp"

#include <unistd.h>

#include <cstdlib>
#include <map>
#include <string_view>

#include "cli/terminal_stream.hpp"
#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

Options declare_format(OutputOptions& options, const std::string& standard,
                       const std::string& formats) {
  options.format = standard;
  return in_group("Output",
                  {Option("--format", &options.format, formats,
                          "Output format; by default that of the output's name, such as -o x.tsv",
                          {.show_default = true, .choices_only = true}),
                   Option("--csv-safe", &options.csv_safe, "",
                          "Put an apostrophe before CSV cells that a spreadsheet program would run "
                          "as a formula")});
}

}  // namespace

Options declare_output_path(std::string& path, const bool* in_place) {
  return in_group("Output", {Option("-o,--output", &path, "FILE",
                                    "Write to this file instead of standard output; it is written "
                                    "completely or not at all, and cannot be an input",
                                    {.role = FileRole::output, .in_place = in_place})});
}

Options declare_output(OutputOptions& options, const std::string& default_format,
                       const std::string& formats) {
  return joined(
      {declare_output_path(options.path), declare_format(options, default_format, formats)});
}

Options declare_filter_output(OutputOptions& options) {
  return joined({declare_output_path(options.path, &options.in_place),
                 in_group("Output", {Option("--in-place", &options.in_place, "",
                                            "Replace INPUT, a single uncompressed file, instead of "
                                            "writing to standard output")}),
                 declare_format(options, "csv", kFormats)});
}

void check_output(const OutputOptions& options) {
  if (options.format == kXlsx && options.path == "-" && ::isatty(STDOUT_FILENO) == 1) {
    throw UsageError(
        "--format xlsx: a workbook cannot be written to a terminal (hint: -o FILE.xlsx)");
  }
}

std::unique_ptr<RowWriter> row_writer(const OutputOptions& options, std::ostream& out) {
  return make_row_writer(output_format(options), text_style(options), out);
}

Format output_format(const OutputOptions& options) {
  static const std::map<std::string_view, Format> formats = {
      {"table", Format::table}, {"csv", Format::csv},     {"tsv", Format::tsv},
      {"json", Format::json},   {"jsonl", Format::jsonl}, {"md", Format::markdown}};
  return formats.at(options.format);
}

TextStyle text_style(const OutputOptions& options) {
  const char* no_color = std::getenv("NO_COLOR");
  TextStyle style;
  style.spreadsheet_safe = options.csv_safe;
  const char* const term = std::getenv("TERM");
  const bool dumb = term != nullptr && std::string_view(term) == "dumb";
  style.terminal = options.path == "-" && ::isatty(STDOUT_FILENO) == 1 && !dumb;
  style.color = style.terminal && (no_color == nullptr || *no_color == '\0');
  const std::size_t width = style.terminal ? terminal_width(STDOUT_FILENO) : 0;
  if (width > 0) style.width = width;
  return style;
}

}  // namespace rfmseg::cli
