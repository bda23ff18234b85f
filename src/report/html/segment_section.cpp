#include <fmt/core.h>

#include <string>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/figures/best_customers.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"

namespace rfmseg::html {
namespace {

constexpr std::size_t kTopCustomers = 5;

/// The segments of each group, of the largest groups only.
Document group_tables(const Analysis& analysis) {
  constexpr std::size_t kMostGroups = 20;
  Document document;
  describe_groups(analysis, document);
  constexpr std::size_t kBeforeTables = 2;
  if (document.size() > kBeforeTables + kMostGroups) document.resize(kBeforeTables + kMostGroups);
  return document;
}

PlainTable top_customers(const Analysis& analysis) {
  Table table{{{"Segment", Align::left},
               {"Customer", Align::left},
               {"Recency"},
               {"Frequency"},
               {"Revenue"}},
              {}};
  const CustomerTable& customers = analysis.table;
  const std::vector<std::vector<std::size_t>> top = figures::top_customers(analysis, kTopCustomers);
  for (std::size_t s = 0; s < top.size(); ++s) {
    for (const std::size_t i : top[s]) {
      table.rows.push_back({{analysis.segment_rule(s).name, std::string(customers.ids[i]),
                             count_text(customers.recency[i]), count_text(customers.frequency[i]),
                             exact_money_text(customers.revenue(i))}});
    }
  }
  return {"Top customers of each segment",
          fmt::format("The {} customers of each segment who bring most.", kTopCustomers),
          std::move(table)};
}

}  // namespace

Section segment_section(const Analysis& analysis) {
  Section section{"Segments in detail", {}, {top_customers(analysis)}};
  add_tables(section, group_tables(analysis));
  return section;
}

}  // namespace rfmseg::html
