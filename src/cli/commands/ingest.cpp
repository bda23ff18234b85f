#include <fmt/core.h>

#include <memory>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/reading_log.hpp"
#include "cli/run_summary.hpp"
#include "report/number_text.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {
namespace {

struct IngestOptions {
  InputOptions input;
  std::string store;
  double lock_timeout = kLockTimeout;
};

std::string ingested_rows(std::uint64_t rows) {
  return counted(static_cast<std::int64_t>(rows), "row");
}

/// The rows of a file that the store did not have, without those that filters or the currency
/// exclude: these are not stored.
std::uint64_t added_rows(const StoredFile& stored) {
  return stored.file.rows - stored.already_stored.rows -
         stored.ledger[RowReason::not_counted].rows - stored.ledger[RowReason::other_currency].rows;
}

/// How many files and rows have been taken so far.
struct IngestTally {
  std::int64_t added = 0, known = 0;
  Ledger::Entry new_rows, already_stored;

  void count(const StoredFile& stored) {
    ++(stored.known ? known : added);
    if (stored.known) return;
    already_stored += stored.already_stored;
    new_rows.rows += added_rows(stored);
  }
};

void log_file(const StoredFile& stored) {
  const std::string& path = stored.file.name;
  if (stored.known) {
    const bool renamed = stored.first_name != path;
    log_info(fmt::format("{}: skipped: the store has had it since {}{}", path, stored.ingested,
                         renamed ? " as " + stored.first_name : ""));
    return;
  }
  log_files({stored.file});
  const std::uint64_t added = added_rows(stored);
  log_info(
      fmt::format("{}: {} added{}", path, ingested_rows(added),
                  stored.already_stored.rows == 0
                      ? ""
                      : fmt::format(", {} worth {} left out: earlier files have brought them",
                                    ingested_rows(stored.already_stored.rows),
                                    grouped(to_rounded_string(stored.already_stored.amount, 2)))));
}

void run_ingest(const IngestOptions& options, RunSummary& summary) {
  const std::vector<std::string> paths = expand_paths(paths_or_stdin(options.input));
  require_piped(paths);
  Store store(options.store, Store::Access::write, lock_timeout(options.lock_timeout));
  IngestTally tally;
  for (const std::string& path : paths) {
    try {
      const StoredFile stored = store.ingest(path, options.input.csv, options.input.cleaning);
      tally.count(stored);
      log_file(stored);
      log_bad_rows(stored.ledger, stored.first_errors);
      summary.files = static_cast<std::uint64_t>(tally.added + tally.known);
      summary.rows = tally.new_rows.rows + tally.already_stored.rows;
      summary.rows_kept = tally.new_rows.rows;
    } catch (const Error&) {
      if (tally.added > 0) {
        log_info(fmt::format("{} before it {} in the store", counted(tally.added, "file"),
                             tally.added == 1 ? "is" : "are"));
      }
      throw;
    }
  }
  if (paths.size() == 1) return;
  log_info(fmt::format("{}: {} with {} added, {} skipped", options.store,
                       counted(tally.added, "file"), ingested_rows(tally.new_rows.rows),
                       counted(tally.known, "file")));
}

}  // namespace

Command ingest_command() {
  const auto options = std::make_shared<IngestOptions>();
  return {
      .name = "ingest",
      .description = "Put files of transactions in a store, which other commands read with --store",
      .options =
          joined({declare_required_store(options->store),
                  declare_lock_timeout(options->lock_timeout), declare_files(options->input)}),
      .footer =
          "A file goes in wholly or not at all. One that the store has is skipped, and rows\n"
          "that another file has brought are left out. Which rows count, and until when, is\n"
          "said to the commands that read the store.\n"
          "Examples:\n"
          "  rfmseg ingest --store shop.db orders-2011-12-09.csv\n"
          "  rfmseg ingest --store shop.db 'by-day/*.csv.gz'\n"
          "  rfmseg segment --store shop.db -o segments.csv",
      .run = [options](const Invocation&, RunSummary& summary) { run_ingest(*options, summary); }};
}

}  // namespace rfmseg::cli
