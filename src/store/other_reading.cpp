#include "store/other_reading.hpp"

#include <SQLiteCpp/Statement.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "clean/cleaning_run.hpp"
#include "clean/row_sink.hpp"
#include "csv/csv_file.hpp"
#include "plural.hpp"
#include "rfmseg/layout/layout.hpp"
#include "store/reading_reasons.hpp"
#include "store/stored_files.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

class NoSink final : public RowSink {
 public:
  void kept(const Transaction& /*transaction*/, const RowReader& /*row*/) override {}
};

bool decides_reading(const CsvOptions& csv, const CleaningOptions& options) {
  const LoadOptions& load = options.load;
  const LayoutOptions& layout = load.layout;
  return csv.delimiter || csv.encoding || csv.sheet || !options.rules.filters.empty() ||
         !options.rules.currency.empty() || !layout.layout.empty() || layout.goods ||
         !layout.amount.empty() || !layout.returns.empty() || !layout.once_an_order.empty() ||
         !load.columns.empty() || load.date_format || load.decimal || load.zone || load.nobody ||
         load.fold_case;
}

/// The rows that the store has of a file, or that other files had brought.
std::uint64_t counted_rows(const SourceFile& file, const Ledger& ledger) {
  std::uint64_t rows = file.rows;
  for (const RowReason reason : kReadingReasons) {
    const bool of_store = reason == RowReason::already_stored || reason == RowReason::restated;
    if (!of_store) rows -= ledger[reason].rows;
  }
  return rows;
}

/// The amounts of all rows of a file as they were read.
Amount total_amount(const Database& database, const std::string& fingerprint) {
  SQLite::Statement query(*database,
                          "SELECT amount FROM file_ledger JOIN file ON file.id = file_ledger.file "
                          "WHERE fingerprint = ? AND fate = ?");
  query.bind(1, fingerprint);
  query.bind(2, kAllRows);
  return query.executeStep() ? amount_of(query.getColumn(0)) : Amount{};
}

/// Whether a file was read in one way.
bool is_same(const StoredFile& stored, const SourceFile& file, const Ledger& ledger) {
  const SourceFile& before = stored.file;
  const bool same_columns =
      std::ranges::equal(before.columns, file.columns, [](const ColumnUse& a, const ColumnUse& b) {
        return a.field == b.field && a.column == printable(b.column);
      });
  return same_columns && before.rows == file.rows && before.layout == file.layout &&
         before.measures == file.measures && before.date_format == file.date_format &&
         before.numbers.decimal == file.numbers.decimal && before.zone == file.zone &&
         before.format == file.format &&
         std::ranges::all_of(kReadingReasons, [&](RowReason reason) {
           const bool of_store =
               reason == RowReason::already_stored || reason == RowReason::restated;
           return of_store || (stored.ledger[reason].rows == ledger[reason].rows &&
                               stored.ledger[reason].amount == ledger[reason].amount);
         });
}

}  // namespace

std::optional<Message> other_reading(const Database& database, const std::string& fingerprint,
                                     const std::string& currency, const std::string& path,
                                     const CsvOptions& csv, CleaningOptions options) {
  if (!decides_reading(csv, options)) return std::nullopt;
  const std::vector<StoredFile> files = read_files(database);
  const auto stored = std::ranges::find_if(
      files, [&](const StoredFile& one) { return one.file.fingerprint == fingerprint; });
  if (stored == files.end()) return std::nullopt;
  NoSink sink;
  CsvFile file(path, csv);
  const Layout layout = choose_layout(path, file.header(), options.load.layout);
  if (options.rules.currency.empty() && !layout.name.empty()) options.rules.currency = currency;
  CleaningRun run(options);
  run.read(file, std::array<RowSink*, 1>{&sink});
  const SourceFile& now = run.files().front();
  if (is_same(*stored, now, run.ledger()) &&
      total_amount(database, fingerprint) == run.ledger().total().amount) {
    return std::nullopt;
  }
  const std::uint64_t before = counted_rows(stored->file, stored->ledger);
  const std::uint64_t with_options = counted_rows(now, run.ledger());
  return fmt::format(
      "{}: these options have no effect: the store already has the file as read before, and with "
      "them {} (hint: ingest all files into a new store)",
      path,
      before == with_options
          ? "its columns, dates or amounts would differ"
          : fmt::format("{} would be kept instead of {}", plural(with_options, "row"), before));
}

}  // namespace rfmseg
