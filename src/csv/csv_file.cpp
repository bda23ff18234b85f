#include "csv/csv_file.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "csv/count.hpp"
#include "csv/header.hpp"
#include "csv/normaliser.hpp"
#include "csv/quoting.hpp"
#include "csv/text_input.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// A longer record is almost certainly a quote that is not closed.
constexpr std::size_t kLongestRecord = std::size_t{8} << 20;
/// The least number of bytes to read before the header: a byte order mark and some letters.
constexpr std::size_t kShortestLook = 7;

std::uint64_t count_lines(std::string_view text) {
  return count_of(text, '\n');
}

/// Reserves room for `size` more bytes after the block's text.
void reserve(Block& block, std::size_t size) {
  const std::size_t needed = block.begin + block.size + size;
  if (block.capacity >= needed) return;
  auto larger = std::make_unique_for_overwrite<char[]>(needed);
  if (block.size > 0) std::memcpy(larger.get() + block.begin, block.text().data(), block.size);
  block.buffer = std::move(larger);
  block.capacity = needed;
}

void append(Block& block, std::string_view text) {
  text.copy(block.buffer.get() + block.begin + block.size, text.size());
  block.size += text.size();
}

/// Empties the block and reserves `size` bytes, of which the first `before` end at a page boundary,
/// so that the file is read to the start of a page. Some processors copy at a fifth of the speed to
/// just after it, where the allocator places large buffers.
void clear(Block& block, std::size_t before, std::size_t size) {
  constexpr std::size_t kPage = 4096;
  block.begin = block.size = 0;
  reserve(block, kPage + size);
  block.begin = -(reinterpret_cast<std::uintptr_t>(block.buffer.get()) + before) % kPage;
}

void drop_front(Block& block, std::size_t size) {
  block.begin += size;
  block.size -= size;
}

}  // namespace

CsvFile::CsvFile(const std::string& path, const CsvOptions& options)
    : name_(input_name(path)),
      block_size_(std::clamp<std::size_t>(options.block_size, 1, kLongestRecord)),
      progress_(options.progress) {
  if (options.delimiter && !can_delimit(*options.delimiter)) {
    throw UsageError(
        fmt::format("'{}' cannot be a delimiter", printable({&*options.delimiter, 1})));
  }
  source_ = open_text(path, options);
  read_header(options.delimiter);
}

CsvFile::~CsvFile() = default;

const std::string& CsvFile::encoding() const {
  return source_->encoding();
}

std::string CsvFile::fingerprint() const {
  return source_->fingerprint();
}

void CsvFile::count_rows(std::uint64_t rows) {
  if (progress_ != nullptr) progress_->rows += rows;
}

void CsvFile::read_header(std::optional<char> delimiter) {
  Block block;
  do {
    fill(block, block_size_);
  } while (block.size < kShortestLook && !source_ended_);
  if (block.text().starts_with(kByteOrderMark)) drop_front(block, kByteOrderMark.size());

  while (true) {
    const std::size_t blank = leading_blank_lines(block.text());
    next_line_ += count_lines(block.text().substr(0, blank));
    drop_front(block, blank);

    const std::string_view text = block.text();
    const bool all = source_ended_ || text.size() > kLongestRecord;
    const auto found = delimiter ? delimiter : find_delimiter(text.substr(0, kLongestRecord), all);
    if (found) {
      delimiter_ = *found;
      const RecordEnd record = find_record_end(text.data(), text.data() + text.size(), delimiter_);
      if (record.next != nullptr || all) return parse_header(block, record);
    }
    fill(block, std::max(block_size_, block.size));
  }
}

/// Reads the names from the first record of `block`; keeps the text after it for next().
void CsvFile::parse_header(const Block& block, const RecordEnd& record) {
  const std::string_view text = block.text();
  const auto end =
      record.next == nullptr ? text.size() : static_cast<std::size_t>(record.next - text.data());
  if (end > kLongestRecord) {
    throw DataError(ErrorKind::damaged_file, {name_, next_line_},
                    fmt::format("the header has no end within {} MiB (is this a CSV file?)",
                                kLongestRecord >> 20));
  }
  // Leading blank lines are removed: only a last one without newline can be here.
  if (record.next == nullptr && trimmed(text).empty()) {
    throw DataError(
        ErrorKind::no_data, {name_},
        "is empty (expected a header such as InvoiceNo,Quantity,InvoiceDate,UnitPrice,CustomerID)");
  }
  if (record.open_quote != nullptr) throw_open_quote(block, record.open_quote);
  if (text.substr(0, end).find('\0') != std::string_view::npos) {
    throw DataError(ErrorKind::damaged_file, {name_, next_line_},
                    fmt::format("NUL bytes in the header (is this a text file? hint for UTF-16 "
                                "without a byte order mark: {} UTF-16LE)",
                                Setting::encoding));
  }
  header_ = column_names(text.substr(0, end), delimiter_);
  rest_ = text.substr(end);
  next_line_ += count_lines(text.substr(0, end));
}

/// Appends the incomplete record of the last block, then up to `wanted` new bytes.
void CsvFile::fill(Block& block, std::size_t wanted) {
  const std::size_t needed = rest_.size() + wanted + 1;  // one for a missing final newline
  if (block.size == 0) {
    clear(block, rest_.size(), needed);
  } else {
    reserve(block, needed);
  }
  append(block, rest_);
  rest_.clear();
  if (source_ended_) return;
  const std::size_t got = source_->read(block.buffer.get() + block.begin + block.size, wanted);
  const std::size_t before = block.size;
  block.size += got;
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

/// The length of the complete records at the beginning of the block.
std::size_t CsvFile::whole_records(const Block& block) const {
  const char* const begin = block.text().data();
  const char* const end = begin + block.size;
  const char* record = begin;  // always the beginning of a record
  while (true) {
    const auto left = static_cast<std::size_t>(end - record);
    const auto* quote = static_cast<const char*>(std::memchr(record, '"', left));
    const char* plain_end = quote == nullptr ? end : quote;
    const auto* newline = static_cast<const char*>(
        memrchr(record, '\n', static_cast<std::size_t>(plain_end - record)));
    if (newline != nullptr) record = newline + 1;
    if (quote == nullptr) break;
    const RecordEnd with_quote = find_record_end(record, end, delimiter_);
    if (with_quote.next == nullptr) break;
    record = with_quote.next;
  }
  return static_cast<std::size_t>(record - begin);
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
  std::size_t whole = 0;
  while (whole == 0) {
    fill(block, std::max(block_size_, block.size));
    if (block.size == 0) return false;
    whole = whole_records(block);
    if (source_ended_ && whole < block.size) whole = end_last_record(block, whole);
    if (block.size > kLongestRecord) whole = before_overlong_record(block, whole);
  }
  rest_ = block.text().substr(whole);
  block.size = whole;
  block.first_line = next_line_;
  block.sequence = sequence_++;
  next_line_ += count_lines(block.text());
  return true;
}

/// Appends the missing newline to the last record of the file. `whole` bytes of complete records
/// precede it. Returns the length of all complete records.
std::size_t CsvFile::end_last_record(Block& block, std::size_t whole) const {
  const char* begin = block.text().data();
  const RecordEnd last = find_record_end(begin + whole, begin + block.size, delimiter_);
  if (last.open_quote != nullptr) {
    // The records before it come first, so that their errors are reported first.
    if (whole > 0) return whole;
    throw_open_quote(block, last.open_quote);
  }
  append(block, "\n");
  return block.size;
}

/// The length of the records before the first one that is too long, among the first `whole` bytes.
/// Throws if the block begins with it.
std::size_t CsvFile::before_overlong_record(const Block& block, std::size_t whole) const {
  const char* const begin = block.text().data();
  const char* const end = begin + block.size;
  const char* record = begin;
  while (record != begin + whole || whole == 0) {
    const char* next = find_record_end(record, end, delimiter_).next;
    const char* record_end = next == nullptr ? end : next - 1;
    if (static_cast<std::size_t>(record_end - record) > kLongestRecord) {
      if (record != begin) return static_cast<std::size_t>(record - begin);
      throw DataError(ErrorKind::damaged_file, {name_, next_line_},
                      fmt::format("a record begins here that has no end within {} MiB (a quote "
                                  "that is never closed?)",
                                  kLongestRecord >> 20));
    }
    if (next == nullptr) break;
    record = next;
  }
  return whole;
}

/// Throws for the quote at `open` in `block`, which begins at line `next_line_`.
void CsvFile::throw_open_quote(const Block& block, const char* open) const {
  const char* begin = block.text().data();
  const auto line = next_line_ + count_lines({begin, static_cast<std::size_t>(open - begin)});
  throw DataError(ErrorKind::damaged_file, {name_, line},
                  "a quote opens here and is never closed (double it if it is part of the text)");
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
