#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "csv/block_workers.hpp"
#include "csv/csv_file.hpp"
#include "csv/encoding_warning.hpp"
#include "rfm/customer_dates.hpp"
#include "rfm/customer_numbers.hpp"
#include "rfm/customer_row_reader.hpp"
#include "rfm/customer_schema.hpp"
#include "rfm/customer_totals.hpp"
#include "rfm/last_cells.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The number of days between the first and the last valid year, rounded up.
constexpr auto kMostDays = std::int64_t{9999} * 366;

/// Reserves memory for all customers of the files, estimated from the length of the rows so far:
/// growing vectors need twice their size.
void make_room(const InputFiles& files, CustomerTable& table, std::vector<std::uint64_t>& lines) {
  const std::uint64_t read = files.progress().bytes;
  const auto total = files.total_bytes();
  if (!total || read == 0 || lines.empty()) return;
  const double expected = 1.05 * static_cast<double>(lines.size()) * static_cast<double>(*total) /
                          static_cast<double>(read);
  // An upper limit: the first rows may be shorter than the rest.
  const double most = static_cast<double>(*total) / 12;
  const auto rows = static_cast<std::size_t>(std::min(expected, most));
  const auto make_room_in = [&](auto& column) {
    if (!column.empty()) column.reserve(rows);
  };
  table.ids.reserve(rows, (table.ids.characters() / table.size() + 1) * rows);
  make_room_in(table.first_purchase);
  make_room_in(table.last_purchase);
  make_room_in(table.recency);
  make_room_in(table.frequency);
  make_room_in(table.monetary);
  make_room_in(table.items);
  make_room_in(table.groups);
  make_room_in(lines);
  for (auto* const columns : {&table.carried, &table.extra}) {
    for (auto& [name, cells] : *columns) {
      cells.reserve(rows, (cells.characters() / table.size() + 1) * rows);
    }
  }
}

/// The midnight that gives all recencies, or else the earliest such time; nothing if there is none.
std::optional<Timestamp> implied_as_of(const CustomerTable& table) {
  using std::chrono::days;
  Timestamp least = Timestamp::min();
  Timestamp beyond = Timestamp::max();
  for (std::size_t i = 0; i < table.size(); ++i) {
    // Prevents overflow; there is no such date.
    if (table.recency[i] > kMostDays) return std::nullopt;
    const Timestamp from = table.last_purchase[i] + days(table.recency[i]);
    least = std::max(least, from);
    beyond = std::min(beyond, from + days(1));
  }
  if (least >= beyond) return std::nullopt;
  const Timestamp midnight = std::chrono::ceil<days>(least);
  return midnight < beyond ? midnight : least;
}

/// Computes the recency of customers with only a last purchase, from `as_of` or else from midnight
/// after the day of the latest of these purchases.
void fill_in_recency(CustomerTable& table, std::optional<Timestamp> as_of) {
  std::optional<Timestamp> last;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.recency[i] != kUnknownRecency) continue;
    last = std::max(last.value_or(table.last_purchase[i]), table.last_purchase[i]);
  }
  if (!last) {
    if (as_of) {
      throw UsageError(
          fmt::format("{} requires transactions or dates of the last purchase, but the input "
                      "contains only recency",
                      Setting::as_of));
    }
    if (table.has_dates()) table.as_of = implied_as_of(table);
    return;
  }
  const Timestamp from = as_of.value_or(default_as_of(*last));
  table.as_of = from;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.recency[i] != kUnknownRecency) continue;
    const auto since = std::chrono::floor<std::chrono::days>(from - table.last_purchase[i]);
    if (since.count() < 0) {
      throw DataError(
          fmt::format("the last purchase of customer '{}' at {} is after the as-of date {}",
                      printable(table.ids[i]), to_string(table.last_purchase[i]), to_string(from)));
    }
    table.recency.set(i, since.count());
  }
}

/// Throws for the first customer that occurs twice. `lines` are the line numbers of the customers;
/// those before `ends[i]` are in file i or an earlier one.
void refuse_repeated(const CustomerTable& table, const std::vector<std::uint64_t>& lines,
                     const std::vector<std::size_t>& ends, const std::vector<std::string>& files) {
  const auto place = [&](std::size_t customer) {
    const auto file = std::ranges::upper_bound(ends, customer) - ends.begin();
    return ErrorPlace{files[static_cast<std::size_t>(file)], lines[customer]};
  };
  absl::flat_hash_map<absl::string_view, std::size_t> seen;
  seen.reserve(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string_view id = table.ids[i];
    const auto [earlier, is_new] = seen.emplace(absl::string_view(id.data(), id.size()), i);
    if (is_new) continue;
    const ErrorPlace before = place(earlier->second);
    ErrorPlace here = place(i);
    here.column = "customer_id";
    here.value = printable(id);
    const std::string problem =
        fmt::format("column customer_id: '{}' is a duplicate (first at {}:{})", here.value,
                    before.file, before.line);
    throw DataError(ErrorKind::invalid_value, std::move(here), problem);
  }
}

/// Assembles the table of all files.
class CustomerTableBuilder {
 public:
  explicit CustomerTableBuilder(const LoadOptions& load) {
    check_carried_columns(load.carried_columns);
    for (const std::string& name : load.carried_columns) table_.extra.emplace_back().first = name;
  }

  /// Appends the customers of `file`, which is one of `files`.
  void read(const InputFiles& files, CsvFile& file, const LoadOptions& load, unsigned threads) {
    CustomerFileColumns columns(file, load);
    dates_ = columns.dates = columns.dates && dates_;
    items_ = columns.items = columns.items && items_;
    if (!dates_) table_.first_purchase.clear();
    if (!items_) table_.items.clear();
    // Recency is computed from these; customers of earlier files may not have them.
    if (!columns.has(CustomerColumn::recency)) table_.last_purchase.resize(table_.size());

    const CustomerDates dates = find_customer_dates(file, columns, load);
    const NumberFormat numbers = find_customer_numbers(file, columns, load);
    std::vector<BlockWork> workers;
    for (unsigned i = 0; i < std::max(threads, 1U); ++i) {
      workers.emplace_back([&, reader = std::make_shared<CustomerRowReader>(
                                   file, columns, dates, numbers)](const Block& block, Turn& turn) {
        const CustomerRows rows = reader->read(block);
        file.count_rows(rows.lines.size());
        turn.wait();
        const bool first = lines_.empty();
        add(rows, columns);
        if (first) make_room(files, table_, lines_);
      });
    }
    for_each_block(file, workers);
    ends_.push_back(table_.size());
    names_.push_back(file.name());
  }

  /// The table, sorted by id. Throws DataError if a customer occurs twice.
  CustomerTable finish(std::optional<Timestamp> as_of, unsigned threads) {
    for (auto& [name, cells] : table_.carried) cells.extend(table_.size());
    if (!table_.last_purchase.empty()) table_.last_purchase.resize(table_.size());
    try {
      sort_by_id(table_, threads);
    } catch (const DataError&) {
      refuse_repeated(table_, lines_, ends_, names_);  // with line numbers
      throw;
    }
    fill_in_recency(table_, as_of);
    if (!dates_) table_.last_purchase = {};
    return std::move(table_);
  }

  [[nodiscard]] bool empty() const { return table_.size() == 0; }

 private:
  void add(const CustomerRows& rows, const CustomerFileColumns& columns) {
    const CustomerTable& table = rows.table;
    const auto append = [](auto& column, const auto& more) {
      column.insert(column.end(), more.begin(), more.end());
    };
    for (std::size_t i = 0; i < columns.carried.size(); ++i) {
      TextColumn& cells = carried(column_name(columns.carried[i]));
      cells.extend(table_.size());  // customers of earlier files without the column
      cells.append(table.carried[i].second);
    }
    for (std::size_t i = 0; i < columns.extra; ++i) {
      table_.extra[i].second.append(table.extra[i].second);
    }
    table_.ids.append(table.ids);
    append(table_.first_purchase, table.first_purchase);
    append(table_.last_purchase, table.last_purchase);
    table_.recency.append(table.recency);
    table_.frequency.append(table.frequency);
    table_.monetary.append(table.monetary);
    table_.items.append(table.items);
    table_.groups.append(table.groups);
    append(lines_, rows.lines);
  }

  TextColumn& carried(std::string_view name) {
    const auto found =
        std::ranges::find(table_.carried, name, &std::pair<std::string, TextColumn>::first);
    if (found != table_.carried.end()) return found->second;
    return table_.carried.emplace_back(name, TextColumn{}).second;
  }

  CustomerTable table_;
  bool dates_ = true;                 ///< whether all files so far have both dates
  bool items_ = true;                 ///< likewise
  std::vector<std::uint64_t> lines_;  ///< of the customers, in their files
  std::vector<std::size_t> ends_;     ///< by file: the number of customers up to its end
  std::vector<std::string> names_;    ///< of the files
};

}  // namespace

CustomerTable read_customer_files(InputFiles& files, std::optional<Timestamp> as_of,
                                  const LoadOptions& load, unsigned threads) {
  CustomerTableBuilder builder(load);
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto file = files.open(i);
    if (!is_customer_file(file->header(), load.columns)) {
      throw DataError({file->name()}, "is not a customer table, but the files before it are");
    }
    builder.read(files, *file, load, threads);
    files.note_warnings(*file);
    if (const auto line = file->first_line_not_utf8()) {
      files.note_warning(encoding_warning(file->name(), *line, file->encoding()));
    }
  }
  if (builder.empty()) {
    throw DataError(ErrorKind::no_data, {files.description()}, "no rows after the header");
  }
  return builder.finish(as_of, threads);
}

}  // namespace rfmseg
