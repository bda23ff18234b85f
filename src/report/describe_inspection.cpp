#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/delimiter_text.hpp"
#include "report/number_text.hpp"
#include "rfmseg/report/inspection_report.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kColumnsShown = 40;
constexpr std::size_t kManyColumns = 16;  // of more, empty ones have no line
constexpr std::size_t kLongestName = 28;
constexpr std::size_t kLongestSample = 28;
constexpr std::size_t kLeastSamples = 24;  // columns of text
constexpr std::size_t kLineWidth = 100;

std::int64_t as_signed(std::uint64_t count) {
  return static_cast<std::int64_t>(count);
}

std::string distinct_text(const DistinctCount& count) {
  return (count.or_more ? "> " : "") + count_text(as_signed(count.number));
}

std::string rows_worth(const Ledger::Entry& rows) {
  return fmt::format("{} worth {}", counted(as_signed(rows.rows), "row"), money_text(rows.amount));
}

/// `a | b`: as many samples as fit.
std::string samples_text(const std::vector<std::string>& samples, std::size_t width) {
  std::string text;
  for (const std::string& sample : samples) {
    std::string more = (text.empty() ? "" : " | ") + printable(sample, kLongestSample);
    if (!text.empty() && display_width(text) + display_width(more) > width) break;
    text += more;
  }
  return text;
}

/// The columns of text that remain of a line next to all cells of the table.
std::size_t width_left(const Table& table) {
  std::size_t width = 0;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    std::size_t widest = display_width(table.columns[i].title);
    for (const Table::Row& row : table.rows) {
      widest = std::max(widest, display_width(row.cells[i]));
    }
    width += widest + 2;
  }
  return width + kLeastSamples > kLineWidth ? kLeastSamples : kLineWidth - width;
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
    std::string rows = counted(as_signed(found_.rows), "row");
    if (found_.has_more_rows) rows = "the first " + rows;
    const std::string header =
        found_.header_line == 0 ? "" : fmt::format(", header in line {}", found_.header_line);
    document_.push_back(Paragraph{fmt::format(
        "{}{}: {}, {}.", how_it_is_written(), header,
        counted(as_signed(found_.columns.size() + found_.other_columns), "column"), rows)});
  }

  [[nodiscard]] std::string how_it_is_written() const {
    if (!found_.format.empty()) {
      return found_.has_customers ? "A customer table: " + found_.format : found_.format;
    }
    return fmt::format("{} in {}, separated by {}",
                       found_.has_customers ? "A customer table" : "CSV", found_.encoding,
                       delimiter_text(found_.delimiter));
  }

  void columns() {
    Table table{{{"Column", Align::left},
                 {"Meaning", Align::left},
                 {"Type", Align::left},
                 {"Blank"},
                 {"Distinct"}},
                {}};
    std::vector<const InspectedColumn*> shown;
    const bool many = found_.columns.size() > kManyColumns;
    std::vector<std::string> empty;
    std::size_t others = found_.other_columns;
    for (const InspectedColumn& column : found_.columns) {
      if (many && column.meaning.empty() && column.distinct.number == 0) {
        empty.push_back(column.name);
      } else if (column.meaning.empty() && table.rows.size() >= kColumnsShown) {
        ++others;
      } else {
        table.rows.push_back({cells(column)});
        shown.push_back(&column);
      }
    }
    const std::size_t width = width_left(table);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      table.rows[i].cells.push_back(samples_text(shown[i]->samples, width));
    }
    table.columns.push_back({"Samples", Align::left});
    document_.push_back(std::move(table));
    if (!empty.empty()) document_.push_back(Paragraph{"Empty: " + listed(empty) + "."});
    if (others > 0) {
      document_.push_back(
          Paragraph{fmt::format("{} not shown.", counted(as_signed(others), "more column"))});
    }
  }

  [[nodiscard]] std::vector<std::string> cells(const InspectedColumn& column) const {
    std::string meaning = column.meaning;
    if (found_.columns_found && meaning.empty()) meaning = "not used";
    if (!found_.columns_found && !meaning.empty()) meaning += '?';
    return {printable(column.name, kLongestName), std::move(meaning),
            column.currency.empty() ? column.type
                                    : fmt::format("{} in {}", column.type, column.currency),
            percent_text(static_cast<double>(column.blank), static_cast<double>(found_.rows)),
            distinct_text(column.distinct)};
  }

  void facts(const InspectedTransactions& found) {
    Table table{{{"Reading", Align::left}, {"", Align::left}}, {}};
    const auto add = [&](const char* name, std::string text) {
      table.rows.push_back({{name, std::move(text)}});
    };
    const SourceFile& source = found.source;
    const Ledger& ledger = found.ledger;
    if (!source.layout.empty()) add("read as", describe_layouts({source}).front());
    add("rows", fmt::format("{} kept of {}", count_text(as_signed(ledger[RowReason::kept].rows)),
                            count_text(as_signed(ledger.total().rows))));
    std::string dates = source.date_format;
    if (found.first) {
      dates = fmt::format("{} to {}, as {}", to_date_string(*found.first),
                          to_date_string(*found.last), source.date_format);
    }
    if (!source.zone.empty()) dates += ", times in " + source.zone;
    add("dates", std::move(dates));
    add("amounts", amounts(found));
    if (!found.several_currencies) add("returns", returns(ledger));
    if (found.first) {
      add("customers", fmt::format("{}, {} with one order", distinct_text(found.customers),
                                   percent_text(static_cast<double>(found.customers_with_one_order),
                                                static_cast<double>(found.customers.number))));
      add("orders", orders(found));
    }
    document_.push_back(std::move(table));
  }

  static std::string amounts(const InspectedTransactions& found) {
    const NumberFormat& numbers = found.source.numbers;
    std::string text = "in several currencies";
    if (!found.several_currencies) {
      text = "kept rows sum to " + money_text(found.ledger[RowReason::kept].amount);
      text += numbers.currency.empty() ? ", no currency" : ' ' + printable(numbers.currency);
    }
    for (const ColumnUse& use : found.source.columns) {
      if (use.field == "amount") text += ", from " + printable(use.column);
    }
    return text + fmt::format(", decimal mark '{}'", numbers.decimal);
  }

  static std::string returns(const Ledger& ledger) {
    Ledger::Entry dropped = ledger[RowReason::cancellation];
    dropped += ledger[RowReason::returned];
    Ledger::Entry subtracted = ledger[RowReason::subtracted];
    subtracted += ledger[RowReason::subtracted_return];
    if (dropped.rows + subtracted.rows == 0) return "none";
    if (subtracted.rows == 0) return rows_worth(dropped) + ", dropped";
    std::string text =
        rows_worth(subtracted) + ", subtracted (customers without net spend are dropped)";
    if (dropped.rows > 0) text += "; " + rows_worth(dropped) + ", dropped";
    return text;
  }

  static std::string orders(const InspectedTransactions& found) {
    const bool named = std::ranges::any_of(found.source.columns, [](const ColumnUse& use) {
      return use.field == "order" && !use.column.empty();
    });
    if (!named) return distinct_text(found.orders) + ": each row is an order";
    const auto rows = static_cast<double>(found.ledger[RowReason::kept].rows);
    return fmt::format("{}, {} rows each", distinct_text(found.orders),
                       mean_text(rows / static_cast<double>(found.orders.number), 1));
  }

  void dropped(const Ledger& ledger) {
    std::string text;
    for (std::size_t i = 0; i < kRowReasonCount; ++i) {
      const auto reason = static_cast<RowReason>(i);
      if (!is_dropped(reason) || ledger[reason].rows == 0) continue;
      text += fmt::format("{}{} ({}", text.empty() ? "" : ", ", reason_name(reason),
                          rows_worth(ledger[reason]));
      for (const auto& [value, rows] : ledger.details(reason)) {
        text += fmt::format("; '{}' {}", printable(value, 40), count_text(as_signed(rows.rows)));
      }
      text += ')';
    }
    if (!text.empty()) document_.push_back(Paragraph{"Not kept: " + text + "."});
  }

  void commands() {
    if (found_.question) {
      std::string question = found_.question->text(names_);
      // A paragraph wraps lines anew.
      constexpr std::string_view kNextLine = "\n  ";
      for (auto at = question.find(kNextLine); at != std::string::npos;
           at = question.find(kNextLine)) {
        question.replace(at, kNextLine.size(), " ");
      }
      document_.push_back(Paragraph{fmt::format("Question: {}.", question)});
      if (file_.answers.empty()) return;
      document_.push_back(Paragraph{file_.answers.size() > 1 ? "Run one of:" : "Run:"});
      for (const std::string& answer : file_.answers) document_.push_back(CommandLine{answer});
    } else if (!file_.command.empty() && found_.rows > 0) {
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
