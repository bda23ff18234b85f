#pragma once

/// \file
/// What a failure of the library is: its kind, its place in the input, and the setting it is about.

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "rfmseg/message.hpp"

namespace rfmseg {

/// What went wrong, for a program that acts on it.
enum class ErrorKind {
  other,               ///< only the message describes it
  unreadable_file,     ///< a file that is not there, or cannot be opened or read
  unwritable_file,     ///< a file that cannot be made or written
  damaged_file,        ///< packed data, CSV, a scheme, a model or a store that is broken
  missing_column,      ///< a column that is not there, or that several columns could be
  ambiguous_format,    ///< dates or numbers that can be read in two ways
  invalid_value,       ///< a cell that cannot be read where every cell must be
  too_many_errors,     ///< more bad rows than ErrorLimit allows
  no_data,             ///< no rows, or none that count
  invalid_setting,     ///< an option that is invalid, or cannot be used with the data or another
  not_a_model,         ///< a model file that is not JSON
  missing_store,       ///< a store that is not there
  empty_store,         ///< a store without transactions
  busy_store,          ///< a store that another program is writing to
  missing_run,         ///< a run that a store does not have
  missing_segments,    ///< a customer file without segments where they are compared
  workbook_too_small,  ///< a result that has no room in a workbook
};

/// Where in the input it went wrong, as far as there is such a place.
struct ErrorPlace {
  std::string file = {};    ///< as messages call it; `<stdin>` for standard input
  std::uint64_t line = 0;   ///< from 1; 0 for the file as a whole
  std::string column = {};  ///< its name in the header
  std::string value = {};   ///< the cell, as printable() shows it
};

/// A value of a setting that resolves a failure. If there are several, each is one answer.
struct Proposal {
  Setting setting;
  std::string value;
};

/// What every failure of the library derives from. `what()` is a whole sentence, fit to be shown:
///
///     a.csv:17: column Date: '31/02/2011' does not match date format %d/%m/%Y (hint: date_format)
///
/// A program whose users know settings by other names shows text() instead:
///
///     try {
///       ...
///     } catch (const rfmseg::Error& error) {
///       show(error.text([](rfmseg::Setting setting) { return label_of(setting); }));
///     }
class Error : public std::runtime_error {
 public:
  explicit Error(const Message& message);
  Error(ErrorKind kind, const Message& message);
  /// The sentence begins with the file and the line of `place`.
  Error(ErrorPlace place, const Message& message);
  Error(ErrorKind kind, ErrorPlace place, const Message& message);

  [[nodiscard]] ErrorKind kind() const noexcept { return kind_; }
  [[nodiscard]] const ErrorPlace& place() const noexcept { return place_; }
  /// The setting that is wrong, or that would help.
  [[nodiscard]] std::optional<Setting> setting() const { return message_.setting(); }
  /// The sentence without its place.
  [[nodiscard]] const Message& message() const noexcept { return message_; }
  /// The whole sentence with these names of settings.
  [[nodiscard]] std::string text(const SettingNames& names) const;

  /// Adds a value of a setting with which the failure does not occur.
  void propose(Setting setting, std::string value) {
    proposals_.push_back({setting, std::move(value)});
  }
  [[nodiscard]] const std::vector<Proposal>& proposals() const noexcept { return proposals_; }

 private:
  ErrorKind kind_;
  ErrorPlace place_;
  Message message_;
  std::vector<Proposal> proposals_;
};

/// The data, or the file they are in, is at fault.
class DataError : public Error {
 public:
  using Error::Error;
};

/// What was asked for cannot be done: a setting, a scheme file, a model is at fault.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// The program was asked to stop (see interrupt.hpp).
class Interrupted : public Error {
 public:
  Interrupted() : Error("interrupted") {}
};

}  // namespace rfmseg
