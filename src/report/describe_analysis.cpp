#include "report/analysis_sections.hpp"

namespace rfmseg {

void add_five_numbers(Table::Row& row, const FiveNumbers& numbers, NumberText text) {
  for (const Quantile& number : {numbers.minimum, numbers.lower_quartile, numbers.median,
                                 numbers.upper_quartile, numbers.maximum}) {
    row.cells.push_back(text(number));
  }
}

std::string group_title(const ScoredGroup& group) {
  return group.name.empty() ? "(none)" : group.name;
}

Document describe(const Analysis& analysis) {
  Document document;
  describe_input(analysis, document);
  describe_metrics(analysis, document);
  describe_groups(analysis, document);
  return document;
}

}  // namespace rfmseg
