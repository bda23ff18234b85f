#include "report/analysis_sections.hpp"

namespace rfmseg {

void add_five_numbers(Table::Row& row, const FiveNumbers& numbers, NumberText text) {
  for (const Quantile& number : {numbers.minimum, numbers.lower_quartile, numbers.median,
                                 numbers.upper_quartile, numbers.maximum}) {
    row.cells.push_back(text(number));
  }
}

std::string group_title(const ScoredGroup& group) {
  constexpr std::size_t kLongest = 40;
  if (group.name.empty()) return "(none)";
  if (group.name.size() <= kLongest) return group.name;
  std::size_t end = kLongest;
  const auto continues = [&](std::size_t i) {
    return (static_cast<unsigned char>(group.name[i]) & 0xC0U) == 0x80U;
  };
  while (end > 0 && continues(end)) --end;
  return group.name.substr(0, end) + "...";
}

Document describe(const Analysis& analysis) {
  Document document;
  describe_input(analysis, document);
  describe_metrics(analysis, document);
  describe_segments(analysis, document);
  describe_clusters(analysis, document);
  return document;
}

}  // namespace rfmseg
