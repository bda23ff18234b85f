#include "rfm/customer_aggregator.hpp"

#include <span>
#include <utility>

namespace rfmseg {

inline OrderRun& CustomerAggregator::run_of(const Transaction& transaction) {
  if (waiting_ > 0) {
    OrderRun& last = runs_[waiting_ - 1];
    const bool same_time = !totals_.split_by_time() || transaction.time == last.last;
    if (same_time && last.continues(transaction)) return last;
  }
  if (waiting_ == runs_.size()) add_waiting();
  OrderRun& run = runs_[waiting_++];
  run.start(transaction);
  return run;
}

void CustomerAggregator::add(const Transaction& transaction) {
  OrderRun& run = run_of(transaction);
  if (totals_.options().grouped) run.set_group(transaction);
  run.add(transaction);
  if (totals_.options().products) {
    totals_.add_product(transaction.customer_id, transaction.stock_code);
  }
}

void CustomerAggregator::add_waiting() {
  totals_.add(std::span(runs_).first(waiting_));
  waiting_ = 0;
}

const CustomerTotals& CustomerAggregator::totals() {
  add_waiting();
  return totals_;
}

void CustomerAggregator::merge(CustomerAggregator&& other, unsigned threads) {
  add_waiting();
  other.add_waiting();
  totals_.merge(std::move(other.totals_), threads);
}

}  // namespace rfmseg
