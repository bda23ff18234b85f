#pragma once

#include <atomic>
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

namespace rfmseg {

class Fingerprint;
class TextSource;
struct RecordEnd;

/// How far reading has come: counted while it goes on, for whoever watches.
struct ReadProgress {
  std::atomic<std::uint64_t> bytes =
      0;  ///< taken from the inputs, packed ones where they are packed
  std::atomic<std::uint64_t> rows = 0;
};

struct CsvOptions {
  std::optional<char> delimiter;                    ///< found from the header when not given
  std::size_t block_size = std::size_t{256} << 10;  ///< read at a time; results do not depend on it
  std::optional<std::string> encoding = std::nullopt;  ///< a name iconv knows; found when not given
  ReadProgress* progress = nullptr;                    ///< counted in, when given
  bool fingerprint = false;                            ///< whether fingerprint() is wanted
};

/// A run of whole records of a file. Buffers are meant to be used again: CsvFile::next refills
/// them.
struct Block {
  std::uint64_t sequence = 0;    ///< 0, 1, 2, ... in the order of the file
  std::uint64_t first_line = 0;  ///< physical line on which the block begins, from 1
  std::unique_ptr<char[]> buffer;
  std::size_t capacity = 0;
  std::size_t begin = 0;  ///< where in the buffer the text begins
  std::size_t size = 0;   ///< of the text

  [[nodiscard]] std::string_view text() const { return {buffer.get() + begin, size}; }
};

/// A CSV file whose header has been read and whose records come in blocks.
class CsvFile {
 public:
  /// Opens `path` (`-`: standard input) and reads its header, after a byte order mark and blank
  /// lines. Throws DataError when the file cannot be read, is empty or no CSV; UsageError for a
  /// delimiter that is no printable ASCII character or tab, and for an unknown encoding.
  CsvFile(const std::string& path, const CsvOptions& options);
  ~CsvFile();
  CsvFile(const CsvFile&) = delete;
  CsvFile& operator=(const CsvFile&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::vector<std::string>& header() const { return header_; }
  [[nodiscard]] char delimiter() const { return delimiter_; }

  /// Moves on to the next block; false at the end. Safe to call from several threads. Throws
  /// DataError for a record without end: a quote that is never closed, a record beyond 8 MiB; all
  /// whole records before it come first. Once it has thrown it throws the same again.
  [[nodiscard]] bool next(Block& block);

  /// The sequence number of the block that next() gives next.
  [[nodiscard]] std::uint64_t next_sequence();

  /// The block `ahead` blocks after the next one, which stays in place; null past the end. Not to
  /// be called once several threads read.
  [[nodiscard]] const Block* peek(std::size_t ahead);

  /// Counts rows that were read, for progress. Safe to call from several threads.
  void count_rows(std::uint64_t rows);

  // Once the file is read to its end:

  /// The encoding it turned out to have; all text that is given is UTF-8.
  [[nodiscard]] const std::string& encoding() const;
  /// The first line that is not UTF-8, when that was found out from it.
  [[nodiscard]] std::optional<std::uint64_t> first_line_not_utf8() const {
    return first_line_not_utf8_;
  }

  /// The XXH3 hash of its text, unpacked and as UTF-8, in hexadecimal: for a plain file in UTF-8
  /// what `xxhsum -H2` says of it. Empty unless asked for.
  [[nodiscard]] std::string fingerprint() const;

 private:
  void read_header(std::optional<char> delimiter);
  void parse_header(const Block& block, const RecordEnd& record);
  bool read_block(Block& block);
  bool cut_block(Block& block);
  void fill(Block& block, std::size_t wanted);
  [[nodiscard]] std::size_t whole_records(const Block& block) const;
  [[nodiscard]] std::size_t end_last_record(Block& block, std::size_t whole) const;
  [[nodiscard]] std::size_t before_overlong_record(const Block& block, std::size_t whole) const;
  [[noreturn]] void throw_open_quote(const Block& block, const char* open) const;

  std::string name_;
  std::size_t block_size_;
  ReadProgress* progress_;
  std::unique_ptr<TextSource> source_;
  std::unique_ptr<Fingerprint> fingerprint_;
  std::uint64_t bytes_read_ = 0;      ///< of text
  std::uint64_t bytes_consumed_ = 0;  ///< see ByteSource
  std::optional<std::uint64_t> first_line_not_utf8_;
  std::vector<std::string> header_;
  char delimiter_ = ',';
  bool source_ended_ = false;

  std::mutex mutex_;
  std::string rest_;  ///< the begun record after the last block
  std::deque<Block> peeked_;
  std::exception_ptr failure_;  ///< what ended the reading; there is no going on after it
  std::uint64_t next_line_ = 1;
  std::uint64_t sequence_ = 0;
};

}  // namespace rfmseg
