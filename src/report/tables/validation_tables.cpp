#include "report/tables/validation_tables.hpp"

#include <fmt/core.h>

#include <string_view>
#include <utility>

#include "report/number_text.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

/// A group, and what it is one of.
struct Line {
  std::string kind;
  const TrialGroup* group;
};

std::string money_range(const Estimate& mean) {
  return fmt::format("{} to {}", mean_text(mean.low, 2), mean_text(mean.high, 2));
}

std::string times(double lift) {
  return fmt::format("{:.2f}x", lift);
}

void add_figures(ResultTable& table, const std::vector<Line>& lines) {
  const auto add = [&](ResultTable::Column column, auto figure) {
    table.add(std::move(column), lines, [&](const Line& line) { return figure(*line.group); });
  };
  add({"customers", "Customers", Kind::count}, [](const TrialGroup& g) { return g.customers; });
  add({"came_back", "Came back", Kind::count, kInFiles},
      [](const TrialGroup& g) { return g.returned; });
  add({"share", "Came back", Kind::share}, [](const TrialGroup& g) {
    return Share{static_cast<double>(g.returned), static_cast<double>(g.customers)};
  });
  add({"share_low", "", Kind::figure, kInFiles}, [](const TrialGroup& g) { return g.share.low; });
  add({"share_high", "", Kind::figure, kInFiles}, [](const TrialGroup& g) { return g.share.high; });
  add({"", "95% interval", Kind::count, kForPeople},
      [](const TrialGroup& g) { return share_range(g.share); });
  add({"lift", "Lift", Kind::figure, kInFiles}, [](const TrialGroup& g) { return g.lift; });
  add({"", "Lift", Kind::count, kForPeople}, [](const TrialGroup& g) { return times(g.lift); });
  add({"orders", "Orders", Kind::count}, [](const TrialGroup& g) { return g.orders; });
  add({"spend", "Spend", Kind::money}, [](const TrialGroup& g) { return g.spend; });
  add({"mean_spend", "Per customer", Kind::mean_money},
      [](const TrialGroup& g) { return g.mean_spend.value; });
  add({"mean_spend_low", "", Kind::mean_money, kInFiles},
      [](const TrialGroup& g) { return g.mean_spend.low; });
  add({"mean_spend_high", "", Kind::mean_money, kInFiles},
      [](const TrialGroup& g) { return g.mean_spend.high; });
  add({"", "95% interval", Kind::count, kForPeople},
      [](const TrialGroup& g) { return money_range(g.mean_spend); });
  add({"spend_lift", "Lift", Kind::figure, kInFiles},
      [](const TrialGroup& g) { return g.spend_lift; });
}

}  // namespace

ResultTable trial_table(const Validation& trial, const std::vector<TrialGroup>& groups,
                        const std::string& title) {
  std::vector<Line> lines;
  for (const TrialGroup& group : groups) lines.push_back({"", &group});
  lines.push_back({"", &trial.all});
  ResultTable table(lines.size());
  table.add({"name", title}, lines, [](const Line& line) { return line.group->name; });
  add_figures(table, lines);
  table.rows.back().emphasised = true;
  return table;
}

ResultTable trial_table(const Validation& trial) {
  std::vector<Line> lines;
  for (const TrialGroup& group : trial.segments) lines.push_back({"segment", &group});
  for (const TrialGroup& group : trial.clusters) lines.push_back({"cluster", &group});
  for (const TrialGroup& group : trial.tiers) lines.push_back({"value_tier", &group});
  lines.push_back({"all", &trial.all});
  ResultTable table(lines.size());
  table.add({"kind", "Kind"}, lines, [](const Line& line) { return line.kind; });
  table.add({"name", "Name"}, lines, [](const Line& line) { return line.group->name; });
  add_figures(table, lines);
  return table;
}

ResultTable measure_trial_table(const Validation& trial) {
  const std::vector<MeasureTrial>& measures = trial.measures;
  ResultTable table(measures.size());
  table.add({"measure", "Measure"}, measures, &MeasureTrial::name);
  table.add({"spearman", "Rank correlation", Kind::figure, kEverywhere, 3}, measures,
            &MeasureTrial::spearman);
  table.add({"top_tenth", "From the top 10%", Kind::share}, measures, [](const MeasureTrial& one) {
    return Share{one.top_tenth, 1};
  });
  return table;
}

std::string share_range(const Estimate& share) {
  return fmt::format("{:.1f}-{:.1f}%", 100 * share.low, 100 * share.high);
}

std::string trial_sentence(const Validation& trial) {
  return fmt::format("Of {} at {}, {} ({}) bought again by {}. {}",
                     counted(trial.all.customers, "customer"), as_of_text(trial.split),
                     count_text(trial.all.returned),
                     percent_text(static_cast<double>(trial.all.returned),
                                  static_cast<double>(trial.all.customers)),
                     as_of_text(trial.end), verdict_sentence(trial.segments));
}

std::string verdict_sentence(const std::vector<TrialGroup>& groups) {
  std::vector<std::string> more, less, open;
  for (const TrialGroup& group : groups) {
    const int verdict = group.verdict;
    (verdict > 0 ? more : verdict < 0 ? less : open).push_back(group.name);
  }
  std::string text;
  const auto add = [&](std::string_view what, const std::vector<std::string>& names) {
    if (names.empty()) return;
    text += fmt::format("{}{}: {}.", text.empty() ? "" : " ", what, enumerated(names));
  };
  add("More than average", more);
  add("Less than average", less);
  add("No clear difference from the average", open);
  return text;
}

std::string measures_sentence(const Validation& trial) {
  return fmt::format(
      "The rank correlation of each measure with the spend after {}, and the share of that spend "
      "from the tenth of the customers with the highest values. At random it would be 10%; with "
      "perfect foresight {}.",
      as_of_text(trial.split), percent_text(trial.best_top_tenth, 1));
}

}  // namespace rfmseg
