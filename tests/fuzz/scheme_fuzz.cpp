#include <string>

#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg::fuzz {
namespace {

/// Customers with ties, extremes, and more of them than most schemes have bins.
CustomerTable forty_customers() {
  CustomerTable table;
  for (std::int64_t i = 0; i < 40; ++i) {
    Customer customer;
    customer.id = std::to_string(100 + i);
    customer.recency = i * i % 97;
    customer.frequency = 1 + i % 5;
    customer.monetary = Amount::from_integer(i * 37 % 101 + 1) + Amount::from_units(i);
    table.add(customer);
  }
  table.monetary.set(table.size() - 1, Amount::from_integer(kLargestLineAmount));
  return table;
}

void check(const CustomerTable& table, const Segmentation& result) {
  const auto& rules = result.scheme.segments;
  require(result.segment.size() == table.size(), "every customer has a segment");
  for (std::size_t i = 0; i < table.size(); ++i) {
    for (const MetricScores* metric :
         {&result.scores.recency, &result.scores.frequency, &result.scores.monetary}) {
      require(metric->score[i] >= 1 && metric->score[i] <= metric->scoring.bins,
              "scores are 1 to bins");
    }
    std::size_t first = 0;
    while (first < rules.size() && !rules[first].contains(result.scores.cell(i))) ++first;
    require(result.segment[i] == first, "the first rule that fits names the customer");
    require(!result.rule(first).name.empty(), "every customer's segment has a name");
  }
}

/// Layouts are read by the same code: what one is, is written back as it was.
void check_layout_text(std::string_view input) {
  try {
    const Layout layout = parse_layout(input, "layout.toml");
    require(!layout.title.empty(), "a layout has a title");
    if (!layout.amount.empty()) {
      const std::string text = to_string(layout.amount);
      require(to_string(parse_amount_terms(text)) == text, "terms are read as they are written");
    }
    (void)layout.recognises({"Order", "", "Total"});
  } catch (const UsageError& error) {
    require(std::string_view(error.what()).starts_with("layout.toml"), "errors name the file");
  }
}

}  // namespace

void scheme(std::string_view input) {
  check_layout_text(input);
  static const CustomerTable table = forty_customers();
  try {
    const Scheme scheme = parse_scheme(input, "scheme.toml");
    require(!scheme.tiers.empty() && scheme.tiers.back().max_points == kMostTierPoints,
            "every customer has a tier");
    const Segmentation result = segment_customers(table, scheme);
    check(table, result);
    std::int64_t customers = 0;
    for (const SegmentSummary& summary : summarise_segments(table, result)) {
      customers += summary.customers;
    }
    require(customers == static_cast<std::int64_t>(table.size()), "segments add up to customers");
  } catch (const UsageError& error) {
    require(std::string_view(error.what()).starts_with("scheme.toml:"), "errors name the file");
  }
}

}  // namespace rfmseg::fuzz
