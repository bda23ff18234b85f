#include "clean/cleaning_worker.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

#include "load/currency.hpp"
#include "rfmseg/clean/source_file.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"

namespace rfmseg {
namespace {

RowReason reason_of(BadRow::Kind kind) {
  switch (kind) {
    case BadRow::Kind::repeated_header:
      return RowReason::repeated_header;
    case BadRow::Kind::footer:
      return RowReason::footer;
    case BadRow::Kind::malformed:
      return RowReason::malformed;
    case BadRow::Kind::blank_amount:
      return RowReason::blank_amount;
    case BadRow::Kind::further_line:
      return RowReason::further_line;
    case BadRow::Kind::repeated_order:
      return RowReason::repeated_order;
    case BadRow::Kind::unreadable:
      break;
  }
  return RowReason::unreadable;
}

WantedParts with_columns(WantedParts wanted, const RowFilters& filters,
                         const FileReading& reading) {
  wanted.extra = filters.columns();
  for (const auto* places : {&reading.undecided, &reading.carried}) {
    wanted.extra.insert(wanted.extra.end(), places->begin(), places->end());
  }
  return wanted;
}

const std::string& amount_column(const CsvFile& file, const TransactionFormat& format) {
  return file.header()[static_cast<std::size_t>(format.columns.at(format.columns.worth))];
}

}  // namespace

void FileFindings::merge(FileFindings&& other) {
  ledger.merge(other.ledger);
  first_bad.insert(first_bad.end(), other.first_bad.begin(), other.first_bad.end());
  order_prints.merge(std::move(other.order_prints));
  versions.merge(std::move(other.versions));
  currencies.merge(other.currencies);
  undecided.resize(std::max(undecided.size(), other.undecided.size()));
  for (std::size_t i = 0; i < other.undecided.size(); ++i) undecided[i].merge(other.undecided[i]);
  unknown.merge(other.unknown);
  without_currency += other.without_currency;
  not_refunded += other.not_refunded;
  lost_returns += other.lost_returns;
  amounts += other.amounts;
  signs += other.signs;
  days.merge(std::move(other.days));
  offsets.merge(other.offsets);
  last_filtered_sale = std::max(last_filtered_sale, other.last_filtered_sale);
}

CleaningWorker::CleaningWorker(CsvFile& file, const FileReading& reading,
                               const CleaningOptions& options, WantedParts wanted,
                               DuplicateFilter& duplicates, RowSink& sink)
    : file_(file),
      options_(options),
      reading_(reading),
      currency_(reading.currency),
      filters_(file.name(), file.header(), options.rules.filters, reading.layout),
      undecided_(reading.undecided.size()),
      carried_(reading.carried.size()),
      reader_(file, reading.format, with_columns(std::move(wanted), filters_, reading)),
      judge_(options.rules),
      duplicates_(duplicates),
      sink_(sink),
      file_currency_(reading.format.numbers.currency),
      names_currency_(!split_currency(amount_column(file, reading.format)).currency.empty()),
      looks_closer_(undecided_ > 0 || !filters_.columns().empty() || !reading.currency.empty() ||
                    reading.notes_orders || reading.newest != nullptr ||
                    !reading.format.plan.refunded.empty()) {
  const RowPlan& plan = reading.format.plan;
  divides_orders_ =
      plan.has_once_amount() && std::ranges::any_of(filters_.columns(), [&](int place) {
        return std::ranges::find(plan.once, place) == plan.once.end();
      });
  findings_.undecided.resize(undecided_);
  findings_.versions = OrderVersions(reading.layout.name);
}

void CleaningWorker::work(const Block& block, Turn& turn) {
  // The first of two equal rows may be in an earlier block.
  if (options_.rules.drop_duplicates) turn.wait();
  std::uint64_t rows = 0;
  reader_.start(block);
  order_rows_ = {};
  for (; reader_.next(); ++rows) {
    if (reader_.transaction()) {
      process(*reader_.transaction());
    } else {
      process(reader_.bad());
    }
  }
  file_.count_rows(rows);
  turn.wait();
  sink_.end_block();
}

FileFindings& CleaningWorker::findings() {
  findings_.amounts = reader_.amount_check();
  findings_.signs = reader_.sign_check();
  findings_.offsets = reader_.offsets();
  return findings_;
}

void CleaningWorker::process(const Transaction& transaction) {
  if (looks_closer_ || !transaction.currency.empty()) {
    note(transaction);
    if (exclude(transaction)) return;
  }
  RowReason reason = judge_(transaction);
  if (options_.rules.drop_duplicates && !is_dropped(reason)) {
    const auto print = DuplicateFilter::fingerprint(reader_.row().record_text(record_text_));
    if (!duplicates_.is_new(print)) reason = RowReason::duplicate;
  }
  findings_.ledger.add(reason, transaction.amount);
  if (options_.find_shared_orders && !is_dropped(reason)) findings_.order_prints.add(transaction);
  if (reason == RowReason::kept) {
    findings_.days.add(transaction.time, reader_.row().line());
    if (looks_closer_ && reader_.refunded()) findings_.not_refunded += {1, transaction.amount};
    sink_.kept(transaction, reader_.row());
    if (!carried_.empty()) carry(transaction);
  } else if (is_subtracted(reason)) {
    sink_.subtracted(reason, transaction, reader_.row());
  } else {
    if (reason == RowReason::other_country) {
      findings_.last_filtered_sale =
          std::max(findings_.last_filtered_sale, std::optional(transaction.time));
    }
    const bool returned = !reading_.format.plan.returns.empty() && transaction.amount < Amount{};
    if (returned && reason == RowReason::missing_customer) {
      findings_.lost_returns += {1, transaction.amount};
    }
    if (!transaction.nobody.empty()) {
      findings_.ledger.add_detail(reason, transaction.nobody, {1, transaction.amount});
    }
    sink_.dropped(reason, transaction, reader_.row());
  }
}

/// Notes the order, and counts what the row has in columns that no field uses.
void CleaningWorker::note(const Transaction& transaction) {
  if (reading_.notes_orders) {
    findings_.versions.add(transaction.order_id, transaction.updated, &transaction);
  }
  const std::size_t first = filters_.columns().size();
  for (std::size_t i = 0; i < undecided_; ++i) {
    findings_.undecided[i].add(reader_.extra(first + i), {1, transaction.amount});
  }
}

void CleaningWorker::carry(const Transaction& transaction) {
  const std::size_t first = filters_.columns().size() + undecided_;
  for (std::size_t i = 0; i < carried_.size(); ++i) carried_[i] = reader_.extra(first + i);
  sink_.carried(transaction, carried_);
}

void CleaningWorker::check_order(const Exclusion* exclusion, Amount amount) {
  OrderRows& rows = order_rows_;
  if (reader_.order_number() != rows.number) {
    rows = {};
    rows.number = reader_.order_number();
  }
  const bool excluded = exclusion != nullptr;
  rows.any_counts = rows.any_counts || !excluded;
  rows.amount_excluded =
      rows.amount_excluded || (excluded && amount != Amount{} && !reader_.is_further_line());
  if (excluded && exclusion->asked) rows.asked_exclusion = exclusion->label;
  if (!rows.any_counts || (!rows.amount_excluded && rows.asked_exclusion.empty())) return;
  const std::string& label = excluded ? exclusion->label : rows.asked_exclusion;
  throw DataError(ErrorKind::ambiguous_format, {file_.name(), reader_.row().line()},
                  fmt::format("some rows of an order are kept and others{} dropped, but the amount "
                              "is that of the whole order (hint: for {} and {} use columns with "
                              "one value per order; {} names one that only one row has)",
                              label.empty() ? "" : " (" + label + ")", Setting::keep, Setting::drop,
                              Setting::once_an_order));
}

bool CleaningWorker::filter_out(Amount amount) {
  const Exclusion* const exclusion = filters_.excluding(reader_, 0);
  if (divides_orders_) check_order(exclusion, amount);
  if (exclusion == nullptr) return false;
  findings_.ledger.add(RowReason::not_counted, amount);
  findings_.ledger.add_detail(RowReason::not_counted, exclusion->label, {1, amount});
  if (!exclusion->known) findings_.unknown.add(exclusion->label, {1, amount});
  return true;
}

bool CleaningWorker::exclude(const Transaction& transaction) {
  if (filter_out(transaction.amount)) {
    sink_.dropped(RowReason::not_counted, transaction, reader_.row());
    return true;
  }
  if (!transaction.currency.empty()) {
    findings_.currencies.add(transaction.currency, {1, transaction.amount});
  } else if (!currency_.empty() && !names_currency_ && !is_dropped(judge_(transaction))) {
    findings_.without_currency += {1, transaction.amount};
  }
  const std::string_view currency =
      transaction.currency.empty() ? file_currency_ : transaction.currency;
  if (!(currency_.empty() || currency.empty() || is_same_currency(currency, currency_))) {
    // Money of another currency is not part of any sum.
    findings_.ledger.add(RowReason::other_currency, Amount{});
    findings_.ledger.add_detail(RowReason::other_currency, currency, {1, transaction.amount});
    sink_.dropped(RowReason::other_currency, transaction, reader_.row());
    return true;
  }
  if (reading_.newest == nullptr || !is_restated(transaction.order_id)) return false;
  findings_.ledger.add(RowReason::restated, transaction.amount);
  sink_.dropped(RowReason::restated, transaction, reader_.row());
  return true;
}

bool CleaningWorker::is_restated(std::string_view order) {
  if (order.empty()) return false;
  if (order != last_order_) {
    last_order_ = order;
    last_is_restated_ =
        reading_.newest->is_restated(order_key(reading_.layout.name, order), reading_.number);
  }
  return last_is_restated_;
}

void CleaningWorker::process(const BadRow& bad) {
  if (bad.lacks_values && !bad.order_id.empty()) {
    // The end of an order whose beginning is in another file does not show its state, unless
    // it does not count.
    const Exclusion* const exclusion = filters_.excluding(reader_, 0);
    if (exclusion == nullptr || exclusion->blank) {
      BadRow unnamed = bad;
      unnamed.order_id = {};
      process(unnamed);
      return;
    }
  }
  if (reading_.notes_orders) findings_.versions.add(bad.order_id, bad.updated, nullptr);
  const RowReason reason = reason_of(bad.kind);
  // What does not count need not be readable.
  if (reason > RowReason::malformed && filter_out(bad.amount)) {
    sink_.unreadable(RowReason::not_counted, bad, reader_.row());
    return;
  }
  findings_.ledger.add_rows(reason, {bad.lines, bad.amount});
  // A worker's blocks are in the order of the file, so these are its first bad rows.
  const bool counts = reason == RowReason::malformed || reason == RowReason::unreadable;
  if (counts && findings_.first_bad.size() < kErrorsShown) findings_.first_bad.push_back(bad);
  sink_.unreadable(reason, bad, reader_.row());
}

}  // namespace rfmseg
