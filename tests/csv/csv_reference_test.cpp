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
    while (!text.empty()) {
      begin_record();
      std::size_t at = 0;
      while (at < text.size() && !ended_ && !is_stray(false)) take(text[at++]);
      const bool closed = ended_ || state_ != State::quoted;
      if (!ended_ && closed && !raw_.empty()) end_record();
      if (is_stray(true)) {
        if (raw_.find('\n') == std::string::npos) raw_ += '\n';
        at = std::min(raw_.find('\n') + 1, text.size());
        outcome_.rows.push_back({begin_line_,
                                 without_cr(raw_.substr(0, raw_.find('\n'))),
                                 "the quote that opens here is not closed before the next rows "
                                 "(hint: write a quote in the text twice)",
                                 {}});
        line_ = begin_line_ + 1;
      } else if (closed) {
        add_row();
      } else {
        outcome_.open_quote_line = open_line_;
      }
      text.remove_prefix(at);
    }
    return outcome_;
  }

 private:
  enum class State { field_begins, plain, quoted, quote_in_quoted };

  void begin_record() {
    fields_.clear();
    field_.clear();
    raw_.clear();
    state_ = State::field_begins;
    begin_line_ = line_;
    loose_end_ = closed_several_ = ended_ = false;
    quoted_newlines_ = 0;
    judged_.reset();
  }

  void take(char c) {
    if (c == '\n') ++line_;
    if (c == '\n' && state_ != State::quoted) return end_record();
    raw_ += c;
    switch (state_) {
      case State::quoted:
        if (c == '\n') ++quoted_newlines_;
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
        // Of the first field of several lines.
        if (quoted_newlines_ > 0 && !closed_several_) {
          closed_several_ = true;
          loose_end_ = c != delimiter_ && c != '\r';
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
    ended_ = true;
    field_count_ = fields_.size() + 1;
  }

  void add_row() {
    // A carriage return before the newline is the line's, unless it stands inside quotes.
    if (raw_.ends_with('\r')) {
      raw_.pop_back();
      field_.pop_back();
    }
    fields_.push_back(std::move(field_));
    const bool blank =
        std::all_of(raw_.begin(), raw_.end(), [](char c) { return c == ' ' || c == '\t'; }) &&
        fields_.size() == 1;
    if (blank) return;
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

  /// Whether the quote of the record that does not close in its line is stray: docs/csv.md.
  bool is_stray(bool whole) {
    const bool never_closed = whole && !ended_ && state_ == State::quoted;
    if (quoted_newlines_ == 0 && !never_closed) return false;
    if (judged_) return *judged_;
    if (!whole && quoted_newlines_ < 17) return false;
    std::vector<std::string> lines;
    std::istringstream in(raw_);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    std::size_t others = 0;
    std::size_t rows = 0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
      if (lines[i].find_first_not_of(" \t\r") == std::string::npos) continue;
      ++others;
      if (fields_in(lines[i], true) == columns_ || fields_in(lines[i], false) == columns_) ++rows;
    }
    const bool malformed = whole && (!ended_ || field_count_ != columns_);
    bool stray = malformed ? rows > 0 : columns_ >= 3 && 2 * rows > others;
    if (stray && !malformed && whole) {
      stray = loose_end_ || fields_in(lines[0], false) == columns_;
    }
    if (never_closed && others == 0) {
      stray = columns_ >= 3 && fields_in(lines[0], false) == columns_;
    }
    judged_ = stray;
    return stray;
  }

  /// The fields of a line; with `all_quotes`, also those that open last count.
  std::size_t fields_in(const std::string& line, bool all_quotes) {
    std::size_t fields = 1;
    bool inside = false;
    char before = delimiter_;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c == '"' && !inside && before == delimiter_) {
        // Closes further on, or is a character where that is asked.
        inside = all_quotes || closes(line, i);
      } else if (c == '"' && inside) {
        if (i + 1 < line.size() && line[i + 1] == '"') {
          ++i;
        } else {
          inside = false;
        }
      } else if (c == delimiter_ && !inside) {
        ++fields;
      }
      before = inside || c != delimiter_ ? 'x' : c;
    }
    return fields;
  }

  static bool closes(const std::string& line, std::size_t opening) {
    for (std::size_t i = opening + 1; i < line.size(); ++i) {
      if (line[i] != '"') continue;
      if (i + 1 == line.size() || line[i + 1] != '"') return true;
      ++i;
    }
    return false;
  }

  static std::string without_cr(std::string line) {
    if (line.ends_with('\r')) line.pop_back();
    return line;
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
  bool ended_ = false;
  bool loose_end_ = false, closed_several_ = false;
  std::size_t field_count_ = 0;
  std::uint64_t quoted_newlines_ = 0;
  std::optional<bool> judged_;  ///< once per record
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
