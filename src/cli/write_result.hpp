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

/// Writes a result that describe() and write_json() take, in any format but CSV.
template <class Result>
void write_result(const Result& result, const OutputOptions& options, std::ostream& out) {
  const Format format = output_format(options);
  if (format == Format::json) {
    write_json(result, out);
  } else if (format == Format::markdown) {
    render_markdown(document_of(result), out);
  } else {
    render_text(document_of(result), text_style(options), out);
  }
}

}  // namespace rfmseg::cli
