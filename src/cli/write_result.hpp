#pragma once

#include <ostream>

#include "cli/error_text.hpp"
#include "cli/options/output_options.hpp"

namespace rfmseg::cli {

/// The result as a document, which names options where it names settings.
template <class Result>
Document document_of(const Result& result) {
  if constexpr (requires { describe(result, option_of); }) {
    return describe(result, option_of);
  } else {
    return describe(result);
  }
}

/// Writes a result that describe() and write_json() take, and write_xlsx() if there may be a
/// workbook of it, in any format but those of rows.
template <class Result>
void write_result(const Result& result, const OutputOptions& options, std::ostream& out) {
  if constexpr (requires { write_xlsx(result, out); }) {
    if (options.format == kXlsx) return write_xlsx(result, out);
  }
  const Format format = output_format(options);
  if (format == Format::json) {
    write_json(result, out);
  } else if (format == Format::markdown) {
    render_markdown(document_of(result), out);
  } else {
    render_text(document_of(result), text_style(options), out);
  }
}

/// The same in any format; `write_rows` writes the rows of CSV, TSV and JSON lines.
template <class Result, class WriteRows>
void write_result(const Result& result, const OutputOptions& options, std::ostream& out,
                  const WriteRows& write_rows) {
  const bool has_rows =
      options.format == "csv" || options.format == "tsv" || options.format == "jsonl";
  if (has_rows) return write_rows(*row_writer(options, out));
  write_result(result, options, out);
}

}  // namespace rfmseg::cli
