#include "rfmseg/csv/row_reader.hpp"

// Of the library only its parser of lines is used. Its LineReader would copy every block once more,
// into 48 MiB of its own, and look for line ends byte by byte: a third of a run's instructions.
#define CSV_IO_NO_THREAD
#include <fmt/core.h>
#include <libfccp/csv.h>

#include <algorithm>
#include <cstring>
#include <limits>
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

constexpr std::size_t kNoRecord = std::numeric_limits<std::size_t>::max();

}  // namespace

struct RowReader::Parser {
  NormalisedText normalised;
  char* at = nullptr;             ///< where the next record begins
  std::size_t next_record = 0;    ///< its number
  std::vector<int> column_order;  ///< by position in the file: the place in `fields_`, or -1
};

RowReader::RowReader(const CsvFile& file, const std::vector<int>& wanted)
    : columns_(file.header().size()),
      delimiter_(file.delimiter()),
      parser_(std::make_unique<Parser>()) {
  if (wanted.size() > kMaxColumns) throw std::length_error("RowReader: too many wanted columns");
  for (std::size_t position = 0; position < columns_; ++position) {
    const auto found = std::find(wanted.begin(), wanted.end(), static_cast<int>(position));
    parser_->column_order.push_back(
        found == wanted.end() ? -1 : static_cast<int>(found - wanted.begin()));
  }
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto first = std::find(wanted.begin(), wanted.end(), wanted[i]);
    source_[i] = static_cast<std::size_t>(first - wanted.begin());
  }
}

RowReader::~RowReader() = default;

void RowReader::start(const Block& block) {
  normalise(block.text(), delimiter_, columns_, parser_->normalised);
  parser_->at = parser_->normalised.text.data();
  parser_->next_record = 0;
  raw_ = block.text();
  first_line_ = block.first_line;
  fields_.fill(nullptr);
  record_ = 0;
  parsed_ = false;
  refused_passed_ = 0;
  shifts_passed_ = 0;
  extra_lines_ = 0;
  raw_record_ = 0;
  raw_at_ = raw_.data();
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

/// Parses the next record that is not blank.
void RowReader::parse_ahead() {
  Parser& parser = *parser_;
  const char* const end = parser.normalised.text.data() + parser.normalised.text.size();
  parsed_ = true;
  parsed_record_ = kNoRecord;
  while (parser.at != end && parsed_record_ == kNoRecord) {
    char* const line = parser.at;
    char* line_end =
        static_cast<char*>(std::memchr(line, '\n', static_cast<std::size_t>(end - line)));
    parser.at = line_end + 1;
    const std::size_t record = parser.next_record++;
    if (line_end != line && line_end[-1] == '\r') --line_end;
    *line_end = '\0';
    if (io::empty_line_comment::is_comment(line)) continue;
    // Throws for too few or many columns, but such records were refused.
    io::detail::parse_line<io::trim_chars<>, PlainFields>(line, fields_.data(),
                                                          parser.column_order);
    row_ = {line, static_cast<std::size_t>(line_end - line)};
    parsed_record_ = record;
  }
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

const std::vector<std::string>& RowReader::all_fields() {
  std::string_view rest = row_;
  std::size_t count = 0;
  while (true) {
    const std::size_t separator = rest.find('\0');
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
