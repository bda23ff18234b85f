#include <absl/container/flat_hash_map.h>
#include <absl/strings/string_view.h>
#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "csv/begin_again.hpp"
#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/columns.hpp"
#include "load/transaction_reader.hpp"
#include "rfm/customer_columns.hpp"
#include "rfm/customer_schema.hpp"
#include "rfm/customer_totals.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The recency of a customer with only a last purchase, until the as-of date is known.
constexpr std::int64_t kUnknown = -1;
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
  make_room_in(lines);
}

/// The columns that all files read so far have.
struct SharedColumns {
  bool dates = true;
  bool items = true;
};

/// Reads the rows of one customer file.
class CustomerFileReader {
 public:
  CustomerFileReader(CsvFile& file, const std::string& group_column)
      : file_(file),
        positions_(find_customer_columns(file.name(), file.header())),
        grouped_(!group_column.empty()),
        rows_(file, with_group(positions_, file, group_column)) {}

  /// Appends the customers of the file to `table`, and their line numbers to `lines`.
  void read(const InputFiles& files, CustomerTable& table, SharedColumns& shared,
            std::vector<std::uint64_t>& lines) {
    shared.dates =
        shared.dates && has(CustomerColumn::first_purchase) && has(CustomerColumn::last_purchase);
    shared.items = shared.items && has(CustomerColumn::items);
    if (!shared.dates) table.first_purchase.clear();
    if (!shared.items) table.items.clear();
    // Recency is computed from these; customers of earlier files may not have them.
    if (!has(CustomerColumn::recency)) table.last_purchase.resize(table.size());
    Block block;
    while (file_.next(block)) {
      rows_.start(block);
      const std::size_t before = lines.size();
      while (rows_.next()) {
        read_row(table, shared);
        lines.push_back(rows_.line());
      }
      file_.count_rows(lines.size() - before);
      if (before == 0) make_room(files, table, lines);
    }
  }

 private:
  [[nodiscard]] bool has(CustomerColumn column) const {
    return positions_[static_cast<std::size_t>(column)] >= 0;
  }
  [[nodiscard]] std::string_view cell(CustomerColumn column) const {
    return trimmed(rows_.field(static_cast<std::size_t>(column)));
  }
  /// The name of a column in messages: the schema's if the file uses it, else the file's.
  [[nodiscard]] std::string column_name(CustomerColumn column) const {
    const std::string_view own = kCustomerColumns[static_cast<std::size_t>(column)];
    const int position = positions_[static_cast<std::size_t>(column)];
    if (position < 0) return std::string(own);
    const std::string& name = file_.header()[static_cast<std::size_t>(position)];
    return plain_name(name) == plain_name(own) ? std::string(own) : printable(name);
  }
  [[noreturn]] void fail(CustomerColumn column, std::string_view expectation) const {
    const std::string name = column_name(column);
    const std::string value = printable(cell(column));
    throw DataError(ErrorKind::invalid_value, {file_.name(), rows_.line(), name, value},
                    fmt::format("column {}: '{}' {}", name, value, expectation));
  }

  [[nodiscard]] std::int64_t count(CustomerColumn column) const {
    const auto value = parse_decimal(cell(column));
    if (!value || value->scale != 0 || value->digits < 0) fail(column, "is no whole number from 0");
    return value->digits;
  }
  [[nodiscard]] Amount amount(CustomerColumn column) const {
    const auto value = parse_amount(cell(column));
    if (!value) fail(column, "is no number");
    return *value;
  }
  [[nodiscard]] Timestamp time(CustomerColumn column) const {
    const auto value = iso_.parse(cell(column));
    if (!value) fail(column, "is no date in %Y-%m-%dT%H:%M:%S");
    return *value;
  }

  void read_row(CustomerTable& table, const SharedColumns& shared) {
    if (!rows_.good()) {
      throw DataError({file_.name(), rows_.line()}, rows_.problem());
    }
    Customer customer;
    customer.id = plain_id(cell(CustomerColumn::customer_id));
    if (customer.id.empty()) fail(CustomerColumn::customer_id, "is no customer id");
    if (shared.dates) {
      customer.first_purchase = time(CustomerColumn::first_purchase);
      customer.last_purchase = time(CustomerColumn::last_purchase);
      if (customer.first_purchase > customer.last_purchase) {
        fail(CustomerColumn::first_purchase, "is after the last purchase");
      }
    }
    customer.recency = has(CustomerColumn::recency) ? count(CustomerColumn::recency) : kUnknown;
    if (!has(CustomerColumn::recency)) customer.last_purchase = time(CustomerColumn::last_purchase);
    customer.frequency = count(CustomerColumn::frequency);
    customer.monetary = amount(CustomerColumn::monetary);
    if (shared.items) customer.items = amount(CustomerColumn::items);
    table.add(customer);
    if (grouped_) table.groups.emplace_back(trimmed(rows_.field(kCustomerColumns.size())));
    carry(table);
  }

  /// Stores the cells of the columns that other commands computed.
  void carry(CustomerTable& table) {
    for (std::size_t i = static_cast<std::size_t>(CustomerColumn::r_score);
         i < kCustomerColumns.size(); ++i) {
      if (positions_[i] < 0) continue;
      const auto column = static_cast<CustomerColumn>(i);
      auto found = std::ranges::find(table.carried, kCustomerColumns[i],
                                     &std::pair<std::string, std::vector<std::string>>::first);
      if (found == table.carried.end()) {
        table.carried.emplace_back(kCustomerColumns[i], std::vector<std::string>{});
        found = table.carried.end() - 1;
      }
      // Customers of earlier files without the column get empty cells.
      found->second.resize(table.size() - 1);
      found->second.push_back(carried_cell(column));
    }
  }

  /// A cell; numbers in canonical form, so that they are the same in every output format.
  [[nodiscard]] std::string carried_cell(CustomerColumn column) {
    if (!is_number(column)) return std::string(rows_.field(static_cast<std::size_t>(column)));
    if (cell(column).empty()) return {};
    if (column == CustomerColumn::cluster_distance) return to_string(amount(column));
    return std::to_string(count(column));
  }

  /// The positions of all columns to read; the group column is last.
  static std::vector<int> with_group(std::vector<int> positions, const CsvFile& file,
                                     const std::string& group_column) {
    if (!group_column.empty()) {
      positions.push_back(find_group_column(file.name(), file.header(), group_column));
    }
    return positions;
  }

  CsvFile& file_;
  std::vector<int> positions_;
  bool grouped_;
  RowReader rows_;
  TimestampParser iso_{TimestampParser::Known::iso};
};

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
    if (table.recency[i] != kUnknown) continue;
    last = std::max(last.value_or(table.last_purchase[i]), table.last_purchase[i]);
  }
  if (!last) {
    if (as_of) {
      throw UsageError(fmt::format(
          "{} needs transactions or dates of the last purchase, but the input gives recency itself",
          Setting::as_of));
    }
    if (table.has_dates()) table.as_of = implied_as_of(table);
    return;
  }
  const Timestamp from = as_of.value_or(default_as_of(*last));
  table.as_of = from;
  for (std::size_t i = 0; i < table.size(); ++i) {
    if (table.recency[i] != kUnknown) continue;
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
        fmt::format("column customer_id: '{}' occurs twice (before at {}:{})", here.value,
                    before.file, before.line);
    throw DataError(ErrorKind::invalid_value, std::move(here), problem);
  }
}

CustomerTable read_once(InputFiles& files, std::optional<Timestamp> as_of,
                        const std::string& group_column) {
  CustomerTable table;
  SharedColumns shared;
  std::vector<std::uint64_t> lines;
  std::vector<std::size_t> ends;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < files.size(); ++i) {
    const auto file = files.open(i, EncodingCheck::while_reading);
    if (!is_customer_file(file->header())) {
      throw DataError({file->name()}, "holds no customers, as the files before it do");
    }
    CustomerFileReader(*file, group_column).read(files, table, shared, lines);
    ends.push_back(table.size());
    names.push_back(file->name());
  }
  for (auto& [name, cells] : table.carried) cells.resize(table.size());
  if (table.size() == 0) {
    throw DataError(ErrorKind::no_data, {files.description()}, "no rows after the header");
  }
  if (!table.last_purchase.empty()) table.last_purchase.resize(table.size());
  try {
    sort_by_id(table);
  } catch (const DataError&) {
    refuse_repeated(table, lines, ends, names);  // with line numbers
    throw;
  }
  fill_in_recency(table, as_of);
  if (!shared.dates) table.last_purchase = {};
  return table;
}

}  // namespace

CustomerTable read_customer_files(InputFiles& files, std::optional<Timestamp> as_of,
                                  const std::string& group_column) {
  return begin_again_if_not_utf8(files, [&] { return read_once(files, as_of, group_column); });
}

}  // namespace rfmseg
