#include "cli/customers.hpp"

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

}  // namespace rfmseg::cli
