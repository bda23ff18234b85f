#include <fmt/core.h>

#include <algorithm>
#include <string>

#include "csv/csv_file.hpp"
#include "fuzz/memory_file.hpp"
#include "fuzz/targets.hpp"
#include "load/footer.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "support/csv_text.hpp"
#include "support/printing.hpp"

namespace rfmseg::fuzz {
namespace {

void check(const Customers& customers, const std::string& path) {
  const Ledger& ledger = customers.transactions->ledger;
  CsvFile file(path, {});
  const std::string padding = std::string(" \t\r\n\"") + file.delimiter();
  std::ptrdiff_t rows = 0;
  for (const test::ReadRow& row : test::read_rows(file)) {
    if (row.raw.find_first_not_of(padding) == std::string::npos) continue;
    ++rows;
    if (row.problem.empty() || is_footer_record(row.raw, file.delimiter(), file.header().size())) {
      continue;
    }
    rows += std::ranges::count(row.raw, '\n');
  }
  require(ledger.total().rows == static_cast<std::uint64_t>(rows),
          "the ledger accounts for every row that is not blank, and every line of malformed ones");

  Amount monetary;
  std::int64_t frequency = 0;
  for (std::size_t i = 0; i < customers.table.size(); ++i) {
    const Customer customer = customers.table.customer(i);
    monetary += customer.monetary;
    frequency += customer.frequency;
    require(customer.first_purchase <= customer.last_purchase, "purchases are in order");
    require(customer.recency >= 0, "nobody buys after the as-of date");
    require(customer.frequency > 0, "every customer has bought");
  }
  require(monetary == ledger[RowReason::kept].amount + ledger[RowReason::subtracted].amount +
                          ledger[RowReason::subtracted_return].amount +
                          ledger[RowReason::refunded_order].amount,
          "customers add up to what is kept, less what is subtracted");
  require(static_cast<std::uint64_t>(frequency) == customers.transactions->orders,
          "customers add up to the orders");
}

struct Outcome {
  std::string text;  ///< everything that is said of the file, or why nothing is
  bool failed = false;
};

Outcome measured(const std::string& path, std::size_t block_size, unsigned threads,
                 bool net_returns) {
  CleaningOptions options;
  options.rules.net_returns = net_returns;
  options.error_limit = ErrorLimit::parse("100%");
  try {
    InputFiles files({path}, {std::nullopt, block_size});
    const Customers customers = measure_customers(files, {.cleaning = options, .threads = threads});
    check(customers, path);
    std::string text = test::described(customers.table);
    const TransactionSummary& summary = *customers.transactions;
    for (std::size_t i = 0; i < kRowReasonCount; ++i) {
      const auto reason = static_cast<RowReason>(i);
      text += fmt::format("{} {} {}\n", reason_key(reason), summary.ledger[reason].rows,
                          to_string(summary.ledger[reason].amount));
    }
    for (const Message& error : summary.first_errors) text += error.text() + '\n';
    return {text, false};
  } catch (const DataError& error) {
    return {error.what(), true};
  }
}

}  // namespace

void transactions(std::string_view input) {
  const MemoryFile file(input);
  const bool net_returns = input.size() % 2 == 1;  // either, as the input says
  const Outcome whole = measured(file.path(), 1 << 20, 1, net_returns);
  const std::size_t block_size = std::max<std::size_t>(input.size() / 7, 1);
  const Outcome shared = measured(file.path(), block_size, 2, net_returns);
  const bool same =
      whole.failed && is_about_packing(whole.text) ? shared.failed : shared.text == whole.text;
  require(same, "two threads and other blocks say:\n" + shared.text + "\none says:\n" + whole.text);
}

}  // namespace rfmseg::fuzz
