#include "store/file_checks.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "plural.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "store/reading_reasons.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The dates of the files in the store; nothing if it has no transactions.
std::optional<DateRange> dates_of(const Database& database) {
  // Files that an earlier version added have no dates.
  SQLite::Statement files(
      *database,
      "SELECT min(first_time), max(last_time), count(*), count(first_time) FROM file WHERE "
      "first_time IS NULL OR first_time <> ''");
  SQLite::Statement purchases(*database, "SELECT min(time), max(time), 1, 1 FROM purchase");
  for (SQLite::Statement* query : {&files, &purchases}) {
    query->executeStep();
    const bool complete = query->getColumn(2).getInt64() == query->getColumn(3).getInt64();
    if (!complete) continue;
    if (query->isColumnNull(0)) return std::nullopt;
    return DateRange{std::chrono::floor<std::chrono::days>(time_of(query->getColumn(0))),
                     std::chrono::floor<std::chrono::days>(time_of(query->getColumn(1)))};
  }
  return std::nullopt;
}

std::string date_text(std::chrono::local_days date) {
  return to_date_string(Timestamp(date));
}

/// `dates are read as %d/%m/%Y, those of a.csv as %m/%d/%Y`.
std::string difference(std::string_view what, std::string_view here, std::string_view there,
                       std::string_view file) {
  return fmt::format("{} read as {}, those of {} as {}", what, printable_in_full(here),
                     printable(file), printable_in_full(there));
}

/// The rows of a file that are transactions, whether they are new to the store or not.
std::uint64_t transactions_of(const StoredFile& stored) {
  std::uint64_t rows = stored.file.rows;
  for (const RowReason reason : kReadingReasons) rows -= stored.ledger[reason].rows;
  return rows;
}

std::string in_one_line(std::string columns) {
  if (columns.ends_with('\n')) columns.pop_back();
  std::string text;
  for (const char c : columns) text += c == '\n' ? std::string(", ") : std::string(1, c);
  return text;
}

}  // namespace

void check_dates(const Database& database, const FileDates& dates, const IngestRules& rules,
                 StoredFile& stored) {
  if (!rules.most_gap || !dates.range()) return;
  const std::optional<DateRange> store = dates_of(database);
  if (!store) return;
  const auto gap = dates.find_gap(*store, *rules.most_gap);
  if (!gap) return;
  const bool later = gap->date > gap->other;
  const bool of_store = gap->other == (later ? store->last : store->first);
  const std::string what = fmt::format(
      "date {} is {} {} {} date of the {}, {}", date_text(gap->date),
      plural(static_cast<std::uint64_t>(gap->days()), "day"), later ? "after" : "before",
      of_store ? (later ? "the last" : "the first") : (later ? "the previous" : "the next"),
      of_store ? "store" : "file", date_text(gap->other));
  if (!rules.allows_gap) {
    throw DataError({stored.file.name, gap->line},
                    fmt::format("{}; the store is unchanged (hint: correct the date, or if it is "
                                "right: {})",
                                what, Setting::allow_gap));
  }
  stored.file.warnings.emplace_back(fmt::format("{}:{}: {}", stored.file.name, gap->line, what));
}

void check_currency(const std::string& currency, const SourceFile& file) {
  const std::string& own = file.numbers.currency;
  if (own.empty() || currency.empty() || own == currency) return;
  throw DataError(ErrorKind::ambiguous_format, {file.name},
                  fmt::format("its amounts are in {}, those of the store in {} (hint: use one "
                              "store per currency)",
                              printable(own), printable(currency)));
}

void warn_of_differences(const Database& database, const std::string& header, StoredFile& stored) {
  const SourceFile& file = stored.file;
  if (transactions_of(stored) == 0) {
    stored.file.warnings.emplace_back(fmt::format("{}: has no transactions", file.name));
  }
  SQLite::Statement find(
      *database,
      "SELECT name, date_format, decimal_mark, columns, decimal_reason FROM file "
      "WHERE header = ? AND first_time <> '' ORDER BY id DESC LIMIT 1");
  find.bind(1, header);
  if (transactions_of(stored) == 0 || !find.executeStep()) return;
  const std::string_view name = text_of(find.getColumn(0));
  std::vector<std::string> differences;
  if (const auto there = text_of(find.getColumn(1)); there != file.date_format) {
    differences.push_back(difference("dates are", file.date_format, there, name));
  }
  const std::string mark(1, file.numbers.decimal);
  const auto assumed = static_cast<int>(NumberFormat::Reason::assumed);
  const bool known =
      static_cast<int>(file.numbers.reason) != assumed && find.getColumn(4).getInt() != assumed;
  if (const auto there = text_of(find.getColumn(2)); known && there != mark) {
    differences.push_back(difference("decimal marks are", mark, there, name));
  }
  const std::string columns = columns_text(file.columns);
  if (const auto there = text_of(find.getColumn(3)); there != columns) {
    differences.push_back(
        difference("columns are", in_one_line(columns), in_one_line(std::string(there)), name));
  }
  for (const std::string& text : differences) {
    stored.file.warnings.emplace_back(
        fmt::format("{}: {}, although both have the same header", file.name, text));
  }
}

std::string header_text(const std::vector<std::string>& header) {
  std::string text;
  for (const std::string& column : header) text += printable(column) + '\n';
  return text;
}

std::string columns_text(const std::vector<ColumnUse>& columns) {
  std::string text;
  for (const ColumnUse& use : columns) text += use.field + '=' + printable(use.column) + '\n';
  return text;
}

}  // namespace rfmseg
