#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/charts/scale.hpp"
#include "report/figures/segment_groups.hpp"
#include "report/finding.hpp"
#include "report/number_text.hpp"
#include "report/other_money.hpp"
#include "report/tables/group_tables.hpp"

namespace rfmseg {
namespace {

std::int64_t number_of(std::uint64_t rows) {
  return static_cast<std::int64_t>(rows);
}

std::string rows_text(const Ledger::Entry& entry) {
  return counted(number_of(entry.rows), "row");
}

bool is_kept_for_returns(RowReason reason) {
  return is_subtracted(reason) || reason == RowReason::refunded_order;
}

/// `online_retail.csv`, of many files their number.
std::string names_text(const std::vector<SourceFile>& files) {
  constexpr std::size_t kMostNames = 3;
  if (files.size() > kMostNames) return count_text(std::ssize(files)) + " files";
  std::vector<std::string> names;
  for (const SourceFile& file : files) names.push_back(file.name);
  return enumerated(names);
}

/// `missing customer id 135,080 (1,447,682.12), cancellation 8,905 (-611,342.09)`: the reasons that
/// `is_shown` selects. Empty without rows.
template <class IsShown>
std::string reasons_text(const Ledger& ledger, const IsShown& is_shown) {
  std::string text;
  for (std::size_t i = 0; i < kRowReasonCount; ++i) {
    const auto reason = static_cast<RowReason>(i);
    const Ledger::Entry& entry = ledger[reason];
    if (!is_shown(reason) || entry.rows == 0) continue;
    text += fmt::format("{}{} {} ({})", text.empty() ? "" : ", ", reason_name(reason),
                        count_text(number_of(entry.rows)), money_of_reason(ledger, reason));
  }
  return text;
}

class BriefDescriber {
 public:
  explicit BriefDescriber(const Analysis& analysis)
      : analysis_(analysis), whole_(whole_of(analysis.segments)) {}

  [[nodiscard]] Document describe(bool with_checks) const {
    const std::vector<figures::GroupOfSegments> groups = figures::segment_groups(analysis_);
    Document document;
    document.push_back(Heading{finding(analysis_, groups)});
    DefinitionList list = facts();
    if (with_checks) add_all_checks(list);
    document.push_back(std::move(list));
    document.push_back(segments(groups));
    if (!analysis_.group_segments.empty()) add_groups_of_customers(document);
    document.push_back(clusters());
    document.push_back(Paragraph{"Idle: the median number of days since the last order."});
    if (analysis_.model) document.push_back(Paragraph{model_text(*analysis_.model)});
    describe_outlook(analysis_, document);
    return document;
  }

  [[nodiscard]] DefinitionList facts() const {
    DefinitionList list;
    if (analysis_.transactions) {
      const TransactionSummary& transactions = *analysis_.transactions;
      list.items.push_back({"Input", input_text(transactions)});
      list.items.push_back({"Kept", kept_text(transactions)});
      const auto add = [&](std::string_view term, const std::string& text) {
        if (!text.empty()) list.items.push_back({std::string(term), text + '.'});
      };
      add("Returns", reasons_text(transactions.ledger, is_kept_for_returns));
      add("Dropped", reasons_text(transactions.ledger, is_dropped));
    } else {
      list.items.push_back({"Input", fmt::format("{} from a customer table, revenue {}.",
                                                 counted(whole_.customers, "customer"),
                                                 exact_money_text(whole_.revenue))});
    }
    return list;
  }

  void add_all_checks(DefinitionList& list) const {
    if (analysis_.transactions) {
      for (const SourceFile& file : analysis_.transactions->files) add_checks(file.warnings, list);
      add_checks(analysis_.transactions->warnings, list);
    }
    add_checks(analysis_.warnings, list);
  }

 private:
  static std::string input_text(const TransactionSummary& transactions) {
    std::string text =
        names_text(transactions.files) + ": " + rows_text(transactions.ledger.total());
    std::vector<std::string> layouts;
    for (const SourceFile& file : transactions.files) {
      if (file.layout.empty() || std::ranges::count(layouts, file.layout) > 0) continue;
      layouts.push_back(file.layout);
    }
    if (!layouts.empty()) text += ", read as " + enumerated(layouts);
    const std::string first = day_text(transactions.first_purchase);
    const std::string last = day_text(transactions.last_purchase);
    return text + fmt::format("; {}{}, as of {}.", first, first == last ? "" : " to " + last,
                              day_text(transactions.as_of));
  }

  [[nodiscard]] std::string kept_text(const TransactionSummary& transactions) const {
    return fmt::format(
        "{}: {}, {}, revenue {}{}.", rows_text(transactions.ledger[RowReason::kept]),
        counted(whole_.customers, "customer"), counted(number_of(transactions.orders), "order"),
        exact_money_text(analysis_.revenue()), currency_text(analysis_.transactions));
  }

  static void add_checks(const std::vector<Message>& warnings, DefinitionList& list) {
    for (const Message& warning : warnings) list.items.push_back({"Check", warning.text() + '.'});
  }

  /// Highest revenue first.
  [[nodiscard]] Table segments(const std::vector<figures::GroupOfSegments>& groups) const {
    const bool grouped = groups.size() > 1 || groups.front().group;
    Table table = empty_table("Segment", grouped ? "Aim" : "");
    for (std::size_t s = 0; s < analysis_.segments.size(); ++s) {
      for (const figures::GroupOfSegments& group : groups) {
        const auto own =
            std::ranges::find(group.segments, s, &figures::GroupOfSegments::Segment::index);
        if (own == group.segments.end()) continue;
        table.rows.push_back({row(analysis_.segment_rule(s).name, own->set.size(), own->set.revenue,
                                  own->set.recency)});
        if (grouped) table.rows.back().cells.emplace_back(figures::title_of(group.group));
      }
    }
    return table;
  }

  /// A line for each group of customers that is scored separately.
  void add_groups_of_customers(Document& document) const {
    constexpr std::size_t kMostGroups = 10;
    const auto& groups = analysis_.segmentation.groups;
    const bool wins_back = can_win_back(analysis_.segmentation.scheme);
    Table table{{{analysis_.group_column, Align::left},
                 {"Customers"},
                 {"", Align::right, true},
                 {"Revenue"},
                 {"", Align::right, true}},
                {}};
    if (wins_back) table.columns.push_back({"Win back"});
    table.columns.push_back({"Most revenue from", Align::left});
    const std::size_t shown = groups.size() > kMostGroups ? kMostGroups - 1 : groups.size();
    std::vector<SegmentSummary> others;
    const auto add = [&](std::string name, const std::vector<SegmentSummary>& segments,
                         std::string best) {
      const Whole whole = whole_of(segments);
      std::vector<std::string> cells = totals(std::move(name), whole.customers, whole.revenue);
      if (wins_back) cells.push_back(count_text(customers_to_win_back(segments)));
      cells.push_back(std::move(best));
      table.rows.push_back({std::move(cells)});
    };
    for (std::size_t g = 0; g < groups.size(); ++g) {
      const std::vector<SegmentSummary>& segments = analysis_.group_segments[g];
      if (g < shown) {
        add(group_title(groups[g]), segments, best_segment_text(segments));
      } else {
        others.insert(others.end(), segments.begin(), segments.end());
      }
    }
    if (!others.empty()) {
      add(count_text(std::ssize(groups) - static_cast<std::ptrdiff_t>(shown)) + " others", others,
          "");
    }
    document.push_back(std::move(table));
  }

  [[nodiscard]] std::int64_t customers_to_win_back(
      const std::vector<SegmentSummary>& segments) const {
    std::int64_t customers = 0;
    for (const SegmentSummary& segment : segments) {
      if (analysis_.segmentation.rule(segment.segment).group == SegmentGroup::win_back) {
        customers += segment.customers;
      }
    }
    return customers;
  }

  /// `Champions 56%`: a group's segment with the highest revenue, and its share of the group's.
  [[nodiscard]] std::string best_segment_text(const std::vector<SegmentSummary>& segments) const {
    const Whole whole = whole_of(segments);
    const SegmentSummary& best = segments.front();
    const std::string& name = analysis_.segmentation.rule(best.segment).name;
    if (whole.revenue <= Amount{}) return name;
    return name + ' ' + whole_percent_text(whole.share(best.revenue));
  }

  /// What sets each apart. Highest mean monetary first.
  [[nodiscard]] Table clusters() const {
    Table table = empty_table("Cluster", "Customers are");
    for (std::size_t c = 0; c < analysis_.clusters.size(); ++c) {
      const GroupProfile& cluster = analysis_.clusters[c];
      table.rows.push_back({row(std::to_string(cluster.group), cluster.customers, cluster.revenue,
                                cluster.recency.median)});
      table.rows.back().cells.push_back(analysis_.cluster_name(c));
    }
    return table;
  }

  static Table empty_table(std::string name, std::string last) {
    Table table{{{std::move(name), Align::left},
                 {"Customers"},
                 {"", Align::right, true},
                 {"Revenue"},
                 {"", Align::right, true},
                 {"Idle"}},
                {}};
    if (!last.empty()) table.columns.push_back({std::move(last), Align::left});
    return table;
  }

  /// `days`: the median since the last order, rounded up: at least half have as many.
  [[nodiscard]] std::vector<std::string> row(std::string name, std::int64_t customers,
                                             Amount revenue, const Quantile& days) const {
    std::vector<std::string> cells = totals(std::move(name), customers, revenue);
    cells.push_back(count_text(static_cast<std::int64_t>(std::ceil(days.to_double()))));
    return cells;
  }

  [[nodiscard]] std::vector<std::string> totals(std::string name, std::int64_t customers,
                                                Amount revenue) const {
    const bool has_shares = whole_.revenue > Amount{};
    return {std::move(name), count_text(customers), whole_percent_text(whole_.share(customers)),
            charts::short_number(revenue.to_double()),
            has_shares ? whole_percent_text(whole_.share(revenue)) : ""};
  }

  const Analysis& analysis_;
  Whole whole_;
};

}  // namespace

DefinitionList describe_facts(const Analysis& analysis) {
  const BriefDescriber describer(analysis);
  DefinitionList list = describer.facts();
  describer.add_all_checks(list);
  return list;
}

Document describe_briefly(const Analysis& analysis, bool with_checks) {
  return BriefDescriber(analysis).describe(with_checks);
}

}  // namespace rfmseg
