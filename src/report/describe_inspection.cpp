#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "report/number_text.hpp"
#include "rfmseg/report/inspection_report.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kColumnsShown = 40;
constexpr std::size_t kLongestName = 28;
constexpr std::size_t kLongestSample = 20;
constexpr std::size_t kSamplesWidth = 36;

std::int64_t number(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

std::string delimiter_name(char delimiter) {
  switch (delimiter) {
    case ',':
      return "commas";
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    case '|':
      return "bars";
    default:
      return fmt::format("the delimiter '{}'", printable({&delimiter, 1}));
  }
}

std::string count_text(const DistinctCount& count) {
  return (count.or_more ? "> " : "") + rfmseg::count_text(number(count.number));
}

std::string worth(const Ledger::Entry& rows) {
  return fmt::format("{} worth {}", counted(number(rows.rows), "row"), money_text(rows.amount));
}

/// `'a', 'b'`: as many samples as fit.
std::string samples_text(const std::vector<std::string>& samples) {
  std::string text;
  for (const std::string& sample : samples) {
    std::string more = (text.empty() ? "" : " | ") + printable(sample, kLongestSample);
    if (!text.empty() && display_width(text) + display_width(more) > kSamplesWidth) break;
    text += more;
  }
  return text;
}

/// Describes one file.
class FileDescriber {
 public:
  FileDescriber(const InspectedFile& file, const SettingNames& names, Document& document)
      : file_(file), found_(file.inspection), names_(names), document_(document) {}

  void describe() {
    document_.push_back(Heading{printable(found_.file, 200)});
    if (!found_.encoding.empty()) {
      format();
      columns();
    }
    if (found_.transactions) {
      facts(*found_.transactions);
      dropped(found_.transactions->ledger);
    }
    for (const Message& warning : found_.warnings) {
      document_.push_back(Paragraph{fmt::format("Check: {}.", warning.text(names_))});
    }
    commands();
  }

 private:
  void format() {
    std::string rows = counted(number(found_.rows), "row");
    if (found_.has_more_rows) rows = "the first " + rows;
    std::string text =
        fmt::format("{} in {}, separated by {}, header in line {}: {}, {}.",
                    found_.has_customers ? "A customer file" : "CSV", found_.encoding,
                    delimiter_name(found_.delimiter), found_.header_line,
                    counted(number(found_.columns.size() + found_.other_columns), "column"), rows);
    document_.push_back(Paragraph{std::move(text)});
  }

  void columns() {
    Table table{{{"Column", Align::left},
                 {"Meaning", Align::left},
                 {"Type", Align::left},
                 {"Blank"},
                 {"Distinct"},
                 {"Samples", Align::left}},
                {}};
    const std::size_t shown = std::min(found_.columns.size(), kColumnsShown);
    for (std::size_t i = 0; i < shown; ++i) {
      const InspectedColumn& column = found_.columns[i];
      table.rows.push_back(
          {{printable(column.name, kLongestName),
            column.meaning.empty() ? "not used" : column.meaning,
            column.currency.empty() ? column.type
                                    : fmt::format("{} in {}", column.type, column.currency),
            percent_text(static_cast<double>(column.blank), static_cast<double>(found_.rows)),
            count_text(column.distinct), samples_text(column.samples)}});
    }
    document_.push_back(std::move(table));
    const std::size_t others = found_.columns.size() - shown + found_.other_columns;
    if (others > 0) {
      document_.push_back(
          Paragraph{fmt::format("{} not shown.", counted(number(others), "more column"))});
    }
  }

  void facts(const InspectedTransactions& found) {
    Table table{{{"Reading", Align::left}, {"", Align::left}}, {}};
    const auto add = [&](const char* name, std::string text) {
      table.rows.push_back({{name, std::move(text)}});
    };
    const SourceFile& source = found.source;
    const Ledger& ledger = found.ledger;
    add("rows",
        fmt::format("{} kept of {}", rfmseg::count_text(number(ledger[RowReason::kept].rows)),
                    rfmseg::count_text(number(ledger.total().rows))));
    std::string dates = source.date_format;
    if (found.first) {
      dates = fmt::format("{} to {}, as {}", to_date_string(*found.first),
                          to_date_string(*found.last), source.date_format);
    }
    if (!source.zone.empty()) dates += ", times in " + source.zone;
    add("dates", std::move(dates));
    add("amounts", amounts(found));
    add("returns", returns(ledger));
    if (found.first) {
      add("customers", fmt::format("{}, {} with one order", count_text(found.customers),
                                   percent_text(static_cast<double>(found.customers_with_one_order),
                                                static_cast<double>(found.customers.number))));
      add("orders", orders(found));
    }
    document_.push_back(std::move(table));
  }

  static std::string amounts(const InspectedTransactions& found) {
    const NumberFormat& numbers = found.source.numbers;
    std::string text = money_text(found.ledger[RowReason::kept].amount);
    text += numbers.currency.empty() ? ", no currency" : " " + printable(numbers.currency);
    for (const ColumnUse& use : found.source.columns) {
      if (use.field == "amount") text += ": " + printable(use.column);
    }
    return text + fmt::format(", decimal mark '{}'", numbers.decimal);
  }

  static std::string returns(const Ledger& ledger) {
    Ledger::Entry dropped = ledger[RowReason::cancellation];
    dropped += ledger[RowReason::returned];
    Ledger::Entry subtracted = ledger[RowReason::subtracted];
    subtracted += ledger[RowReason::subtracted_return];
    if (dropped.rows + subtracted.rows == 0) return "none";
    if (subtracted.rows == 0) return worth(dropped) + ", dropped";
    std::string text = worth(subtracted) + ", subtracted";
    if (dropped.rows > 0) text += "; " + worth(dropped) + ", dropped";
    return text;
  }

  static std::string orders(const InspectedTransactions& found) {
    const bool named = std::ranges::any_of(found.source.columns, [](const ColumnUse& use) {
      return use.field == "order" && !use.column.empty();
    });
    if (!named) return count_text(found.orders) + ": every row is an order";
    const auto rows = static_cast<double>(found.ledger[RowReason::kept].rows);
    return fmt::format("{}, {} rows each", count_text(found.orders),
                       mean_text(rows / static_cast<double>(found.orders.number), 1));
  }

  void dropped(const Ledger& ledger) {
    std::string text;
    for (std::size_t i = 0; i < kRowReasonCount; ++i) {
      const auto reason = static_cast<RowReason>(i);
      if (!is_dropped(reason) || ledger[reason].rows == 0) continue;
      text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", reason_name(reason),
                          worth(ledger[reason]));
      std::string details;
      for (const auto& [value, rows] : ledger.details(reason)) {
        details += fmt::format("{}{} {}", details.empty() ? ": " : ", ", printable(value, 40),
                               rfmseg::count_text(number(rows.rows)));
      }
      text += details;
    }
    if (!text.empty()) document_.push_back(Paragraph{"Not kept: " + text + "."});
  }

  void commands() {
    if (found_.question) {
      document_.push_back(Paragraph{fmt::format("Question: {}.", found_.question->text(names_))});
      if (file_.answers.empty()) return;
      document_.push_back(Paragraph{file_.answers.size() > 1 ? "Run one of:" : "Run:"});
      for (const std::string& answer : file_.answers) document_.push_back(CommandLine{answer});
    } else if (!file_.command.empty()) {
      document_.push_back(Paragraph{"Run:"});
      document_.push_back(CommandLine{file_.command});
    }
  }

  const InspectedFile& file_;
  const Inspection& found_;
  const SettingNames& names_;
  Document& document_;
};

}  // namespace

Document describe(const InspectionReport& report, const SettingNames& names) {
  Document document;
  for (const InspectedFile& file : report.files) FileDescriber(file, names, document).describe();
  return document;
}

}  // namespace rfmseg
