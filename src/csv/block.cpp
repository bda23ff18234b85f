#include "csv/block.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <utility>

#include "text.hpp"

namespace rfmseg {

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

std::size_t first_record_end(const Block& block) {
  for (const std::size_t end : block.index.ends()) {
    if (block.text()[end] == '\n') return end + 1;
  }
  return 0;
}

std::size_t end_before_longer(const Block& block, std::size_t longest) {
  const std::string_view text = block.text();
  std::size_t record = 0;
  for (const std::size_t end : block.index.ends()) {
    if (text[end] != '\n') continue;
    if (end - record > longest) return record;
    record = end + 1;
  }
  return text.size() - record > longest ? record : text.size();
}

LastGroup last_group(const Block& block, std::span<const int> columns) {
  const std::string_view text = block.text();
  const auto ends = block.index.ends();
  // The fields of the record whose newline is `ends[last]` begin after `ends[first - 1]`.
  const auto first_field = [&](std::size_t last) {
    std::size_t first = last;
    while (first > 0 && text[ends[first - 1]] != '\n') --first;
    return first;
  };
  const auto group_of = [&](std::size_t first, std::size_t last) {
    for (const int column : columns) {
      const std::size_t field = first + static_cast<std::size_t>(column);
      if (field > last) continue;
      const std::size_t begin = field == 0 ? 0 : std::size_t{ends[field - 1]} + 1;
      std::string_view cell = trimmed(text.substr(begin, ends[field] - begin));
      if (cell.size() > 1 && cell.front() == '"' && cell.back() == '"') {
        cell = trimmed(cell.substr(1, cell.size() - 2));
      }
      if (!cell.empty()) return cell;
    }
    return std::string_view{};
  };
  std::size_t last = ends.size() - 1;
  std::size_t first = first_field(last);
  const std::string_view group = group_of(first, last);
  while (first > 0 && !group.empty()) {
    const std::size_t before = first_field(first - 1);
    if (group_of(before, first - 1) != group) break;
    first = before;
  }
  return {first == 0 ? 0 : std::size_t{ends[first - 1]} + 1, group};
}

std::size_t end_of_rows(const Block& block, std::uint64_t& rows) {
  const std::string_view text = block.text();
  std::size_t record = 0;
  for (const std::size_t end : block.index.ends()) {
    if (text[end] != '\n') continue;
    if (!trimmed(text.substr(record, end - record)).empty()) {
      if (rows == 0) return record;
      --rows;
    }
    record = end + 1;
  }
  return block.index.whole();
}

}  // namespace rfmseg
