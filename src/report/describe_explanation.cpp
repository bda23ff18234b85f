#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/number_text.hpp"
#include "report/other_money.hpp"
#include "report/scheme_note.hpp"
#include "report/tables/lifetime_tables.hpp"
#include "report/tables/transaction_tables.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/explanation_report.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kOrdersShown = 10;

/// Builds the blocks one section after another.
class ExplanationDescriber {
 public:
  explicit ExplanationDescriber(const CustomerReport& report)
      : report_(report), explanation_(report.explanation), scheme_(report.segmentation.scheme) {}

  Document describe() && {
    verdict();
    orders();
    outlook();
    values();
    rules();
    counterfactuals();
    return std::move(document_);
  }

 private:
  void verdict() {
    const Explanation& of = explanation_;
    const SegmentRule& rule = report_.segmentation.rule(of.segment);
    document_.push_back(Heading{fmt::format("Customer {}: {}", of.customer.id, rule.name)});
    std::string among = counted(static_cast<std::int64_t>(of.customers), "customer");
    if (of.group) among += fmt::format(" of {}", of.group->empty() ? "no group" : *of.group);
    std::string text = fmt::format("RFM score {} (scheme {}, {})", of.code, scheme_.name, among);
    if (report_.transactions) text += ", as of " + as_of_text(report_.transactions->as_of);
    text += "." + currency_note(report_.transactions);
    if (const std::string note = spend_note(scheme_); !note.empty()) text += ' ' + note;
    document_.push_back(Paragraph{std::move(text)});
    if (!rule.recommendation.empty()) document_.push_back(Paragraph{rule.recommendation});
  }

  void orders() {
    if (!report_.transactions || !report_.transactions->history) return;
    const CustomerHistory& history = *report_.transactions->history;
    const std::vector<CustomerOrder> orders = history.orders;
    document_.push_back(Heading{"Orders"});
    const auto shown =
        orders.end() - static_cast<std::ptrdiff_t>(std::min(orders.size(), kOrdersShown));
    ResultTable table = order_table({shown, orders.end()});
    if (shown != orders.begin()) {
      CustomerOrder earlier;
      for (auto order = orders.begin(); order != shown; ++order) {
        earlier.items += order->items;
        earlier.amount += order->amount;
        earlier.lines += order->lines;
      }
      const std::int64_t count = shown - orders.begin();
      table.rows.insert(table.rows.begin(),
                        table.row_of({{"order", fmt::format("{} earlier", count_text(count))},
                                      {"rows", earlier.lines},
                                      {"items", earlier.items},
                                      {"amount", earlier.amount}}));
    }
    document_.push_back(people_table(table));
    dropped(history.ledger);
  }

  /// The customer's rows that do not count.
  void dropped(const Ledger& ledger) {
    std::string text;
    for (std::size_t i = 0; i < kRowReasonCount; ++i) {
      const auto reason = static_cast<RowReason>(i);
      if (!is_dropped(reason) || ledger[reason].rows == 0) continue;
      text += fmt::format("{}{} ({} worth {})", text.empty() ? "" : ", ", reason_name(reason),
                          counted(static_cast<std::int64_t>(ledger[reason].rows), "row"),
                          money_of_reason(ledger, reason));
    }
    if (!text.empty()) document_.push_back(Paragraph{"Not counted: " + text + "."});
  }

  void outlook() {
    const std::string text = expectation_sentence(report_);
    if (text.empty()) return;
    document_.push_back(Heading{"What to expect"});
    document_.push_back(Paragraph{text});
  }

  void values() {
    document_.push_back(Heading{"Values and scores"});
    Table table{{{"", Align::left}, {"Value"}, {"Score"}, {"Lower cut"}, {"Upper cut"}}, {}};
    for (const MetricPosition& position : explanation_.positions) {
      const bool ranks = position.scoring.method == ScoreMethod::rank;
      const auto cut = [&](const std::optional<Quantile>& edge) {
        if (!edge) return std::string("-");
        return ranks ? "rank " + number_text(*edge) : cut_text(position, *edge);
      };
      Table::Row row{{metric_text(position.metric),
                      value_text(position.metric, Quantile::from(position.value)),
                      fmt::format("{} of {}", position.score, position.best),
                      cut(position.cut_below), cut(position.cut_above)}};
      if (position.rank) {
        row.note = fmt::format("rank {} of {}", count_text(*position.rank),
                               count_text(static_cast<std::int64_t>(explanation_.customers)));
        if (position.ties > 0) {
          row.note += fmt::format("; tied with {}, broken by customer id",
                                  counted(position.ties, "other customer"));
        }
      }
      table.rows.push_back(std::move(row));
    }
    table.note_title = "Rank";
    document_.push_back(std::move(table));
  }

  void rules() {
    document_.push_back(Heading{"Rules (the first that matches applies)"});
    Table table{{{"Segment", Align::left}, {"Match", Align::left}}, {}, "Why not"};
    for (const MissedRule& missed : explanation_.missed) {
      std::string reasons;
      for (const std::string& reason : missed.reasons) {
        reasons += (reasons.empty() ? "" : "; ") + reason;
      }
      table.rows.push_back({{report_.segmentation.rule(missed.segment).name, "no"}, reasons});
    }
    const bool unmatched = explanation_.segment == scheme_.segments.size();
    table.rows.push_back({{report_.segmentation.rule(explanation_.segment).name,
                           unmatched ? "no other rule matches" : "yes"}});
    table.rows.back().emphasised = true;
    document_.push_back(std::move(table));
  }

  void counterfactuals() {
    document_.push_back(Heading{"What would move this customer"});
    if (explanation_.counterfactuals.empty()) {
      document_.push_back(Paragraph{"No change to a single metric leads to another segment."});
      return;
    }
    Table table{
        {{"", Align::left}, {"From"}, {"To"}, {"Change"}, {"Score"}, {"Segment", Align::left}}, {}};
    for (const Counterfactual& move : explanation_.counterfactuals) {
      const Amount change = move.to - move.from;
      const bool rise = change > Amount{};
      table.rows.push_back(
          {{metric_text(move.metric), value_text(move.metric, Quantile::from(move.from)),
            value_text(move.metric, Quantile::from(move.to)),
            (rise ? "+" : "") + value_text(move.metric, Quantile::from(change)),
            std::to_string(move.score), report_.segmentation.rule(move.segment).name}});
    }
    document_.push_back(std::move(table));
    document_.push_back(Paragraph{
        "Each row changes one metric by the smallest step that is enough, with all other customers "
        "and the cuts unchanged."});
  }

  [[nodiscard]] std::string metric_text(Metric metric) const {
    switch (metric) {
      case Metric::recency:
        return "recency (days)";
      case Metric::frequency:
        return report_.transactions ? frequency_title(scheme_.metrics) : "frequency";
      case Metric::monetary:
        break;
    }
    return report_.transactions ? monetary_title(scheme_.metrics) : "monetary";
  }

  /// With all its digits where rounding would hide on which side the value is.
  static std::string cut_text(const MetricPosition& position, const Quantile& cut) {
    const Quantile value = Quantile::from(position.value);
    std::string text = value_text(position.metric, cut);
    const bool hidden = cut != value && text == value_text(position.metric, value);
    return hidden ? grouped(to_string(cut.to_amount())) : text;
  }

  static std::string value_text(Metric metric, const Quantile& value) {
    return metric == Metric::monetary ? money_text(value) : number_text(value);
  }

  const CustomerReport& report_;
  const Explanation& explanation_;
  const Scheme& scheme_;
  Document document_;
};

}  // namespace

Document describe(const CustomerReport& report) {
  return ExplanationDescriber(report).describe();
}

}  // namespace rfmseg
