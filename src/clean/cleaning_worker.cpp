#include "clean/cleaning_worker.hpp"

#include <algorithm>
#include <utility>

#include "load/currency.hpp"
#include "rfmseg/clean/source_file.hpp"

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
                         const std::vector<int>& undecided) {
  wanted.extra = filters.columns();
  wanted.extra.insert(wanted.extra.end(), undecided.begin(), undecided.end());
  return wanted;
}

}  // namespace

void FileFindings::merge(FileFindings&& other) {
  ledger.merge(other.ledger);
  first_bad.insert(first_bad.end(), other.first_bad.begin(), other.first_bad.end());
  order_prints.merge(std::move(other.order_prints));
  currencies.merge(other.currencies);
  undecided.resize(std::max(undecided.size(), other.undecided.size()));
  for (std::size_t i = 0; i < other.undecided.size(); ++i) undecided[i].merge(other.undecided[i]);
  unknown.merge(other.unknown);
  amounts += other.amounts;
  days.merge(std::move(other.days));
  offsets.merge(other.offsets);
  last_filtered_sale = std::max(last_filtered_sale, other.last_filtered_sale);
}

CleaningWorker::CleaningWorker(CsvFile& file, const FileReading& reading,
                               const CleaningOptions& options, WantedParts wanted,
                               DuplicateFilter& duplicates, RowSink& sink)
    : file_(file),
      options_(options),
      currency_(reading.currency),
      filters_(file.name(), file.header(), options.rules.filters, reading.layout),
      undecided_(reading.undecided.size()),
      reader_(file, reading.format, with_columns(std::move(wanted), filters_, reading.undecided)),
      judge_(options.rules),
      duplicates_(duplicates),
      sink_(sink),
      file_currency_(reading.format.numbers.currency),
      looks_closer_(undecided_ > 0 || !filters_.columns().empty() ||
                    !options.rules.currency.empty()) {
  findings_.undecided.resize(undecided_);
}

void CleaningWorker::work(const Block& block, Turn& turn) {
  // The first of two equal rows may be in an earlier block.
  if (options_.rules.drop_duplicates) turn.wait();
  std::uint64_t rows = 0;
  reader_.start(block);
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
    sink_.kept(transaction, reader_.row());
  } else if (is_subtracted(reason)) {
    sink_.subtracted(reason, transaction, reader_.row());
  } else {
    if (reason == RowReason::other_country) {
      findings_.last_filtered_sale =
          std::max(findings_.last_filtered_sale, std::optional(transaction.time));
    }
    if (!transaction.nobody.empty()) {
      findings_.ledger.add_detail(reason, transaction.nobody, {1, transaction.amount});
    }
    sink_.dropped(reason, transaction, reader_.row());
  }
}

/// Counts what the row has in columns that no field uses, and its currency.
void CleaningWorker::note(const Transaction& transaction) {
  if (!transaction.currency.empty()) {
    findings_.currencies.add(transaction.currency, {1, transaction.amount});
  }
  const std::size_t first = filters_.columns().size();
  for (std::size_t i = 0; i < undecided_; ++i) {
    findings_.undecided[i].add(reader_.extra(first + i), {1, transaction.amount});
  }
}

bool CleaningWorker::filter_out(Amount amount) {
  const Exclusion* const exclusion = filters_.excluding(reader_, 0);
  if (exclusion == nullptr) return false;
  findings_.ledger.add(RowReason::not_counted, amount);
  findings_.ledger.add_detail(RowReason::not_counted, exclusion->label, {1, amount});
  if (!exclusion->known) findings_.unknown.add(exclusion->label, {1, amount});
  return true;
}

bool CleaningWorker::exclude(const Transaction& transaction) {
  if (filter_out(transaction.amount)) {
    if (judge_(transaction) == RowReason::kept) {
      findings_.last_filtered_sale =
          std::max(findings_.last_filtered_sale, std::optional(transaction.time));
    }
    sink_.dropped(RowReason::not_counted, transaction, reader_.row());
    return true;
  }
  const std::string_view currency =
      transaction.currency.empty() ? file_currency_ : transaction.currency;
  if (currency_.empty() || currency.empty() || is_same_currency(currency, currency_)) return false;
  // Money of another currency is not part of any sum.
  findings_.ledger.add(RowReason::other_currency, Amount{});
  findings_.ledger.add_detail(RowReason::other_currency, currency, {1, transaction.amount});
  sink_.dropped(RowReason::other_currency, transaction, reader_.row());
  return true;
}

void CleaningWorker::process(const BadRow& bad) {
  const RowReason reason = reason_of(bad.kind);
  // What does not count need not be readable.
  if (reason > RowReason::malformed && filter_out(bad.amount)) {
    sink_.unreadable(RowReason::not_counted, bad, reader_.row());
    return;
  }
  findings_.ledger.add(reason, bad.amount);
  // A worker's blocks are in the order of the file, so these are its first bad rows.
  const bool counts = reason == RowReason::malformed || reason == RowReason::unreadable;
  if (counts && findings_.first_bad.size() < kErrorsShown) findings_.first_bad.push_back(bad);
  sink_.unreadable(reason, bad, reader_.row());
}

}  // namespace rfmseg
