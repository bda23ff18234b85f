#include "rfmseg/store/store.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/commands/writing.hpp"
#include "cli/log.hpp"
#include "cli/options/output_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/output.hpp"
#include "report/number_text.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/document.hpp"
#include "store/reading_reasons.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

struct StoreOptions {
  std::string store;
  std::string file;
  double lock_timeout = kLockTimeout;
  OutputOptions output;
};

std::string first_text(const StoredFile& stored) {
  return stored.first_time ? to_date_string(*stored.first_time) : "";
}

std::string last_text(const StoredFile& stored) {
  return stored.last_time ? to_date_string(*stored.last_time) : "";
}

void list_files(const StoreOptions& options, RunSummary& summary) {
  const std::vector<StoredFile> files = Store(options.store, Store::Access::read).files();
  Output output(options.output.path, summary);
  const auto rows = row_writer(options.output, output.stream());
  using Kind = RowColumn::Kind;
  rows->begin({{"file", Kind::text},
               {"fingerprint", Kind::text},
               {"ingested", Kind::text},
               {"rows", Kind::number},
               {"first_date", Kind::text},
               {"last_date", Kind::text},
               {"amount", Kind::money}});
  for (const StoredFile& stored : files) {
    rows->row(std::vector<std::string>{stored.file.name, stored.file.fingerprint, stored.ingested,
                                       std::to_string(stored.file.rows), first_text(stored),
                                       last_text(stored), to_string(stored.amount, 2)});
  }
  rows->end();
  output.finish();
  output.publish();
}

/// The rows of a file that the store has because of it, and their amount.
Ledger::Entry rows_of(const StoredFile& stored) {
  Ledger::Entry rows{stored.file.rows, stored.amount};
  for (const RowReason reason : kReadingReasons) {
    rows.rows -= stored.ledger[reason].rows;
    rows.amount -= stored.ledger[reason].amount;
  }
  return rows;
}

void show_store(const StoreOptions& options, std::ostream& out) {
  const Store store(options.store, Store::Access::read);
  const std::vector<StoredFile> files = store.files();
  Ledger::Entry rows;
  std::set<std::string> layouts, currencies;
  std::string first, last;
  for (const StoredFile& stored : files) {
    const Ledger::Entry own = rows_of(stored);
    rows.rows += own.rows;
    rows.amount += own.amount;
    if (!stored.file.layout.empty()) layouts.insert(stored.file.layout);
    if (!stored.file.numbers.currency.empty()) currencies.insert(stored.file.numbers.currency);
    const std::string begin = first_text(stored);
    if (!begin.empty() && (first.empty() || begin < first)) first = begin;
    last = std::max(last, last_text(stored));
  }
  const std::vector<Run> runs = store.runs();
  const auto texts = [](const std::set<std::string>& values) {
    return values.empty() ? std::string("none")
                          : listed(std::vector<std::string>(values.begin(), values.end()));
  };
  Table table{{{"Store", Align::left}, {printable(options.store), Align::left}}, {}};
  const auto add = [&](const std::string& name, const std::string& value) {
    table.rows.push_back({{name, value}});
  };
  add("Files", count_text(std::ssize(files)));
  add("Rows", count_text(static_cast<std::int64_t>(rows.rows)));
  add("Amount", money_text(rows.amount));
  add("First date", first.empty() ? "none" : first);
  add("Last date", last.empty() ? "none" : last);
  add("Currency", texts(currencies));
  add("Layouts", texts(layouts));
  add("Runs", count_text(std::ssize(runs)));
  add("Last run", runs.empty() ? "none"
                               : fmt::format("{}: {} as of {}", runs.back().number,
                                             printable(runs.back().definition.command),
                                             printable(runs.back().definition.as_of)));
  render_text({table}, {}, out);
}

void remove_from_store(const StoreOptions& options) {
  // Not by Access::write alone, which would create a store.
  (void)Store(options.store, Store::Access::read);
  Store store(options.store, Store::Access::write, lock_timeout(options.lock_timeout));
  const StoredFile removed = store.remove(options.file);
  log_info(fmt::format("{}: {} with {} removed", options.store, printable(removed.file.name),
                       counted(static_cast<std::int64_t>(removed.file.rows), "row")));
  if (!store.runs().empty()) {
    log_info(fmt::format(
        "runs remain as they were recorded (hint: rfmseg runs --remove NUMBER --store {})",
        options.store));
  }
}

void check_store(const StoreOptions& options) {
  const std::vector<std::string> faults = Store(options.store, Store::Access::read).find_faults();
  for (const std::string& fault : faults) log_error(fmt::format("{}: {}", options.store, fault));
  if (!faults.empty()) {
    throw DataError(ErrorKind::damaged_file, {options.store},
                    "is damaged (hint: restore a backup, or rebuild it from the original files)");
  }
  log_info(fmt::format("{}: no faults found", options.store));
}

}  // namespace

Command store_command() {
  const auto options = std::make_shared<StoreOptions>();
  const Options store = declare_required_store(options->store);
  return {.name = "store",
          .description = "List, remove and check the files of a store",
          .footer =
              "Examples:\n"
              "  rfmseg store list --store shop.db\n"
              "  rfmseg store remove orders-2011-12-09.csv --store shop.db\n"
              "  rfmseg store check --store shop.db",
          .commands = {
              {.name = "list",
               .description = "List the files of a store",
               .options = joined({store, declare_output(options->output, "table")}),
               .footer = "Example:\n  rfmseg store list --store shop.db",
               .run = [options](const Invocation&,
                                RunSummary& summary) { list_files(*options, summary); }},
              {.name = "show",
               .description = "Show what a store contains: rows, dates, currency, layouts, runs",
               .options = store,
               .footer = "Example:\n  rfmseg store show --store shop.db",
               .run = writing([options](std::ostream& out) { show_store(*options, out); })},
              {.name = "remove",
               .description = "Remove a file, as if it had never been added",
               .options = joined(
                   {{Option("NAME", &options->file, "NAME",
                            "Name of the file, its last part, or at least 6 characters of its "
                            "fingerprint (see rfmseg store list)",
                            {.required = true})},
                    store,
                    declare_lock_timeout(options->lock_timeout)}),
               .footer = "Rows that other files have, too, remain, and so do recorded runs.\n"
                         "Example:\n  rfmseg store remove orders-2011-12-09.csv --store shop.db",
               .run = [options](const Invocation&, RunSummary&) { remove_from_store(*options); }},
              {.name = "check",
               .description = "Check all of a store: its file, orders, lines and ledgers",
               .options = store,
               .footer = "Example:\n  rfmseg store check --store shop.db",
               .run = [options](const Invocation&, RunSummary&) { check_store(*options); }}}};
}

}  // namespace rfmseg::cli
