#include "csv/row_reader.hpp"

// Only the line parser of the library is used. Its LineReader would copy every block into a buffer
// of 48 MiB and search for line ends byte by byte: a third of a run's instructions.
#define CSV_IO_NO_THREAD
#include <fmt/core.h>
#include <libfccp/csv.h>

#include <numeric>
#include <utility>

#include "csv/csv_file.hpp"
#include "csv/normaliser.hpp"

namespace rfmseg {
namespace {

/// A quoting policy for the library: the ends of the fields are already known. The library requires
/// a type, so the next end is a thread-local variable.
struct KnownEnds {
  static thread_local char* const* next;
  static const char* find_next_column_end(const char*) { return *next++; }
  static void unescape(char*&, char*&) {}
};
thread_local char* const* KnownEnds::next = nullptr;

/// A trimming policy for the library: keeps blanks.
struct KeepBlanks {
  static void trim(char*&, char*&) {}
};

/// Whether the line is empty or has only blanks and tabs; such lines are skipped.
bool is_blank(std::string_view line) {
  return line.find_first_not_of(" \t") == std::string_view::npos;
}

}  // namespace

RowReader::RowReader(const CsvFile& file, std::vector<int> wanted)
    : wanted_(std::move(wanted)),
      columns_(file.header().size()),
      delimiter_(file.delimiter()),
      ends_(columns_),
      begins_(columns_ + 1),
      in_order_(columns_) {
  std::iota(in_order_.begin(), in_order_.end(), 0);
}

void RowReader::start(const Block& block) {
  at_ = block.text().data();
  end_ = at_ + block.text().size();
  next_line_ = block.first_line;
  // A record can be as long as the block. Memory that is not written is not used.
  const std::size_t needed = block.size + kNormaliserSlack;
  if (capacity_ < needed) {
    record_ = std::make_unique_for_overwrite<char[]>(needed);
    capacity_ = needed;
  }
}

bool RowReader::next() {
  NormalisedRecord record;
  do {
    if (at_ == end_) return false;
    record = normalise(at_, end_, delimiter_, record_.get(), ends_);
    raw_ = {at_, static_cast<std::size_t>(record.next - at_) - 1};
    line_ = next_line_;
    at_ = record.next;
    next_line_ += record.lines;
  } while (record.fields == 1 && !record.quoted && is_blank({record_.get(), record.size}));
  if (raw_.ends_with('\r')) raw_.remove_suffix(1);

  fields_ = record.fields;
  is_text_ = record.is_text;
  if (good()) {
    record_[record.size] = '\0';
    KnownEnds::next = ends_.data();
    io::detail::parse_line<KeepBlanks, KnownEnds>(record_.get(), begins_.data(), in_order_);
    begins_.back() = record_.get() + record.size + 1;
  }
  return true;
}

std::string RowReader::problem() const {
  if (!is_text_) return "bytes that are no text (NUL, control or not of the encoding)";
  return fmt::format("too {} columns ({} instead of {})", fields_ < columns_ ? "few" : "many",
                     fields_, columns_);
}

}  // namespace rfmseg
