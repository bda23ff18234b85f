#include "store/ingestion.hpp"

#include <SQLiteCpp/VariadicBind.h>
#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "csv/row_reader.hpp"
#include "load/transaction.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "store/kinds.hpp"
#include "store/reading_reasons.hpp"
#include "store/values.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

void append_field(std::string& key, std::string_view field) {
  key += field;
  key += '\0';  // which no field contains
}

template <class Number>
void append_bytes(std::string& key, Number number) {
  key.append(reinterpret_cast<const char*>(&number), sizeof number);
}

}  // namespace

Ingestion::Ingestion(const Database& database, std::function<std::int64_t()> begin,
                     bool restates_orders, std::size_t most_waiting)
    : database_(database),
      begin_(std::move(begin)),
      most_waiting_(most_waiting),
      find_purchase_(*database,
                     "SELECT id, lines, items, amount FROM purchase WHERE order_id = ? AND "
                     "customer_id = ? AND time = ? AND country = ? AND kind = ?"),
      insert_purchase_(*database,
                       "INSERT INTO purchase (order_id, customer_id, time, country, kind, mark, "
                       "lines, items, amount) VALUES (?, ?, ?, ?, ?, ?, 0, '0', '0')"),
      update_purchase_(*database,
                       "UPDATE purchase SET lines = ?, items = ?, amount = ? WHERE id = ?"),
      find_line_(
          *database,
          "SELECT copies, different_copies, last_file, copies_in_last_file, files FROM line "
          "WHERE purchase = ? AND stock_code = ? AND quantity = ? AND price = ? AND amount = "
          "?"),
      insert_line_(*database,
                   "INSERT INTO line (purchase, stock_code, quantity, price, amount, copies, "
                   "different_copies, last_file, copies_in_last_file, files) VALUES (?, ?, ?, ?, "
                   "?, ?, ?, ?, ?, ?)"),
      update_line_(*database,
                   "UPDATE line SET copies = ?, different_copies = ?, last_file = ?, "
                   "copies_in_last_file = ?, files = ? WHERE purchase = ? AND stock_code = ? AND "
                   "quantity = ? AND price = ? AND amount = ?"),
      update_files_(*database,
                    "UPDATE line SET files = ? WHERE purchase = ? AND stock_code = ? AND quantity "
                    "= ? AND price = ? AND amount = ?") {
  if (restates_orders) restatement_.emplace(database);
}

StoredPurchase Ingestion::stored(const Purchase& purchase) {
  return {purchase.order_id, purchase.customer_id, to_string(purchase.time),
          purchase.country,  purchase.kind,        static_cast<int>(purchase.mark)};
}

LineKey Ingestion::key_of(const Line& line) {
  return {line.stock_code, to_string(Amount::from(line.quantity)),
          to_string(Amount::from(line.price)), to_string(line.amount)};
}

void Ingestion::kept(const Transaction& transaction, const RowReader& row) {
  add(transaction, row);
}

void Ingestion::dropped(RowReason reason, const Transaction& transaction, const RowReader& row) {
  if (!is_not_stored(reason)) {
    add(transaction, row);
  } else if (restatement_) {
    restatement_->add(transaction.order_id, transaction.updated);
  }
}

void Ingestion::unreadable(RowReason, const BadRow& bad, const RowReader&) {
  if (restatement_) restatement_->add(bad.order_id, bad.updated);
}

void Ingestion::end_block() {
  if (waiting() < most_waiting_) return;
  if (!seen_rows_) seen_rows_.emplace(database_);
  flush();
}

std::size_t Ingestion::waiting() const {
  return std::max(line_index_.size(), restatement_ ? restatement_->noted() : 0);
}

void Ingestion::add(const Transaction& transaction, const RowReader& row) {
  dates_.add(transaction.time, row.line());
  if (restatement_) restatement_->add(transaction.order_id, transaction.updated);
  const char* const kind = kind_of(transaction);
  key_.clear();
  append_field(key_, transaction.order_id);
  append_field(key_, transaction.customer_id);
  append_field(key_, transaction.country);
  append_field(key_, kind);
  append_bytes(key_, transaction.time.time_since_epoch().count());
  const auto [purchase, purchase_is_new] = purchase_index_.emplace(key_, purchases_.size());
  if (purchase_is_new) {
    purchases_.push_back({std::string(transaction.order_id),
                          std::string(transaction.customer_id),
                          std::string(transaction.country),
                          transaction.time,
                          kind,
                          transaction.mark,
                          {}});
  }
  std::vector<Line>& lines = purchases_[purchase->second].lines;

  key_.clear();
  append_bytes(key_, purchase->second);
  append_field(key_, transaction.stock_code);
  append_bytes(key_, transaction.quantity.digits);
  append_bytes(key_, transaction.quantity.scale);
  append_bytes(key_, transaction.price.digits);
  append_bytes(key_, transaction.price.scale);
  append_bytes(key_, transaction.amount.units());
  const auto [line, line_is_new] = line_index_.emplace(key_, lines.size());
  if (line_is_new) {
    lines.push_back({std::string(transaction.stock_code),
                     transaction.quantity,
                     transaction.price,
                     transaction.amount,
                     0,
                     {}});
  }
  Line& mine = lines[line->second];
  ++mine.copies;
  const auto print = DuplicateFilter::fingerprint(row.record_text(key_));
  if (std::ranges::find(mine.different, print) == mine.different.end()) {
    mine.different.push_back(print);
  }
}

void Ingestion::finish() {
  flush();
  if (restatement_) restatement_->replace(file_);
}

void Ingestion::flush() {
  if (file_ == 0) {
    file_ = begin_();
    former_lines_.emplace(database_);
  }
  if (restatement_) restatement_->decide(file_);
  for (const Purchase& purchase : purchases_) {
    check_interrupt();
    if (!omit(purchase)) write(purchase);
  }
  if (restatement_) restatement_->forget();
  purchase_index_.clear();
  line_index_.clear();
  purchases_.clear();
}

bool Ingestion::omit(const Purchase& purchase) {
  if (!restatement_ || !restatement_->is_outdated(purchase.order_id)) return false;
  for (const Line& line : purchase.lines) {
    note_omitted(purchase, line);
    for (std::int64_t copy = 0; copy < line.copies; ++copy) restatement_->omit({1, line.amount});
  }
  return true;
}

void Ingestion::note_omitted(const Purchase& purchase, const Line& line) {
  const StoredPurchase of = stored(purchase);
  const LineKey key = key_of(line);
  find_purchase_.reset();
  SQLite::bind(find_purchase_, of.order_id, of.customer_id, of.time, of.country, of.kind);
  const bool has_purchase = find_purchase_.executeStep();
  const StoredLine at{has_purchase ? find_purchase_.getColumn(0).getInt64() : 0, key.stock_code,
                      key.quantity, key.price, key.amount};
  find_line_.reset();
  SQLite::bind(find_line_, at.purchase, at.stock_code, at.quantity, at.price, at.amount);
  const bool is_stored = find_line_.executeStep();
  FileEntries files = is_stored ? files_of_line() : former_lines_->take(of, key);
  const std::string* const before = files.find(file_);
  const std::int64_t rows =
      line.copies + (before == nullptr ? 0 : copies_of(database_, *before).rows);
  StoredLine counted = at;
  if (!has_purchase) {
    counted.stock_code = fmt::format("{}\n{}\n{}\n{}\n{}\n{}", of.order_id, of.customer_id, of.time,
                                     of.country, of.kind, key.stock_code);
  }
  files.set(file_, to_string(Copies{rows, different_rows(line, counted)}));
  if (!is_stored) {
    former_lines_->add(of, key, files);
    return;
  }
  update_files_.reset();
  SQLite::bind(update_files_, files.text(), at.purchase, at.stock_code, at.quantity, at.price,
               at.amount);
  update_files_.exec();
}

FileEntries Ingestion::files_of_line() {
  FileEntries files = file_entries_of(database_, find_line_.getColumn(4));
  if (files.all().empty()) {
    files.set(
        find_line_.getColumn(2).getInt64(),
        to_string(Copies{find_line_.getColumn(0).getInt64(), find_line_.getColumn(1).getInt64()}));
  }
  return files;
}

void Ingestion::write(const Purchase& purchase) {
  find_purchase_.reset();
  SQLite::bind(find_purchase_, purchase.order_id, purchase.customer_id, to_string(purchase.time),
               purchase.country, purchase.kind);
  const bool is_new = !find_purchase_.executeStep();
  std::int64_t id = 0;
  Sums sums;
  if (is_new) {
    insert_purchase_.reset();
    SQLite::bind(insert_purchase_, purchase.order_id, purchase.customer_id,
                 to_string(purchase.time), purchase.country, purchase.kind,
                 static_cast<int>(purchase.mark));
    insert_purchase_.exec();
    id = database_->getLastInsertRowid();
  } else {
    id = find_purchase_.getColumn(0).getInt64();
    sums = {find_purchase_.getColumn(1).getInt64(), amount_of(find_purchase_.getColumn(2)),
            amount_of(find_purchase_.getColumn(3))};
  }
  const Sums added = write_lines(purchase, id, is_new);
  if (added.lines == 0) return;
  const std::string items = to_string(sums.items + added.items);
  if (!parse_decimal(items)) {
    throw DataError(
        fmt::format("order '{}' of customer '{}': its quantities add up to {}, which has more "
                    "digits than a store supports",
                    printable(purchase.order_id), printable(purchase.customer_id), items));
  }
  update_purchase_.reset();
  SQLite::bind(update_purchase_, sums.lines + added.lines, items,
               to_string(sums.amount + added.amount), id);
  update_purchase_.exec();
}

Ingestion::Sums Ingestion::write_lines(const Purchase& purchase, std::int64_t id, bool is_new) {
  Sums sums;
  const bool replaces = restatement_ && !purchase.order_id.empty();
  for (const Line& line : purchase.lines) {
    const std::int64_t added = write_line(purchase, line, id, is_new, replaces);
    sums.lines += added;
    for (std::int64_t copy = 0; copy < added; ++copy) {
      sums.items += Amount::from(line.quantity);
      sums.amount += line.amount;
    }
    for (std::int64_t copy = added; copy < line.copies; ++copy) {
      already_stored_ += {1, line.amount};
    }
  }
  return sums;
}

std::int64_t Ingestion::different_rows(const Line& line, const StoredLine& at) {
  return seen_rows_ ? seen_rows_->add(at, line.different)
                    : static_cast<std::int64_t>(line.different.size());
}

std::int64_t Ingestion::write_line(const Purchase& of, const Line& line, std::int64_t purchase,
                                   bool is_new, bool replaces) {
  const LineKey key = key_of(line);
  const StoredLine at{purchase, key.stock_code, key.quantity, key.price, key.amount};
  const std::int64_t different = different_rows(line, at);
  if (!is_new) {
    find_line_.reset();
    SQLite::bind(find_line_, at.purchase, at.stock_code, at.quantity, at.price, at.amount);
    if (find_line_.executeStep()) {
      const std::int64_t stored_copies = find_line_.getColumn(0).getInt64();
      const bool seen = find_line_.getColumn(2).getInt64() == file_;
      const std::int64_t here = (seen ? find_line_.getColumn(3).getInt64() : 0) + line.copies;
      // Lines of one file have no list of files.
      FileEntries files = file_entries_of(database_, find_line_.getColumn(4));
      if (files.all().empty() && !seen) files = files_of_line();
      if (!files.all().empty()) files.set(file_, to_string(Copies{here, different}));
      update_line_.reset();
      const std::int64_t different_before =
          replaces && !seen ? 0 : find_line_.getColumn(1).getInt64();
      SQLite::bind(update_line_, std::max(stored_copies, here),
                   std::max(different_before, different), file_, here, files.text(), at.purchase,
                   at.stock_code, at.quantity, at.price, at.amount);
      update_line_.exec();
      return std::max(here - stored_copies, std::int64_t{0});
    }
  }
  FileEntries files = former_lines_->take(stored(of), key);
  if (!files.all().empty()) files.set(file_, to_string(Copies{line.copies, different}));
  insert_line_.reset();
  SQLite::bind(insert_line_, at.purchase, at.stock_code, at.quantity, at.price, at.amount,
               line.copies, different, file_, line.copies, files.text());
  insert_line_.exec();
  return line.copies;
}

RestatedOrders Ingestion::replaced() const {
  return restatement_ ? restatement_->replaced() : RestatedOrders();
}

RestatedOrders Ingestion::outdated() const {
  return restatement_ ? restatement_->outdated() : RestatedOrders();
}

}  // namespace rfmseg
