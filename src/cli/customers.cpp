#include "cli/customers.hpp"

#include "cli/error_text.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/progress.hpp"
#include "cli/reading_log.hpp"
#include "rfm/carried_columns.hpp"

namespace rfmseg::cli {

namespace {

/// Puts the names of options into the warnings, which reports show.
void name_options(TransactionSummary& transactions) {
  const auto name = [](std::vector<Message>& messages) {
    for (Message& message : messages) message = message.text(option_of);
  };
  name(transactions.warnings);
  for (SourceFile& file : transactions.files) name(file.warnings);
}

}  // namespace

CustomerSource::CustomerSource(const InputOptions& options, const Invocation& invocation,
                               RunSummary& summary, bool fingerprints)
    : invocation_(invocation), summary_(summary), columns_(options.cleaning.load.columns) {
  if (options.store.empty()) {
    files_ = open_inputs(options, fingerprints);
    return;
  }
  forbid(Subject::files, invocation);
  store_.emplace(options.store, Store::Access::read);
}

void CustomerSource::require_transactions(std::string_view command) const {
  if (files_) cli::require_transactions(*files_, columns_, command);
}

std::vector<std::string> CustomerSource::header() const {
  return files_ ? files_->first_header() : std::vector<std::string>();
}

std::string CustomerSource::description() const {
  return files_ ? files_->description() : store_->name();
}

Customers CustomerSource::load(const MeasureOptions& measure) {
  if (files_ && is_customer_file(files_->first_header(), columns_)) {
    forbid(Subject::transactions, invocation_);
  }
  Customers customers = [&] {
    if (store_) return store_->measure(measure);
    const Progress progress(*files_);
    return load_customers(*files_, measure);
  }();
  summary_.customers = customers.table.size();
  if (customers.table.as_of) summary_.as_of = to_string(*customers.table.as_of);
  if (customers.transactions) {
    const TransactionSummary& read = *customers.transactions;
    if (files_) log_layouts(read.files);
    log_reading(read, customers.table.size());
    name_options(*customers.transactions);
    summary_.files = read.files.size();
    summary_.rows = read.ledger.total().rows;
    summary_.rows_kept = read.ledger[RowReason::kept].rows;
  } else if (files_) {
    for (const Message& warning : files_->warnings()) log_new_warning(warning.text(option_of));
  }
  return customers;
}

void warn_of_unused_groups(const CustomerTable& table, const GroupOptions& options) {
  if (!options.by.empty() || carried_column(table, CustomerColumn::group) == nullptr) return;
  log_warning("the input has groups, but all customers are scored together (hint: --by group)");
}

}  // namespace rfmseg::cli
