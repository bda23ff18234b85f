#include <fmt/core.h>

#include <string>
#include <string_view>
#include <utility>

#include "report/analysis_sections.hpp"
#include "report/delimiter_text.hpp"
#include "report/number_text.hpp"
#include "report/tables/transaction_tables.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The input, the outcome of every row, the period, and the effect of returns.
class InputDescriber {
 public:
  InputDescriber(const Analysis& analysis, Document& document)
      : analysis_(analysis), document_(document) {}

  void describe() {
    if (!analysis_.transactions) return customers_only();
    input(*analysis_.transactions);
    period(*analysis_.transactions);
    returns();
  }

  /// The effect of subtracting returns.
  void returns() {
    if (analysis_.transactions && analysis_.transactions->returns &&
        analysis_.transactions->returns->subtracted.rows > 0) {
      returns(*analysis_.transactions->returns);
    }
  }

 private:
  /// Customers who were measured before: of their transactions nothing is known.
  void customers_only() {
    document_.push_back(Heading{"Input"});
    document_.push_back(Paragraph{
        fmt::format("{} from a customer table, revenue {}.",
                    counted(static_cast<std::int64_t>(analysis_.table.size()), "customer"),
                    exact_money_text(analysis_.revenue()))});
    check(analysis_.warnings);
  }

  void input(const TransactionSummary& transactions) {
    document_.push_back(Heading{"Input"});
    Table files{
        {{"File", Align::left}, {"Rows"}, {"Delimiter", Align::left}, {"Date format", Align::left}},
        {}};
    for (const SourceFile& file : transactions.files) {
      files.rows.push_back(
          {{file.name, count_text(static_cast<std::int64_t>(file.rows)),
            file.format.empty() ? delimiter_text(file.delimiter) : printable(file.format),
            file.zone.empty() ? file.date_format : file.date_format + ", " + file.zone}});
    }
    document_.push_back(std::move(files));
    for (const std::string& layout : describe_layouts(transactions.files)) {
      document_.push_back(Paragraph{fmt::format("Read as {}.", layout)});
    }
    reading(transactions);

    document_.push_back(people_table(ledger_table(transactions.ledger)));
    const ResultTable details = ledger_detail_table(transactions.ledger);
    if (!details.rows.empty()) document_.push_back(people_table(details));
  }

  /// Which column means what, and what a person should check. Files with the same columns share a
  /// line.
  void reading(const TransactionSummary& transactions) {
    std::string last;
    for (const SourceFile& file : transactions.files) {
      std::string columns = describe_columns(file.columns);
      if (columns.empty() || columns == last) continue;
      document_.push_back(Paragraph{last.empty()
                                        ? fmt::format("Columns: {}.", columns)
                                        : fmt::format("Columns of {}: {}.", file.name, columns)});
      last = std::move(columns);
    }
    for (const SourceFile& file : transactions.files) check(file.warnings);
    check(transactions.warnings);
  }

  void check(const std::vector<Message>& warnings) {
    for (const Message& warning : warnings) {
      document_.push_back(Paragraph{fmt::format("Check: {}.", warning.text())});
    }
  }

  void period(const TransactionSummary& transactions) {
    document_.push_back(Heading{"Period"});
    document_.push_back(Paragraph{fmt::format(
        "{} to {}, as of {}: {}, {}, revenue {}{}.", to_date_string(transactions.first_purchase),
        to_date_string(transactions.last_purchase), as_of_text(transactions.as_of),
        counted(static_cast<std::int64_t>(analysis_.table.size()), "customer"),
        counted(static_cast<std::int64_t>(transactions.orders), "order"),
        exact_money_text(analysis_.revenue()), currency_text(analysis_.transactions))});
    check(analysis_.warnings);
  }

  void returns(const ReturnsEffect& returns) {
    document_.push_back(Heading{"Returns"});
    std::string text = fmt::format(
        "{} bought goods worth {}. {} by {} of them, worth {}, are subtracted, which leaves {}.",
        counted(returns.customers, "customer"), exact_money_text(returns.gross),
        counted(static_cast<std::int64_t>(returns.subtracted.rows), "return"),
        count_text(returns.returning), exact_money_text(returns.subtracted.amount),
        exact_money_text(returns.net()));
    if (returns.dropped > 0) {
      text += fmt::format(
          " {} with no net spend, who bought {} and returned {}, {} dropped: revenue is {}.",
          counted(returns.dropped, "customer"), exact_money_text(returns.dropped_sales.amount),
          exact_money_text(returns.dropped_returns.all().amount),
          returns.dropped == 1 ? "is" : "are", exact_money_text(analysis_.revenue()));
    }
    if (returns.unmatched.rows > 0) {
      text += fmt::format(" {}, worth {}, {} no earlier sale of that product to that customer.",
                          counted(static_cast<std::int64_t>(returns.unmatched.rows), "return"),
                          exact_money_text(returns.unmatched.amount),
                          returns.unmatched.rows == 1 ? "matches" : "match");
    }
    document_.push_back(Paragraph{std::move(text)});
    if (returns.largest.empty()) return;
    document_.push_back(people_table(fall_table(returns.largest)));
  }

  const Analysis& analysis_;
  Document& document_;
};

}  // namespace

std::string currency_text(const std::optional<TransactionSummary>& transactions) {
  const std::string_view currency = transactions ? transactions->currency() : std::string_view();
  return currency.empty() ? "" : " " + printable(currency);
}

std::string currency_note(const std::optional<TransactionSummary>& transactions) {
  const std::string currency = currency_text(transactions);
  return currency.empty() ? "" : fmt::format(" Amounts are in{}.", currency);
}

void describe_returns(const Analysis& analysis, Document& document) {
  InputDescriber(analysis, document).returns();
}

void describe_input(const Analysis& analysis, Document& document) {
  InputDescriber(analysis, document).describe();
}

}  // namespace rfmseg
