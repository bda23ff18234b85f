#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "csv/field_index.hpp"

namespace rfmseg {

/// A sequence of complete records of a file. CsvFile::next() reuses its memory.
struct Block {
  std::uint64_t sequence = 0;    ///< 0, 1, 2, ... in the order of the file
  std::uint64_t first_line = 0;  ///< physical line on which the block begins, from 1
  std::unique_ptr<char[]> buffer;
  std::size_t capacity = 0;
  std::size_t begin = 0;  ///< offset of the text in the buffer
  std::size_t size = 0;   ///< length of the text
  FieldIndex index;       ///< of the text

  [[nodiscard]] std::string_view text() const { return {buffer.get() + begin, size}; }
};

/// Reserves room for `size` more bytes after the block's text.
void reserve(Block& block, std::size_t size);

/// Appends to the block's text, for which there is room.
void append(Block& block, std::string_view text);

/// Empties the block and reserves `size` bytes, of which the first `before` end at a page boundary,
/// so that the file is read to the start of a page. Some processors copy at a fifth of the speed to
/// just after it, where the allocator places large buffers.
void clear(Block& block, std::size_t before, std::size_t size);

/// Removes the first bytes of the block's text.
void drop_front(Block& block, std::size_t size);

// Where an indexed block is cut:

/// The length of the first record; 0 if it is not complete.
[[nodiscard]] std::size_t first_record_end(const Block& block);

/// The length of the records before the first one, complete or not, that is longer than `longest`;
/// that of the text if there is none.
[[nodiscard]] std::size_t end_before_longer(const Block& block, std::size_t longest);

/// The last complete records that have the same group.
struct LastGroup {
  std::size_t begin = 0;   ///< offset of the first one
  std::string_view group;  ///< the first of `columns` that is not blank; blank: a single record
};
/// Finds the last group; the block must have a complete record.
[[nodiscard]] LastGroup last_group(const Block& block, std::span<const int> columns);

/// The length of the first `rows` records and the blank lines among them, which are not rows.
/// Subtracts from `rows` those that the block has.
[[nodiscard]] std::size_t end_of_rows(const Block& block, std::uint64_t& rows);

}  // namespace rfmseg
