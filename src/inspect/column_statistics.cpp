#include "inspect/column_statistics.hpp"

#include <xxhash.h>

#include <algorithm>

#include "inspect/column_type.hpp"
#include "load/blank_cell.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kValues = 200;  // that are stored, to find the type
constexpr std::size_t kSamples = 3;
constexpr std::size_t kLongestValue = 64;

/// The first bytes of `text`, without a part of a character at the end.
std::string beginning(std::string_view text) {
  if (text.size() <= kLongestValue) return std::string(text);
  std::size_t end = kLongestValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

}  // namespace

void ColumnStatistics::clear() {
  columns_.clear();
  columns_.resize(std::min(header_.size(), kMostColumns));
  rows_ = 0;
  hashes_ = 0;
}

void ColumnStatistics::add(const RowReader& row) {
  if (!row.good()) {
    ++rows_;
    return;
  }
  bool blank = true;
  for (std::size_t i = 0; blank && i < header_.size(); ++i) blank = trimmed(row.column(i)).empty();
  if (blank) return;
  ++rows_;
  for (std::size_t i = 0; i < columns_.size(); ++i) add(columns_[i], trimmed(row.column(i)));
}

void ColumnStatistics::add(Column& column, std::string_view cell) {
  if (is_blank_cell(cell)) {
    ++column.blank;
    return;
  }
  const std::uint64_t hash = XXH3_64bits(cell.data(), cell.size());
  if (hash == column.last_hash) return;
  column.last_hash = hash;
  if (column.or_more) return;
  if (column.hashes.size() == kMostDistinct || hashes_ == kMostDistinctInAll) {
    column.or_more = !column.hashes.contains(hash);
    return;
  }
  if (!column.hashes.insert(hash).second) return;
  ++hashes_;
  if (column.values.size() < kValues) column.values.push_back(beginning(cell));
}

std::vector<InspectedColumn> ColumnStatistics::columns() const {
  std::vector<InspectedColumn> inspected;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    ColumnType type = find_column_type(column.values);
    const auto samples = static_cast<std::ptrdiff_t>(std::min(column.values.size(), kSamples));
    inspected.push_back({.name = header_[i],
                         .meaning = {},
                         .type = std::string(type.name),
                         .currency = std::move(type.currency),
                         .blank = column.blank,
                         .distinct = {column.hashes.size(), column.or_more},
                         .samples = {column.values.begin(), column.values.begin() + samples}});
  }
  return inspected;
}

}  // namespace rfmseg
