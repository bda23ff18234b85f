#include "cli/error_text.hpp"

#include <fmt/core.h>

#include "cli/shell_word.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// What to do about it, if that takes another command; empty if the message has it.
std::string hint_for(const Error& error) {
  switch (error.kind()) {
    case ErrorKind::not_a_model:
      return "models are written by rfmseg fit, or predict --save-model";
    case ErrorKind::missing_store:
    case ErrorKind::empty_store:
      return fmt::format("rfmseg ingest --store {} FILE", error.place().file);
    case ErrorKind::missing_run:
      return fmt::format("rfmseg runs --store {}", error.place().file);
    case ErrorKind::missing_segments:
      return "use a file written by rfmseg segment, or transactions and --as-of twice";
    case ErrorKind::workbook_too_small:
      return "--format csv, or segment";
    default:
      return {};
  }
}

/// The command with this value of the option in place of the one that was given, if any.
std::string command_with(const std::vector<std::string>& arguments, const std::string& option,
                         const std::string& value) {
  std::string command = "rfmseg";
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == option) {
      ++i;
    } else if (!arguments[i].starts_with(option + "=")) {
      command += ' ' + shell_word(printable_in_full(arguments[i]));
    }
  }
  return fmt::format("{} {} {}", command, option, shell_word(value));
}

}  // namespace

std::string option_of(Setting setting) {
  switch (setting) {
    case Setting::columns:
      return "--columns";
    case Setting::date_format:
      return "--date-format";
    case Setting::decimal:
      return "--decimal";
    case Setting::zone:
      return "--zone";
    case Setting::layout:
      return "--layout";
    case Setting::measure:
      return "--measure";
    case Setting::amount:
      return "--amount";
    case Setting::returned:
      return "--returns-where";
    case Setting::once_an_order:
      return "--once-an-order";
    case Setting::restate:
      return "--restate";
    case Setting::group_column:
      return "--by";
    case Setting::carried_columns:
      return "--carry";
    case Setting::nobody:
      return "--nobody";
    case Setting::encoding:
      return "--encoding";
    case Setting::sheet:
      return "--sheet";
    case Setting::error_limit:
      return "--max-errors";
    case Setting::as_of:
      return "--as-of";
    case Setting::from:
      return "--from";
    case Setting::keep:
      return "--keep";
    case Setting::drop:
      return "--drop";
    case Setting::currency:
      return "--currency";
    case Setting::returns:
      return "--returns";
    case Setting::scheme:
      return "--scheme";
    case Setting::features:
      return "--features";
    case Setting::transform:
      return "--transform";
    case Setting::winsorize:
      return "--winsorize";
    case Setting::k:
      return "--k";
    case Setting::starts:
      return "--starts";
    case Setting::k_range:
      return "--k-range";
    case Setting::k_criterion:
      return "--k-by";
    case Setting::condition:
      return "--fail-if";
    case Setting::horizon:
      return "--horizon";
    case Setting::discount:
      return "--discount";
    case Setting::draws:
      return "--draws";
    case Setting::calibration_end:
      return "--split";
    case Setting::lock_timeout:
      return "--lock-timeout";
    case Setting::allow_gap:
      return "--allow-gap";
    case Setting::table:
      return "--table";
    case Setting::table_files:
      return "--from-files";
    case Setting::text_columns:
      return "--text";
    case Setting::create_table:
      return "--create-table";
    case Setting::incremental:
      return "--incremental";
    case Setting::model:
      return "--model";
  }
  return {};
}

std::string error_text(const Error& error, const std::vector<std::string>& arguments) {
  const std::string hint = hint_for(error);
  std::string text = error.text(option_of) + (hint.empty() ? "" : fmt::format(" (hint: {})", hint));
  for (const Proposal& proposal : error.proposals()) {
    const bool first = &proposal == error.proposals().data();
    text += fmt::format("\n  {} {}", first ? "try:" : "or:",
                        command_with(arguments, option_of(proposal.setting), proposal.value));
  }
  return text;
}

}  // namespace rfmseg::cli
