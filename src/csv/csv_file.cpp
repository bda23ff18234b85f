#include "csv/csv_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "csv/count.hpp"
#include "csv/foreign_text.hpp"
#include "csv/header.hpp"
#include "csv/special_bytes.hpp"
#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// A longer record is almost certainly a quote that is not closed.
constexpr std::size_t kLongestRecord = std::size_t{8} << 20;
/// Rows of one order that must be read together are far fewer.
constexpr std::size_t kLargestGroup = std::size_t{64} << 20;
/// The bytes from which it is known how the text is written, and where the header is.
constexpr std::size_t kBeginning = std::size_t{64} << 10;

std::uint64_t count_lines(std::string_view text) {
  return count_of(text, '\n');
}

}  // namespace

CsvFile::CsvFile(const std::string& path, const CsvOptions& options)
    : name_(input_name(path)),
      block_size_(std::clamp<std::size_t>(options.block_size, 1, kLongestRecord)),
      progress_(options.progress),
      rows_left_(options.most_rows) {
  if (options.delimiter && !can_delimit(*options.delimiter)) {
    throw UsageError(
        fmt::format("'{}' cannot be a delimiter", printable({&*options.delimiter, 1})));
  }
  source_ = open_text(path, options);
  next_line_ = source_->first_line();
  read_header(source_->format().empty() ? options.delimiter : ',');
}

CsvFile::~CsvFile() = default;

const std::string& CsvFile::encoding() const {
  return source_->encoding();
}

std::string CsvFile::format() const {
  return source_->format();
}

std::vector<Message> CsvFile::warnings() const {
  std::vector<Message> warnings = source_->warnings();
  if (escapes_from_line_) {
    warnings.emplace_back(fmt::format("{}:{}: from here on \\\" is read as a quote in the text",
                                      name_, *escapes_from_line_));
  }
  if (quoted_rows_ > 0) {
    warnings.emplace_back(fmt::format(
        "{}:{}: this row continues to line {}: lines inside its quotes have as many columns as the "
        "header, but are read as text{} (hint: write a quote in the text twice)",
        name_, quoted_row_first_, quoted_row_last_,
        quoted_rows_ == 1
            ? ""
            : fmt::format("; so are those of {}", plural(quoted_rows_ - 1, "other row"))));
  }
  return warnings;
}

std::string CsvFile::fingerprint() const {
  return source_->fingerprint();
}

void CsvFile::count_rows(std::uint64_t rows) {
  if (progress_ != nullptr) progress_->rows += rows;
}

/// Reads at least the first kBeginning bytes, from which it is known how the text is written.
void CsvFile::look_at_beginning(Block& block) {
  fill(block, std::max(block_size_, kBeginning));
  if (!source_->format().empty()) return;
  const std::string_view beginning = block.text().substr(0, kBeginning);
  if (const auto foreign = foreign_format(beginning); !foreign.empty()) {
    throw DataError(ErrorKind::damaged_file, {name_}, std::string(foreign));
  }
  mac_lines_ = has_mac_lines(beginning);
  if (has_backslash_quotes(beginning)) note_backslashes(1);
  convert(block.buffer.get() + block.begin, block.size);
}

/// Converts text that was just read, and that follows what was read before, to the line ends and
/// quotes of other files.
void CsvFile::convert(char* text, std::size_t size) {
  if (mac_lines_) std::replace(text, text + size, '\r', '\n');
  if (backslash_quotes_) after_backslash_ = double_escaped_quotes(text, size, after_backslash_);
}

void CsvFile::read_header(std::optional<char> delimiter) {
  Block block;
  look_at_beginning(block);
  if (block.text().starts_with(kByteOrderMark)) drop_front(block, kByteOrderMark.size());
  const auto drop_lines = [&](std::size_t size) {
    next_line_ += count_lines(block.text().substr(0, size));
    drop_front(block, size);
  };

  while (true) {
    drop_lines(leading_blank_lines(block.text()));
    if (const char mark = separator_line(block.text()); can_delimit(mark)) {
      if (!delimiter) delimiter = mark;
      drop_lines(block.text().find('\n') + 1);
      continue;
    }
    if (const std::size_t title = title_length(block.text(), delimiter); title > 0) {
      drop_lines(title);
      line_after_title_ = next_line_;
      continue;
    }
    const std::string_view text = block.text();
    const bool all = source_ended_ || text.size() > kLongestRecord;
    const auto found = delimiter ? delimiter : find_delimiter(text.substr(0, kLongestRecord), all);
    if (found) {
      delimiter_ = *found;
      block.index.build(text, delimiter_);
      const std::size_t end = first_record_end(block);
      const bool has_next_line = end > 0 && text.find('\n', end) != std::string_view::npos;
      if (has_next_line || all) return parse_header(block, end);
    }
    fill(block, std::max(block_size_, block.size));
  }
}

/// Reads the names from the first `end` bytes of `block`, or from all if it has no complete record;
/// keeps the text after it for next().
void CsvFile::parse_header(const Block& block, std::size_t end) {
  const std::string_view text = block.text();
  const bool complete = end > 0;
  if (!complete) end = text.size();
  if (end > kLongestRecord) {
    throw DataError(ErrorKind::damaged_file, {name_, next_line_},
                    fmt::format("the header is longer than {} MiB (is this a CSV file?)",
                                kLongestRecord >> 20));
  }
  const std::string_view header = text.substr(0, end);
  header_line_ = next_line_;
  // Leading blank lines are removed: only a last one without newline can be here.
  if (!complete && trimmed(text).empty()) {
    throw DataError(
        ErrorKind::no_data, {name_},
        "is empty (expected a header such as InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID)");
  }
  if (!complete && block.index.open_quote()) throw_open_quote(block);
  if (header.find('\0') != std::string_view::npos) {
    throw DataError(ErrorKind::damaged_file, {name_, next_line_},
                    fmt::format("NUL bytes in the header: is this a text file? (hint: {} UTF-16LE "
                                "if it is UTF-16 without a byte order mark)",
                                Setting::encoding));
  }
  header_ = column_names(header, delimiter_);
  if (header_.size() == 1 && source_->format().empty() && is_blank_aligned(text)) {
    throw DataError(
        ErrorKind::damaged_file, {name_},
        "is text in columns aligned with spaces (hint: write it as CSV, for example with psql "
        "--csv or pandas' to_csv(); if no cell contains a space: mlr --ipprint --ocsv cat FILE)");
  }
  const std::size_t rule = rule_length(text.substr(end), delimiter_, header_.size());
  ahead_ = text.substr(end + rule);
  next_line_ += count_lines(text.substr(0, end + rule));
}

/// Appends the incomplete record of the last block, then up to `wanted` new bytes: those that were
/// read with the header, then others.
void CsvFile::fill(Block& block, std::size_t wanted) {
  const std::size_t needed = rest_.size() + wanted + 1;  // one for a missing final newline
  if (block.size == 0) {
    clear(block, rest_.size(), needed);
  } else {
    reserve(block, needed);
  }
  append(block, rest_);
  rest_.clear();
  const std::string_view ahead = std::string_view(ahead_).substr(ahead_used_, wanted);
  append(block, ahead);
  ahead_used_ += ahead.size();
  wanted -= ahead.size();
  if (wanted == 0 || source_ended_) return;
  const std::size_t got = source_->read(block.buffer.get() + block.begin + block.size, wanted);
  const std::size_t before = block.size;
  block.size += got;
  if (mac_lines_ || backslash_quotes_) {
    convert(block.buffer.get() + block.begin + before, got);
  }
  if (source_->first_non_utf8() && !first_line_not_utf8_) {
    const std::size_t first_non_utf8 = before + (*source_->first_non_utf8() - bytes_read_);
    first_line_not_utf8_ = next_line_ + count_lines(block.text().substr(0, first_non_utf8));
  }
  bytes_read_ += got;
  source_ended_ = got < wanted;
  const std::uint64_t taken = source_->bytes_consumed();
  if (progress_ != nullptr) progress_->bytes += taken - bytes_consumed_;
  bytes_consumed_ = taken;
}

bool CsvFile::read_block(Block& block) {
  if (failure_ != nullptr) std::rethrow_exception(failure_);
  try {
    return cut_block(block);
  } catch (...) {
    failure_ = std::current_exception();
    throw;
  }
}

bool CsvFile::cut_block(Block& block) {
  block.size = 0;
  if (has_more_rows_) return false;
  do {
    fill(block, std::max(block_size_, block.size));
    if (block.size == 0) return false;
    index(block);
    if (at_end()) end_last_record(block);
    if (block.size > kLongestRecord) cut_before_overlong_record(block);
    if (!together_.empty() && !at_end()) cut_before_last_group(block);
  } while (block.index.whole() == 0);
  if (rows_left_) cut_after_last_row(block);
  if (block.index.whole() == 0) return false;
  rest_ = block.text().substr(block.index.whole());
  block.size = block.index.whole();
  block.first_line = next_line_;
  block.sequence = sequence_++;
  note_quoted_rows(block);
  next_line_ += block.index.lines();
  return true;
}

/// Indexes the block. From the first record that shows it, backslashes escape quotes.
void CsvFile::index(Block& block) {
  const auto build = [&] {
    block.index.build(block.text(), delimiter_, {header_.size(), at_end(), backslash_quotes_});
  };
  build();
  const auto from = block.index.backslashes_from();
  if (!from) return;
  // The text that was read with the header is not converted when it becomes part of a block.
  const std::string_view ahead = std::string_view(ahead_).substr(ahead_used_);
  reserve(block, ahead.size() + 1);
  append(block, ahead);
  ahead_used_ = ahead_.size();
  note_backslashes(next_line_ + count_lines(block.text().substr(0, *from)));
  convert(block.buffer.get() + block.begin + *from, block.size - *from);
  build();
}

/// Notes that backslashes escape quotes, from this line on.
void CsvFile::note_backslashes(std::uint64_t line) {
  backslash_quotes_ = true;
  escapes_from_line_ = line;
}

/// Notes the records that have rows inside quotes. The block begins at line `next_line_`.
void CsvFile::note_quoted_rows(const Block& block) {
  for (const std::size_t begin : block.index.quoted_rows()) {
    if (begin >= block.size) break;
    if (quoted_rows_++ > 0) continue;
    const auto ends = block.index.ends();
    auto end = std::ranges::lower_bound(ends, begin);
    while (block.text()[*end] != '\n') ++end;
    const std::string_view text = block.text();
    quoted_row_first_ = next_line_ + count_lines(text.substr(0, begin));
    quoted_row_last_ = quoted_row_first_ + count_lines(text.substr(begin, *end - begin));
  }
}

/// Appends the newline that may be missing at the end of the file.
void CsvFile::end_last_record(Block& block) {
  if (block.index.whole() == block.size) return;
  // The records before a quote without an end come first, so that their errors are reported first.
  if (block.index.open_quote() && block.index.whole() > 0) return;
  if (!block.text().ends_with('\n')) {
    append(block, "\n");
    index(block);
  }
  if (block.index.whole() == 0 && block.index.open_quote()) throw_open_quote(block);
}

/// Removes the records from the first one that is too long. Throws if the block begins with it.
void CsvFile::cut_before_overlong_record(Block& block) const {
  const std::size_t end = end_before_longer(block, kLongestRecord);
  if (end == block.size) return;
  if (end == 0) {
    throw DataError(
        ErrorKind::damaged_file, {name_, next_line_},
        fmt::format("the row that starts here is longer than {} MiB (an unmatched quote?)",
                    kLongestRecord >> 20));
  }
  block.index.truncate(block.text(), end);
}

/// Whether everything was read.
bool CsvFile::at_end() const {
  return source_ended_ && ahead_used_ == ahead_.size();
}

/// Removes the last records that have the same group, to which more records may belong. Throws if
/// these are all, and too many.
void CsvFile::cut_before_last_group(Block& block) const {
  if (block.index.whole() == 0) return;
  const LastGroup last = last_group(block, together_);
  if (last.begin == 0 && block.size > kLargestGroup) {
    throw DataError(ErrorKind::damaged_file, {name_, next_line_},
                    fmt::format("the rows of '{}' start here and take more than {} MiB (is this "
                                "the column of order ids?)",
                                printable(last.group), kLargestGroup >> 20));
  }
  block.index.truncate(block.text(), last.begin);
}

/// Removes the records after CsvOptions::most_rows.
void CsvFile::cut_after_last_row(Block& block) {
  const std::size_t end = end_of_rows(block, *rows_left_);
  has_more_rows_ = end < block.index.whole();
  block.index.truncate(block.text(), end);
}

/// Throws for the quote in `block` that is not closed. The block begins at line `next_line_`.
void CsvFile::throw_open_quote(const Block& block) const {
  const auto line = next_line_ + count_lines(block.text().substr(0, *block.index.open_quote()));
  throw DataError(
      ErrorKind::damaged_file, {name_, line},
      "the quote that opens here is never closed (hint: write a quote in the text twice)");
}

bool CsvFile::next(Block& block) {
  const std::scoped_lock lock(mutex_);
  if (!peeked_.empty()) {
    block = std::move(peeked_.front());
    peeked_.pop_front();
    return true;
  }
  return read_block(block);
}

std::uint64_t CsvFile::next_sequence() {
  const std::scoped_lock lock(mutex_);
  return peeked_.empty() ? sequence_ : peeked_.front().sequence;
}

const Block* CsvFile::peek(std::size_t ahead) {
  const std::scoped_lock lock(mutex_);
  while (peeked_.size() <= ahead) {
    Block block;
    if (!read_block(block)) return nullptr;
    peeked_.push_back(std::move(block));
  }
  return &peeked_[ahead];
}

}  // namespace rfmseg
