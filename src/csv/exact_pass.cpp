#include "csv/exact_pass.hpp"

#include <array>
#include <cstddef>
#include <utility>

#include "csv/stray_quote.hpp"

namespace rfmseg {
namespace {

using Offset = FieldIndex::Offset;

class ExactPass {
 public:
  ExactPass(std::string_view text, char delimiter, const RecordShape& shape, Stored to)
      : text_(text), delimiter_(delimiter), shape_(shape), first_(to), to_(to) {}

  Outcome run() {
    std::array<char, kIndexStep> rest;  // NOLINT(*-member-init): written before it is read
    do {
      for (std::size_t at = seen_ - seen_ % kIndexStep; at < text_.size(); at += kIndexStep) {
        const StepBits bits = PortablePass::look(step_at(text_, at, rest), delimiter_);
        std::uint64_t marks = bits.delimiters | bits.newlines | bits.quotes | bits.no_texts;
        goes_back_ = false;
        for (; marks != 0 && !goes_back_; marks &= marks - 1) {
          const std::size_t i = at + PortablePass::lowest(marks);
          if (i >= seen_) take(i);
          if (backslashes_from_) return outcome();
        }
        if (goes_back_) at = seen_ - seen_ % kIndexStep - kIndexStep;  // wraps below 0, and back
      }
      goes_back_ = false;
      if (shape_.ended && inside_) judge(text_.size(), true);
    } while (goes_back_);
    return outcome();
  }

 private:
  [[nodiscard]] Outcome outcome() {
    return {to_,
            inside_ && !backslashes_from_,
            newlines_,
            false,
            backslashes_from_,
            std::move(quoted_rows_)};
  }

  void take(std::size_t i) {
    const char c = text_[i];
    const auto offset = static_cast<Offset>(i);
    if (c == '\n') ++newlines_;
    if (c == '\n' || c == '\0' || c == kNoText) *to_.stop++ = offset;
    if (c == '"') {
      take_quote(i);
    } else if (!inside_ && (c == delimiter_ || c == '\n')) {
      *to_.end++ = offset;
      ++fields_;
      begin_ = i + 1;
      quoted_ = false;
      if (c == '\n') end_record(i);
    } else if (c == '\n') {
      if (quoted_newlines_++ == 0) open_ = begin_;
      if (quoted_newlines_ == kLinesThatShow + 1) judge(i, false);
    }
  }

  void take_quote(std::size_t i) {
    const auto offset = static_cast<Offset>(i);
    if (i == begin_) {
      quoted_ = inside_ = true;
      *to_.quote++ = offset;
    } else if (inside_ && i + 1 < text_.size() && text_[i + 1] == '"') {
      *to_.quote++ = offset + 1;
      seen_ = i + 2;
    } else if (inside_) {
      inside_ = false;
    } else {
      has_odd_quotes_ = true;
      if (quoted_) *to_.quote++ = offset;
    }
  }

  void end_record(std::size_t newline) {
    if (quoted_newlines_ > 0 || (has_odd_quotes_ && fields_ != shape_.columns)) {
      judge(newline, true);
      if (goes_back_ || backslashes_from_) return;
      if (quoted_newlines_ > 0 && fields_ == shape_.columns &&
          quotes_a_row(text_.substr(record_, newline - record_), delimiter_, shape_.columns)) {
        quoted_rows_.push_back(static_cast<Offset>(record_));
      }
    }
    begin_record(newline + 1);
  }

  void begin_record(std::size_t at) {
    begin_ = record_ = at;
    fields_ = 0;
    quoted_newlines_ = 0;
    has_odd_quotes_ = false;
  }

  /// Judges the quotes of the record, of which the lines up to `end` are known.
  void judge(std::size_t end, bool ended) {
    const bool judged = ended && quoted_newlines_ > kLinesThatShow;
    if (shape_.columns == 0 || judged) return;
    const std::string_view lines = text_.substr(record_, end - record_);
    if (!shape_.backslashes_escape && has_escaped_quotes(lines, delimiter_, shape_.columns)) {
      backslashes_from_ = record_;
    } else if (quoted_newlines_ > 0 &&
               has_stray_quote({lines, inside_ ? 0 : fields_, ended}, delimiter_, shape_.columns)) {
      end_at_stray_quote();
    }
  }

  /// Makes the line of the quote that opens before a newline a record, and goes back to the next.
  void end_at_stray_quote() {
    const std::size_t newline = text_.find('\n', open_);
    while (to_.end > first_.end && to_.end[-1] > open_) --to_.end;
    while (to_.quote > first_.quote && to_.quote[-1] >= open_) --to_.quote;
    while (to_.stop > first_.stop && to_.stop[-1] >= open_) {
      newlines_ -= text_[*--to_.stop] == '\n' ? 1 : 0;
    }
    *to_.stop++ = static_cast<Offset>(open_);
    *to_.stop++ = static_cast<Offset>(newline);
    *to_.end++ = static_cast<Offset>(newline);
    ++newlines_;
    inside_ = quoted_ = false;
    goes_back_ = true;
    seen_ = newline + 1;
    begin_record(seen_);
  }

  std::string_view text_;
  char delimiter_;
  RecordShape shape_;
  Stored first_, to_;
  std::uint64_t newlines_ = 0;
  std::size_t begin_ = 0;  ///< of the field
  std::size_t seen_ = 0;   ///< the bytes before are done
  bool quoted_ = false;    ///< the field
  bool inside_ = false;    ///< quotes
  bool goes_back_ = false;
  std::size_t record_ = 0;             ///< its beginning
  std::size_t fields_ = 0;             ///< of the record so far
  std::uint64_t quoted_newlines_ = 0;  ///< of the record so far
  bool has_odd_quotes_ = false;        ///< whether it has such that neither open nor close
  std::size_t open_ = 0;               ///< the quote before the first of these
  std::optional<std::size_t> backslashes_from_;
  std::vector<Offset> quoted_rows_;
};

}  // namespace

Outcome store_exactly(std::string_view text, char delimiter, const RecordShape& shape, Stored to) {
  return ExactPass(text, delimiter, shape, to).run();
}

}  // namespace rfmseg
