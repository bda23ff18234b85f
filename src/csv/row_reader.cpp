#include "csv/row_reader.hpp"

// Only the line parser of the library is used. Its LineReader would copy every block into a buffer
// of 48 MiB and search for line ends byte by byte: a third of a run's instructions.
#define CSV_IO_NO_THREAD
#include <fmt/core.h>
#include <libfccp/csv.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "csv/csv_file.hpp"
#include "csv/quoting.hpp"

namespace rfmseg {
namespace {

/// A quoting policy for the library: the ends of the fields are already known, and only the text in
/// a field is left to do. The library requires a type, so its state is a thread-local variable.
struct KnownEnds {
  static thread_local char** next;
  static const char* find_next_column_end(const char*) { return *next++; }
  static void unescape(char*& begin, char*& end) {
    if (begin == end || *begin != '"') return;
    remove_quotes(begin, end);
    next[-1] = end;
  }
};
thread_local char** KnownEnds::next = nullptr;

/// A trimming policy for the library: keeps blanks.
struct KeepBlanks {
  static void trim(char*&, char*&) {}
};

/// Whether the line is empty or has only blanks and tabs; such lines are skipped.
bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

RowReader::RowReader(const CsvFile& file, std::vector<int> wanted, OtherColumns others)
    : wanted_(std::move(wanted)),
      columns_(file.header().size()),
      is_read_(columns_, others == OtherColumns::read ? 1 : 0),
      own_before_(columns_),
      own_ends_(columns_),
      copy_begins_(columns_),
      copy_ends_(columns_),
      in_order_(columns_) {
  std::iota(in_order_.begin(), in_order_.end(), 0);
  for (const int position : wanted_) {
    if (position >= 0) is_read_[static_cast<std::size_t>(position)] = 1;
  }
}

void RowReader::start(const Block& block) {
  block_ = block.text();
  next_line_ = block.first_line;
  next_ends_ = block.index.ends().data();
  ends_end_ = next_ends_ + block.index.ends().size();
  next_stop_ = block.index.stops();
  next_quote_ = block.index.quotes();
}

bool RowReader::next_other() {
  const Offset* quotes = nullptr;
  do {
    if (next_ends_ == ends_end_) return false;
    const Offset* newline = next_ends_;
    while (block_[*newline] != '\n') ++newline;
    start_record(*newline);
    index_ends_ = next_ends_;
    next_ends_ = newline + 1;
    fields_ = static_cast<std::size_t>(next_ends_ - index_ends_);
    is_text_ = true;
    is_cut_ = false;
    Offset stop = 0;
    do {
      stop = *next_stop_++;
      if (block_[stop] == '\n') {
        ++next_line_;
      } else if (block_[stop] == '"') {
        is_cut_ = true;
      } else {
        is_text_ = false;
      }
    } while (stop != end_);
    quotes = next_quote_;
    while (*next_quote_ < end_) ++next_quote_;
  } while (fields_ == 1 && is_blank(raw_record()));
  good_ = is_text_ && !is_cut_ && fields_ == columns_;
  if (good_) find_fields(quotes);
  return true;
}

/// What is left to do for a plain row that has quotes, or a carriage return at its end.
void RowReader::take_rest() {
  if (block_[end_ - 1] == '\r') {
    std::copy_n(index_ends_, columns_, own_ends_.begin());
    --own_ends_.back();
    ends_ = own_ends_.data();
  }
  if (*next_quote_ < end_) take_quotes();
}

/// Passes over the quotes of a plain row if they are in columns that are not read.
void RowReader::take_quotes() {
  const Offset* const quotes = next_quote_;
  std::size_t field = 0;
  bool is_read = false;
  do {
    while (index_ends_[field] < *next_quote_) ++field;
    is_read = is_read || is_read_[field] != 0;
    ++next_quote_;
  } while (*next_quote_ < end_);
  escaped_ = true;
  if (is_read) find_fields(quotes);
}

/// Finds the fields of a good row. `quotes` are its first ones in the index.
void RowReader::find_fields(const Offset* quotes) {
  std::copy_n(index_ends_ - 1, columns_, own_before_.begin());
  std::copy_n(index_ends_, columns_, own_ends_.begin());
  if (own_ends_.back() > begin_ && block_[own_ends_.back() - 1] == '\r') --own_ends_.back();
  text_ = block_.data();
  before_ = own_before_.data();
  ends_ = own_ends_.data();
  escaped_ = false;
  bool must_parse = false;
  std::size_t field = 0;
  while (*quotes < end_) {
    const Offset opening = *quotes++;
    while (own_ends_[field] < opening) ++field;
    const Offset last = own_ends_[field] - 1;
    if (*quotes > last && last > opening && block_[last] == '"') {
      own_before_[field] = opening;
      own_ends_[field] = last;
      continue;
    }
    while (*quotes <= last) ++quotes;
    escaped_ = true;
    must_parse = must_parse || is_read_[field] != 0;
  }
  if (must_parse) parse();
}

/// Parses a good row, of which the index has the ends of the fields.
void RowReader::parse() {
  // A record can be as long as the block. Memory that is not written is not used.
  if (capacity_ < block_.size()) {
    capacity_ = block_.size();
    copy_ = std::make_unique_for_overwrite<char[]>(capacity_);
  }
  const std::string_view record = raw_record();
  char* const copy = copy_.get();
  record.copy(copy, record.size());
  copy[record.size()] = '\0';
  for (std::size_t i = 0; i < columns_; ++i) copy_ends_[i] = copy + (index_ends_[i] - begin_);
  copy_ends_.back() = copy + record.size();  // without a carriage return
  KnownEnds::next = copy_ends_.data();
  io::detail::parse_line<KeepBlanks, KnownEnds>(copy, copy_begins_.data(), in_order_);
  for (std::size_t i = 0; i < columns_; ++i) {
    own_before_[i] = static_cast<Offset>(copy_begins_[i] - copy - 1);
    own_ends_[i] = static_cast<Offset>(copy_ends_[i] - copy);
  }
  text_ = copy;
  before_ = own_before_.data();
  ends_ = own_ends_.data();
  escaped_ = false;
}

std::string_view RowReader::record_text(std::string& buffer) const {
  buffer.clear();
  for (std::size_t i = 0; i < columns_; ++i) {
    if (i > 0) buffer += '\0';
    buffer += column(i);
  }
  return buffer;
}

std::string RowReader::problem() const {
  if (is_cut_) {
    return "the quote that opens here is not closed before the next rows (hint: write a quote in "
           "the text twice)";
  }
  if (!is_text_) return "invalid bytes (NUL, control characters, or not in the encoding)";
  return fmt::format("too {} columns ({} instead of {})", fields_ < columns_ ? "few" : "many",
                     fields_, columns_);
}

}  // namespace rfmseg
