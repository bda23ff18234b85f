#include "cli/customers.hpp"

#include <algorithm>
#include <utility>

#include "cli/log.hpp"
#include "cli/progress.hpp"

namespace rfmseg::cli {

Customers load_customers(InputFiles& files, const InputOptions& options,
                         const MeasureOptions& measure) {
  if (is_customer_file(files.first_header())) forbid_transaction_options(options);
  Customers customers = [&] {
    const Progress progress(files);
    return rfmseg::load_customers(files, measure);
  }();
  if (customers.transactions) log_reading(*customers.transactions, customers.table.size());
  return customers;
}

const std::vector<std::string>* carried_column(const CustomerTable& table, CustomerColumn column) {
  const auto found = std::ranges::find(table.carried, column_name(column),
                                       &std::pair<std::string, std::vector<std::string>>::first);
  return found == table.carried.end() ? nullptr : &found->second;
}

void warn_of_unused_groups(const CustomerTable& table, const GroupOptions& options) {
  if (!options.by.empty() || carried_column(table, CustomerColumn::group) == nullptr) return;
  log_warning("the input has groups, but all customers are scored together (hint: --by group)");
}

}  // namespace rfmseg::cli
