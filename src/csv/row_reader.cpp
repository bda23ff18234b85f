#include "rfmseg/csv/row_reader.hpp"

// The parser's own read-ahead thread would start once per block; ours do the reading.
#define CSV_IO_NO_THREAD
#ifdef __GNUC__
// The library cuts file names with strncpy on purpose, which GCC suspects once it is inlined.
#pragma GCC diagnostic push
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wstringop-truncation"
#endif
#endif
#include <libfccp/csv.h>
#ifdef __GNUC__
#pragma GCC diagnostic pop
#endif

#include <fmt/core.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <optional>
#include <stdexcept>

#include "csv/normaliser.hpp"
#include "csv/quoting.hpp"

namespace rfmseg {
namespace {

/// The library's policy for fields without quotes, with the C library's vectorised search.
struct PlainFields {
  static const char* find_next_column_end(const char* begin) {
    return ::strchrnul(begin, kFieldSeparator);
  }
  static void unescape(char*&, char*&) {}
};

using LibraryReader = io::CSVReader<RowReader::kMaxColumns, io::trim_chars<>, PlainFields,
                                    io::throw_on_overflow, io::empty_line_comment>;

constexpr std::size_t kNoRecord = std::numeric_limits<std::size_t>::max();

}  // namespace

struct RowReader::Parser {
  NormalisedText normalised;
  std::optional<LibraryReader> rows;
};

RowReader::RowReader(const CsvFile& file, const std::vector<int>& wanted)
    : columns_(file.header().size()),
      delimiter_(file.delimiter()),
      parser_(std::make_unique<Parser>()) {
  if (wanted.size() > kMaxColumns) throw std::length_error("RowReader: too many wanted columns");
  // Wanted columns are called `0`, `1`, ... in the header that the parser is shown; others `-`.
  for (std::size_t position = 0; position < columns_; ++position) {
    if (position > 0) header_ += kFieldSeparator;
    const auto found = std::find(wanted.begin(), wanted.end(), static_cast<int>(position));
    header_ += found == wanted.end() ? "-" : std::to_string(found - wanted.begin());
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto first = std::find(wanted.begin(), wanted.end(), wanted[i]);
    source_[i] = static_cast<std::size_t>(first - wanted.begin());
  }
}

RowReader::~RowReader() = default;

void RowReader::start(const Block& block) {
  NormalisedText& normalised = parser_->normalised;
  normalise(block.text(), delimiter_, header_, columns_, normalised);
  const char* begin = normalised.text.data();
  const char* end = begin + normalised.text.size();
  parser_->rows.emplace("", begin, end);
  parser_->rows->read_header(io::ignore_extra_column | io::ignore_missing_column, "0", "1", "2",
                             "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15");
  raw_ = block.text();
  first_line_ = block.first_line;
  fields_.fill(nullptr);
  record_ = 0;
  parsed_ = false;
  refused_passed_ = 0;
  shifts_passed_ = 0;
  extra_lines_ = 0;
  raw_record_ = text_record_ = 0;
  raw_at_ = raw_.data();
  text_at_ = begin + header_.size() + 1;
}

bool RowReader::next() {
  const NormalisedText& normalised = parser_->normalised;
  if (!parsed_) parse_ahead();
  good_ = refused_passed_ == normalised.refused.size() ||
          parsed_record_ < normalised.refused[refused_passed_].record;
  if (good_) {
    if (parsed_record_ == kNoRecord) return false;
    record_ = parsed_record_;
    parsed_ = false;
  } else {
    record_ = normalised.refused[refused_passed_].record;
    refused_fields_ = normalised.refused[refused_passed_].fields;
    ++refused_passed_;
  }
  const auto& shifts = normalised.shifts;
  while (shifts_passed_ < shifts.size() && shifts[shifts_passed_].record < record_) {
    extra_lines_ += shifts[shifts_passed_++].extra;
  }
  const bool newlines = shifts_passed_ < shifts.size() && shifts[shifts_passed_].record == record_;
  if (newlines && good_) restore_newlines();
  return true;
}

/// Moves the parser to the next row it can take.
void RowReader::parse_ahead() {
  auto& f = fields_;
  auto& rows = *parser_->rows;
  const bool any = rows.read_row(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7], f[8], f[9], f[10],
                                 f[11], f[12], f[13], f[14], f[15]);
  parsed_record_ = any ? rows.get_file_line() - 2 : kNoRecord;  // line 1 is the header
  parsed_ = true;
}

void RowReader::restore_newlines() {
  for (char* field : fields_) {
    if (field != nullptr) std::replace(field, field + std::strlen(field), kNewlineInField, '\n');
  }
}

std::string RowReader::problem() const {
  if (refused_fields_ == 0) return "bytes that are no text (NUL, control or not of the encoding)";
  return fmt::format("too {} columns ({} instead of {})",
                     refused_fields_ < columns_ ? "few" : "many", refused_fields_, columns_);
}

std::string_view RowReader::raw_record() {
  const char* const end = raw_.data() + raw_.size();
  const auto past = [&](const char* record) {
    const char* next = find_record_end(record, end, delimiter_).next;
    return next == nullptr ? end : next;  // a block's last record has its end, too
  };
  for (; raw_record_ < record_; ++raw_record_) raw_at_ = past(raw_at_);
  const char* const next = past(raw_at_);
  std::string_view record(raw_at_, static_cast<std::size_t>(next - 1 - raw_at_));
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

std::string_view RowReader::record_text() {
  const std::string& text = parser_->normalised.text;
  const char* const end = text.data() + text.size();
  const auto line_end = [&](const char* at) {
    return static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
  };
  for (; text_record_ < record_; ++text_record_) text_at_ = line_end(text_at_) + 1;
  std::string_view record(text_at_, static_cast<std::size_t>(line_end(text_at_) - text_at_));
  if (record.ends_with('\r')) record.remove_suffix(1);
  return record;
}

const std::vector<std::string>& RowReader::all_fields() {
  std::string_view rest = record_text();
  std::size_t count = 0;
  while (true) {
    const std::size_t separator = rest.find(kFieldSeparator);
    if (count == all_fields_.size()) all_fields_.emplace_back();
    all_fields_[count].assign(rest.substr(0, separator));
    std::replace(all_fields_[count].begin(), all_fields_[count].end(), kNewlineInField, '\n');
    ++count;
    if (separator == std::string_view::npos) break;
    rest.remove_prefix(separator + 1);
  }
  all_fields_.resize(count);
  return all_fields_;
}

}  // namespace rfmseg
