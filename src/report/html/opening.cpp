#include "report/html/opening.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "report/analysis_sections.hpp"
#include "report/charts/scale.hpp"
#include "report/figures/actions.hpp"
#include "report/finding.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"

namespace rfmseg::html {
namespace {

/// For style sheets.
std::string_view key_of(figures::Action::Kind kind) {
  switch (kind) {
    case figures::Action::Kind::call:
      return "call";
    case figures::Action::Kind::win_back:
      return "win-back";
    case figures::Action::Kind::grow:
      break;
  }
  return "grow";
}

std::string_view verb_of(figures::Action::Kind kind) {
  switch (kind) {
    case figures::Action::Kind::call:
      return "Call";
    case figures::Action::Kind::win_back:
      return "Win back";
    case figures::Action::Kind::grow:
      break;
  }
  return "Grow";
}

/// The sentence with its amounts of a thousand and more, `611,342.09`, as `611k`.
std::string with_rounded_money(std::string_view sentence) {
  constexpr std::string_view kDigits = "0123456789";
  std::string text;
  while (!sentence.empty()) {
    const std::size_t length = sentence.find_first_not_of("0123456789,.");
    std::string_view number = sentence.substr(0, length);
    while (!number.empty() && (number.ends_with('.') || number.ends_with(','))) {
      number.remove_suffix(1);
    }
    const std::size_t point = number.find('.');
    const bool money = number.find(',') < point && point < number.size() &&
                       number.find_first_not_of(kDigits, point + 1) == std::string_view::npos;
    if (money) {
      std::string plain(number);
      std::erase(plain, ',');
      text += charts::short_number(parse_amount(plain).value_or(Amount{}).to_double());
    } else {
      text += number;
    }
    sentence.remove_prefix(number.size());
    // What is between numbers; digits within a word are not a number.
    std::size_t end = sentence.find_first_of(kDigits);
    while (end != std::string_view::npos && end > 0 && sentence[end - 1] != ' ' &&
           sentence[end - 1] != '(') {
      end = sentence.find_first_of(kDigits, end + 1);
    }
    text += sentence.substr(0, end);
    sentence.remove_prefix(std::min(end, sentence.size()));
  }
  return text;
}

class OpeningMaker {
 public:
  OpeningMaker(const Analysis& analysis, const HtmlOptions& options)
      : analysis_(analysis),
        options_(options),
        whole_(whole_of(analysis.segments)),
        groups_(figures::segment_groups(analysis)) {}

  [[nodiscard]] Opening make() const {
    Opening opening;
    opening.facts = facts();
    opening.finding = finding(analysis_, groups_);
    for (const figures::Action& one : figures::find_actions(analysis_, groups_)) {
      opening.actions.push_back(action(one));
    }
    opening.revenue_title = "Revenue" + comma_currency(analysis_);
    opening.medians = {"Days since last order",
                       frequency_heading(analysis_.segmentation.scheme.metrics), "Spend"};
    for (const figures::GroupOfSegments& one : groups_) opening.groups.push_back(group(one));
    if (analysis_.transactions) opening.quality = quality(*analysis_.transactions);
    opening.checks = checks();
    opening.exact = exact();
    return opening;
  }

 private:
  [[nodiscard]] std::string money(Amount amount) const {
    return short_money_text(amount, analysis_);
  }
  [[nodiscard]] std::string exact_money(Amount amount) const {
    return exact_money_text(amount) + currency_text(analysis_.transactions);
  }

  [[nodiscard]] std::vector<Opening::Text> facts() const {
    std::vector<Opening::Text> facts;
    if (!options_.source.empty()) facts.push_back({options_.source});
    if (analysis_.transactions) {
      facts.push_back({fmt::format("{} to {}", day_text(analysis_.transactions->first_purchase),
                                   day_text(analysis_.transactions->last_purchase))});
    } else {
      facts.push_back({"customers measured before"});
    }
    if (analysis_.table.as_of) {
      facts.push_back(
          {"as of " + day_text(*analysis_.table.as_of), to_string(*analysis_.table.as_of)});
    }
    facts.push_back({counted(whole_.customers, "customer")});
    if (analysis_.transactions) {
      facts.push_back(
          {counted(static_cast<std::int64_t>(analysis_.transactions->orders), "order")});
    }
    facts.push_back({money(whole_.revenue) + " revenue", exact_money(whole_.revenue)});
    return facts;
  }

  /// `Can't Lose`; of many segments the first two.
  [[nodiscard]] std::string names(const std::vector<std::size_t>& segments) const {
    constexpr std::size_t kMostNames = 3;
    std::vector<std::string> names;
    for (const std::size_t s : segments) names.push_back(analysis_.segment_rule(s).name);
    if (names.size() > kMostNames) {
      const std::size_t more = names.size() - (kMostNames - 1);
      names.resize(kMostNames - 1);
      names.push_back(fmt::format("{} more segments", more));
    }
    return enumerated(names);
  }

  [[nodiscard]] Opening::Action action(const figures::Action& action) const {
    Opening::Action card{
        key_of(action.kind),
        fmt::format("{} {}", verb_of(action.kind), counted(action.set.size(), "customer")),
        {}};
    card.sentences.push_back(fmt::format(
        "{}: {} spent, last order {} {} ago{}.", names(action.segments), money(action.set.revenue),
        number_text(action.set.recency), action.set.recency.to_double() == 1 ? "day" : "days",
        action.set.size() == 1 ? "" : " (median)"));
    std::string top;
    for (const std::size_t i : action.top) {
      top += fmt::format("{}{} ({})", top.empty() ? "" : ", ", analysis_.table.ids[i],
                         charts::short_number(analysis_.table.revenue(i).to_double()));
    }
    card.sentences.push_back(fmt::format("Top: {}.", top));
    if (action.prize) {
      card.prize = fmt::format("About {} if 1 in {} orders once more (average {}).",
                               short_money_text(action.prize->worth, analysis_),
                               action.prize->one_in, charts::short_number(action.prize->order));
    }
    return card;
  }

  /// In percent of the largest share of any segment, so that customers and revenue compare.
  [[nodiscard]] double bar(const Share& share) const {
    double longest = 0;
    for (const SegmentSummary& segment : analysis_.segments) {
      longest = std::max({longest, whole_.share(segment.customers).value(),
                          whole_.share(segment.revenue).value()});
    }
    return longest > 0 ? 100 * std::max(share.value(), 0.0) / longest : 0;
  }

  [[nodiscard]] Opening::Segment segment(const figures::GroupOfSegments::Segment& segment) const {
    const SegmentRule& rule = analysis_.segment_rule(segment.index);
    const Share customers = whole_.share(segment.set.size());
    const Share revenue = whole_.share(segment.set.revenue);
    const bool has_shares = whole_.revenue > Amount{};
    return {
        rule.name,
        rule.color,
        {{count_text(segment.set.size())}, whole_percent_text(customers), bar(customers)},
        {{charts::short_number(segment.set.revenue.to_double()), exact_money(segment.set.revenue)},
         has_shares ? whole_percent_text(revenue) : "",
         has_shares ? bar(revenue) : 0},
        {number_text(segment.set.recency), number_text(segment.set.frequency),
         charts::short_number(segment.set.spend.to_double())},
        rule.recommendation};
  }

  [[nodiscard]] Opening::Group group(const figures::GroupOfSegments& group) const {
    Opening::Group shown;
    if (groups_.size() > 1 || group.group) {
      shown.title = figures::title_of(group.group);
      shown.summary = fmt::format("{}, {} spent", counted(group.all.size(), "customer"),
                                  money(group.all.revenue));
    }
    for (const auto& one : group.segments) shown.segments.push_back(segment(one));
    return shown;
  }

  /// Which rows are used, which are in no segment, and what happens to returns.
  [[nodiscard]] std::vector<std::string> quality(const TransactionSummary& transactions) const {
    const Ledger& ledger = transactions.ledger;
    std::vector<std::string> sentences;
    Ledger::Entry used = ledger[RowReason::kept];
    for (const RowReason reason :
         {RowReason::subtracted, RowReason::subtracted_return, RowReason::refunded_order}) {
      used += ledger[reason];
    }
    const auto number = [](std::uint64_t rows) { return static_cast<std::int64_t>(rows); };
    const Ledger::Entry all = ledger.total();
    sentences.push_back(fmt::format(
        "{}: {} of {} ({}).",
        used.rows > ledger[RowReason::kept].rows ? "Kept or subtracted" : "Kept",
        count_text(number(used.rows)), counted(number(all.rows), "row"),
        whole_percent_text({static_cast<double>(used.rows), static_cast<double>(all.rows)})));
    if (const Ledger::Entry& missing = ledger[RowReason::missing_customer]; missing.rows > 0) {
      sentences.push_back(fmt::format(
          fmt::runtime(missing.rows == 1
                           ? "{} worth {} has no customer id and belongs to no segment."
                           : "{} worth {} have no customer id and belong to no segment."),
          counted(number(missing.rows), "row"), money(missing.amount)));
    }
    Ledger::Entry returns = ledger[RowReason::subtracted];
    returns += ledger[RowReason::subtracted_return];
    const bool net = returns.rows > 0;
    if (!net) {
      returns = ledger[RowReason::cancellation];
      returns += ledger[RowReason::returned];
    }
    // If they matter, a warning has them.
    const bool warned = transactions.dropped_returns && transactions.dropped_returns->matter();
    if (returns.rows > 0 && !warned) {
      sentences.push_back(fmt::format("{} worth {} {} {}.", counted(number(returns.rows), "return"),
                                      money(Amount{} - returns.amount),
                                      returns.rows == 1 ? "is" : "are",
                                      net ? "subtracted" : "dropped, not subtracted"));
    }
    return sentences;
  }

  [[nodiscard]] std::vector<Opening::Text> checks() const {
    std::vector<Opening::Text> checks;
    const auto add = [&](const std::vector<Message>& warnings) {
      for (const Message& warning : warnings) {
        const std::string exact = fmt::format("Check: {}.", warning.text());
        std::string rounded = with_rounded_money(exact);
        checks.push_back({rounded, rounded == exact ? "" : exact});
      }
    };
    if (analysis_.transactions) {
      for (const SourceFile& file : analysis_.transactions->files) add(file.warnings);
      add(analysis_.transactions->warnings);
    }
    add(analysis_.warnings);
    return checks;
  }

  [[nodiscard]] Table exact() const {
    ResultTable segments = segment_table(analysis_);
    segments.rows.push_back(segments.row_of({{"segment", "all"},
                                             {"customers", whole_.customers},
                                             {"customer_share", whole_.share(whole_.customers)},
                                             {"revenue", whole_.revenue},
                                             {"revenue_share", whole_.share(whole_.revenue)}}));
    segments.rows.back().emphasised = true;
    Table table = people_table(segments);
    table.note_title.clear();  // what to do is in the table of the opening
    return table;
  }

  const Analysis& analysis_;
  const HtmlOptions& options_;
  Whole whole_;
  std::vector<figures::GroupOfSegments> groups_;
};

}  // namespace

Opening make_opening(const Analysis& analysis, const HtmlOptions& options) {
  return OpeningMaker(analysis, options).make();
}

}  // namespace rfmseg::html
