#include "load/sample.hpp"

#include <algorithm>

#include "text.hpp"

namespace rfmseg {

Sample take_sample(CsvFile& file) {
  constexpr std::size_t kLongestCell = 256;
  Sample sample;
  sample.columns.resize(file.header().size());
  look_ahead(file, {}, [&](const RowReader& row) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < sample.columns.size(); ++i) {
      cells.emplace_back(trimmed(row.column(i)).substr(0, kLongestCell));
    }
    if (std::ranges::all_of(cells, [](const std::string& cell) { return cell.empty(); }))
      return true;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      sample.columns[i].push_back(std::move(cells[i]));
    }
    return sample.rows() < Sample::kMostRows;
  });
  return sample;
}

}  // namespace rfmseg
