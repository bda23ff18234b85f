#include "store/stored_files.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "store/reading_reasons.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// More than any shop has, and few enough for sums of many.
constexpr std::int64_t kMostRows = 1'000'000'000'000;

/// The rows of each file by reason; kAllRows is their sum.
std::map<std::int64_t, std::map<std::string, Ledger::Entry>> file_ledgers(
    const Database& database) {
  std::map<std::int64_t, std::map<std::string, Ledger::Entry>> ledgers;
  SQLite::Statement query(*database, "SELECT file, fate, rows, amount FROM file_ledger");
  while (query.executeStep()) {
    const std::int64_t rows = query.getColumn(2).getInt64();
    if (rows < 0 || rows > kMostRows) database.fail_damaged("the rows of a file's ledger");
    const bool is_new =
        ledgers[query.getColumn(0).getInt64()]
            .emplace(text_of(query.getColumn(1)),
                     Ledger::Entry{static_cast<std::uint64_t>(rows), amount_of(query.getColumn(3))})
            .second;
    if (!is_new) database.fail_damaged("a file has two ledgers");
  }
  return ledgers;
}

std::map<std::int64_t, std::vector<Message>> file_errors(const Database& database) {
  std::map<std::int64_t, std::vector<Message>> errors;
  SQLite::Statement query(*database, "SELECT file, message FROM file_error ORDER BY file, place");
  while (query.executeStep()) {
    errors[query.getColumn(0).getInt64()].emplace_back(std::string(text_of(query.getColumn(1))));
  }
  return errors;
}

/// Reads what columns_text() writes.
std::vector<ColumnUse> columns_of(std::string_view text) {
  std::vector<ColumnUse> columns;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    columns.push_back({std::string(line.substr(0, equals)), std::string(line.substr(equals + 1))});
  }
  return columns;
}

char character_of(const SQLite::Column& column) {
  const std::string_view text = text_of(column);
  return text.empty() ? '\0' : text.front();
}

}  // namespace

std::vector<StoredFile> read_files(const Database& database) {
  auto ledgers = file_ledgers(database);
  auto errors = file_errors(database);
  std::vector<StoredFile> files;
  SQLite::Statement query(
      *database,
      "SELECT id, name, fingerprint, ingested, encoding, delimiter, date_format, decimal_mark, "
      "decimal_reason, currency, first_line_not_utf8, columns, zone, layout, measures, "
      "format, first_time, last_time FROM file ORDER BY id");
  std::int64_t last_id = 0;
  while (query.executeStep()) {
    if (query.getColumn(0).getInt64() <= last_id) database.fail_damaged("files are out of order");
    last_id = query.getColumn(0).getInt64();
    StoredFile& stored = files.emplace_back();
    auto& ledger = ledgers[query.getColumn(0).getInt64()];
    SourceFile& file = stored.file;
    file.name = text_of(query.getColumn(1));
    file.fingerprint = text_of(query.getColumn(2));
    stored.ingested = text_of(query.getColumn(3));
    file.encoding = text_of(query.getColumn(4));
    file.delimiter = character_of(query.getColumn(5));
    file.date_format = text_of(query.getColumn(6));
    file.numbers.decimal = character_of(query.getColumn(7));
    const int decimal_reason = query.getColumn(8).getInt();
    if (decimal_reason < 0 || decimal_reason > static_cast<int>(NumberFormat::Reason::given)) {
      database.fail_damaged("how a file's decimal mark was determined");
    }
    file.numbers.reason = static_cast<NumberFormat::Reason>(decimal_reason);
    file.numbers.currency = text_of(query.getColumn(9));
    if (!query.isColumnNull(10)) {
      file.first_line_not_utf8 = static_cast<std::uint64_t>(query.getColumn(10).getInt64());
    }
    for (const RowReason reason : kReadingReasons) {
      const Ledger::Entry& rows = ledger[std::string(reason_key(reason))];
      if (reason == RowReason::already_stored) stored.already_stored = rows;
      stored.ledger.add_rows(reason, rows);
      const std::string prefix = std::string(reason_key(reason)) + kDetailMark;
      for (auto detail = ledger.lower_bound(prefix);
           detail != ledger.end() && detail->first.starts_with(prefix); ++detail) {
        stored.ledger.add_detail(reason, detail->first.substr(prefix.size()), detail->second);
      }
    }
    file.columns = columns_of(text_of(query.getColumn(11)));
    file.zone = text_of(query.getColumn(12));
    file.layout = text_of(query.getColumn(13));
    file.measures = text_of(query.getColumn(14));
    file.format = text_of(query.getColumn(15));
    file.rows = ledger[kAllRows].rows;
    stored.amount = ledger[kAllRows].amount;
    if (!text_of(query.getColumn(16)).empty()) {
      stored.first_time = time_of(query.getColumn(16));
      stored.last_time = time_of(query.getColumn(17));
    }
    stored.first_errors = std::move(errors[query.getColumn(0).getInt64()]);
    if (stored.ledger.bad_rows() > 0 && stored.first_errors.empty()) {
      database.fail_damaged(fmt::format("it lacks the messages of {}", printable(file.name)));
    }
  }
  return files;
}

Ledger::Entry stated_rows(const Database& database) {
  Ledger::Entry stated;
  for (const auto& [file, ledger] : file_ledgers(database)) {
    const auto find = [&entries = ledger](const std::string& reason) {
      const auto found = entries.find(reason);
      return found == entries.end() ? Ledger::Entry{} : found->second;
    };
    stated += find(kAllRows);
    for (const RowReason reason : kReadingReasons) {
      const Ledger::Entry rows = find(std::string(reason_key(reason)));
      if (rows.rows > stated.rows) database.fail_damaged("the ledgers of its files do not add up");
      stated.rows -= rows.rows;
      stated.amount -= rows.amount;
    }
  }
  return stated;
}

}  // namespace rfmseg
