// RowReader against a plain state machine with the semantics of Python's csv module (excel dialect,
// not strict), on small texts of nasty characters.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/foreign_text.hpp"
#include "csv/header.hpp"
#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::ReadRow;

/// What reading a text gives: rows, then perhaps the line of a quote that is never closed.
struct Outcome {
  std::vector<ReadRow> rows;
  std::optional<std::uint64_t> open_quote_line;
  friend bool operator==(const Outcome&, const Outcome&) = default;
  friend std::ostream& operator<<(std::ostream& out, const Outcome& outcome) {
    for (const ReadRow& row : outcome.rows) out << row << '\n';
    if (outcome.open_quote_line) out << "open quote on line " << *outcome.open_quote_line;
    return out;
  }
};

/// Reads the rows after a header of `columns` columns, character by character.
class Reference {
 public:
  Reference(std::size_t columns, char delimiter) : columns_(columns), delimiter_(delimiter) {}

  Outcome read(std::string_view text) {
    for (const char c : text) take(c);
    if (state_ == State::quoted) {
      outcome_.open_quote_line = open_line_;
    } else if (!raw_.empty()) {
      end_record();
    }
    return outcome_;
  }

 private:
  enum class State { field_begins, plain, quoted, quote_in_quoted };

  void take(char c) {
    if (c == '\n') ++line_;
    if (c == '\n' && state_ != State::quoted) return end_record();
    raw_ += c;
    switch (state_) {
      case State::quoted:
        if (c == '"') {
          state_ = State::quote_in_quoted;
        } else {
          field_ += c;
        }
        return;
      case State::field_begins:
        if (c == '"') {
          state_ = State::quoted;
          open_line_ = line_;
          return;
        }
        break;
      case State::quote_in_quoted:
        if (c == '"') {
          field_ += c;
          state_ = State::quoted;
          return;
        }
        break;
      case State::plain:
        break;
    }
    if (c == delimiter_) {
      fields_.push_back(std::move(field_));
      field_.clear();
      state_ = State::field_begins;
    } else {
      field_ += c;
      state_ = State::plain;
    }
  }

  void end_record() {
    // A carriage return before the newline is the line's, unless it stands inside quotes.
    if (raw_.ends_with('\r')) {
      raw_.pop_back();
      field_.pop_back();
    }
    fields_.push_back(std::move(field_));
    const bool blank =
        std::all_of(raw_.begin(), raw_.end(), [](char c) { return c == ' ' || c == '\t'; }) &&
        fields_.size() == 1;
    if (!blank) {
      ReadRow row{begin_line_, raw_, {}, {}};
      if (fields_.size() == columns_) {
        row.fields = fields_;
      } else {
        row.problem = std::string("too ") + (fields_.size() < columns_ ? "few" : "many") +
                      " columns (" + std::to_string(fields_.size()) + " instead of " +
                      std::to_string(columns_) + ')';
      }
      outcome_.rows.push_back(std::move(row));
    }
    fields_.clear();
    field_.clear();
    raw_.clear();
    state_ = State::field_begins;
    begin_line_ = line_;
  }

  std::size_t columns_;
  char delimiter_;
  Outcome outcome_;
  State state_ = State::field_begins;
  std::string field_, raw_;
  std::vector<std::string> fields_;
  std::uint64_t line_ = 2;  // after the header's
  std::uint64_t begin_line_ = 2;
  std::uint64_t open_line_ = 0;
};

Outcome read_by_us(CsvFile& file) {
  Outcome outcome;
  try {
    test::read_rows(file, outcome.rows);
  } catch (const DataError& error) {
    outcome.open_quote_line = std::stoull(std::string(error.what()).substr(file.name().size() + 1));
  }
  return outcome;
}

/// A header of so many columns.
std::string header(std::size_t columns, char delimiter) {
  std::string line = "c1";
  for (std::size_t i = 2; i <= columns; ++i) line += delimiter + ("c" + std::to_string(i));
  return line + '\n';
}

/// The text of all blocks, and the lines on which they begin.
struct Blocks {
  std::string text;
  std::vector<std::uint64_t> lines;
};

Blocks read_blocks(CsvFile& file) {
  Blocks blocks;
  Block block;
  try {
    while (file.next(block)) {
      blocks.lines.push_back(block.first_line);
      blocks.text += block.text();
    }
  } catch (const DataError&) {  // a quote that is never closed: after all whole records
  }
  return blocks;
}

rc::Gen<std::string> nasty_text() {
  return rc::gen::container<std::string>(
      rc::gen::element('a', 'b', ',', ',', ',', '"', '"', '"', '\n', '\n', '\r', ';', ' ', '\t'));
}

std::string shown(const std::string& body, const Outcome& ours, const Outcome& expected) {
  std::ostringstream text;
  text << "body <" << body << ">\nours:\n" << ours << "\nexpected:\n" << expected;
  return text.str();
}

RC_GTEST_PROP(CsvReference, RowsAreThoseOfAPlainStateMachine, ()) {
  const auto columns = *rc::gen::inRange<std::size_t>(1, 4);
  const char delimiter = *rc::gen::element(',', ',', ';', '\t');
  const std::string body = *nasty_text();
  const Outcome expected = Reference(columns, delimiter).read(body);
  // What looks like a title, or like quotes that backslashes escape, is another matter.
  const std::string text = header(columns, delimiter) + body;
  RC_PRE(title_length(text, delimiter) == 0 && !has_backslash_quotes(text));
  CsvText csv;
  const std::size_t block_size = *rc::gen::element<std::size_t>(1 << 20, 1 << 20, 1 << 20, 10);
  const Outcome ours =
      read_by_us(*csv.open(header(columns, delimiter) + body, {delimiter, block_size}));
  if (!(ours == expected)) RC_FAIL(shown(body, ours, expected));
}

RC_GTEST_PROP(CsvReference, BlocksAreCutBetweenRecordsWhateverTheirSize, ()) {
  const std::string body = *nasty_text();
  RC_PRE(title_length(header(2, ',') + body, ',') == 0);
  CsvText csv;
  const auto open = [&](std::size_t block_size) {
    return csv.open(header(2, ',') + body, {',', block_size});
  };
  const std::string whole = read_blocks(*open(1 << 20)).text;
  const std::string final_newline = whole.size() > body.size() ? "\n" : "";
  RC_ASSERT((body + final_newline).starts_with(whole));
  for (const std::size_t block_size : {1U, 2U, 3U, 7U, 16U, 64U}) {
    const Blocks blocks = read_blocks(*open(block_size));
    RC_ASSERT(blocks.text == whole);
    for (const ReadRow& row : Reference(2, ',').read(body).rows) {
      // No block begins inside a record.
      const auto lines =
          static_cast<std::uint64_t>(std::count(row.raw.begin(), row.raw.end(), '\n'));
      for (const std::uint64_t line : blocks.lines) {
        RC_ASSERT(line <= row.line || line > row.line + lines);
      }
    }
  }
}

TEST(CsvReference, RowsAreThoseOfAPlainStateMachineForEveryShortText) {
  constexpr std::string_view kCharacters = ",\"\n\ra";
  CsvText csv;
  for (std::size_t length = 0; length <= 3; ++length) {
    std::vector<std::size_t> digits(length, 0);
    while (true) {
      std::string body;
      for (const std::size_t digit : digits) body += kCharacters[digit];
      const Outcome expected = Reference(2, ',').read(body);
      for (const std::size_t block_size : {1U, 64U}) {
        ASSERT_EQ(read_by_us(*csv.open("x,y\n" + body, {',', block_size})), expected)
            << '<' << body << "> by " << block_size;
      }
      std::size_t i = 0;
      while (i < length && ++digits[i] == kCharacters.size()) digits[i++] = 0;
      if (i == length) break;
    }
  }
}

}  // namespace
}  // namespace rfmseg
