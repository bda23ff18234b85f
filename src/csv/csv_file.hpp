#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/block.hpp"
#include "csv/text_input.hpp"
#include "rfmseg/csv/csv_options.hpp"

namespace rfmseg {

/// A CSV file. The constructor reads its header; next() reads blocks of complete records.
class CsvFile {
 public:
  /// Opens `path` (`-`: standard input) and reads the header, after a byte order mark, blank lines
  /// and a title. Lines that end with carriage returns only, and quotes that backslashes escape,
  /// are converted if the first 64 KiB have such. Throws DataError if the file cannot be read, is
  /// empty or is not a CSV file; UsageError if the delimiter is not a printable ASCII character or
  /// tab, or if the encoding is unknown.
  CsvFile(const std::string& path, const CsvOptions& options);
  ~CsvFile();
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char delimiter() const { return delimiter_; }
  /// The line of the header, from 1; 0 if the file has none, but its rows name their columns.
  [[nodiscard]] std::uint64_t header_line() const { return header_line_; }
  /// The line of the header, if title lines precede it.
  [[nodiscard]] std::optional<std::uint64_t> line_after_title() const { return line_after_title_; }

  /// Has each block hold all consecutive rows that have the same text in the first of these columns
  /// (positions) that is not blank. To be called before next() and peek().
  void keep_together(std::vector<int> columns) { together_ = std::move(columns); }

  /// Reads the next block; returns false at the end. May be called from several threads. Throws
  /// DataError for a record without an end (a quote that is not closed, a record of more than 8
  /// MiB), after all complete records before it were returned. Later calls throw the same error.
  [[nodiscard]] bool next(Block& block);

  /// The sequence number of the block that next() will return.
  [[nodiscard]] std::uint64_t next_sequence();

  /// The block `ahead` blocks after the next one, without consuming it; null after the end. Must
  /// not be called while several threads read.
  [[nodiscard]] const Block* peek(std::size_t ahead);

  /// Counts rows for progress. May be called from several threads.
  void count_rows(std::uint64_t rows);

  /// The format, for people, if it is not CSV; see TextInput.
  [[nodiscard]] std::string format() const;

  // After the end of the file was reached:

  /// What a person should check about how the file was read.
  [[nodiscard]] std::vector<Message> warnings() const;

  /// Whether rows remained after CsvOptions::most_rows.
  [[nodiscard]] bool has_more_rows() const { return has_more_rows_; }

  /// The line from which backslashes escape quotes, as those that write `\"` mean it; 1 if the
  /// first 64 KiB show it.
  [[nodiscard]] std::optional<std::uint64_t> escapes_from_line() const {
    return escapes_from_line_;
  }

  /// The encoding of the file. All returned text is UTF-8.
  [[nodiscard]] const std::string& encoding() const;
  /// The first line that is not UTF-8, if it determined the encoding.
  [[nodiscard]] std::optional<std::uint64_t> first_line_not_utf8() const {
    return encoding() == "UTF-8" ? std::nullopt : first_line_not_utf8_;
  }

  /// The XXH3 hash of the text, uncompressed and as UTF-8, in hexadecimal: for a plain UTF-8 file
  /// the output of `xxhsum -H2`. Empty unless CsvOptions::fingerprint is set.
  [[nodiscard]] std::string fingerprint() const;

 private:
  void look_at_beginning(Block& block);
  void convert(char* text, std::size_t size);
  void read_header(std::optional<char> delimiter);
  void parse_header(const Block& block, std::size_t end);
  bool read_block(Block& block);
  bool cut_block(Block& block);
  void index(Block& block);
  void note_backslashes(std::uint64_t line);
  void note_quoted_rows(const Block& block);
  void fill(Block& block, std::size_t wanted);
  void end_last_record(Block& block);
  void cut_before_overlong_record(Block& block) const;
  void cut_after_last_row(Block& block);
  void cut_before_last_group(Block& block) const;
  [[nodiscard]] bool at_end() const;
  [[noreturn]] void throw_open_quote(const Block& block) const;

  std::string name_;
  std::size_t block_size_;
  ReadProgress* progress_;
  std::unique_ptr<TextInput> source_;
  std::uint64_t bytes_read_ = 0;      ///< of text
  std::uint64_t bytes_consumed_ = 0;  ///< see ByteSource
  std::optional<std::uint64_t> first_line_not_utf8_;
  std::vector<std::string> header_;
  char delimiter_ = ',';
  std::uint64_t header_line_ = 1;
  std::optional<std::uint64_t> line_after_title_;
  bool mac_lines_ = false;
  bool backslash_quotes_ = false;
  std::optional<std::uint64_t> escapes_from_line_;
  bool after_backslash_ = false;  ///< whether the last byte read escapes the next
  bool source_ended_ = false;

  std::mutex mutex_;
  std::string ahead_;                       ///< text that was read with the header
  std::size_t ahead_used_ = 0;              ///< of these bytes
  std::string rest_;                        ///< the incomplete record after the last block
  std::optional<std::uint64_t> rows_left_;  ///< of CsvOptions::most_rows
  std::vector<int> together_;               ///< see keep_together()
  bool has_more_rows_ = false;
  std::uint64_t quoted_rows_ = 0;                             ///< records with rows inside quotes
  std::uint64_t quoted_row_first_ = 0, quoted_row_last_ = 0;  ///< lines of the first one
  std::deque<Block> peeked_;
  std::exception_ptr failure_;  ///< thrown by every later next()
  std::uint64_t next_line_ = 1;
  std::uint64_t sequence_ = 0;
};

}  // namespace rfmseg
