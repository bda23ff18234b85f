#include <fmt/core.h>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/error_text.hpp"
#include "cli/input_files.hpp"
#include "cli/log.hpp"
#include "cli/options/input_options.hpp"
#include "cli/options/store_options.hpp"
#include "cli/reading_log.hpp"
#include "cli/run_summary.hpp"
#include "plural.hpp"
#include "report/number_text.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/store/store.hpp"
#include "store/reading_reasons.hpp"

namespace rfmseg::cli {
namespace {

struct IngestOptions {
  InputOptions input;
  std::string store;
  double lock_timeout = kLockTimeout;
  std::int64_t most_gap_days = kMostGapDays;
  IngestRules rules;
};

std::string ingested_rows(std::uint64_t rows) {
  return counted(static_cast<std::int64_t>(rows), "row");
}

/// The rows of a file that were stored: those that the store did not have, could be read, are not
/// excluded by filters or the currency, and are not an older version of what the store has.
std::uint64_t added_rows(const StoredFile& stored) {
  std::uint64_t rows = stored.file.rows - stored.already_stored.rows - stored.outdated.rows.rows;
  for (const RowReason reason : kReadingReasons) rows -= stored.ledger[reason].rows;
  return rows;
}

/// How many files and rows have been taken so far.
struct IngestTally {
  std::int64_t added = 0, known = 0;
  Ledger::Entry new_rows, already_stored, outdated;

  void count(const StoredFile& stored) {
    ++(stored.known ? known : added);
    if (stored.known) return;
    already_stored += stored.already_stored;
    outdated += stored.outdated.rows;
    new_rows.rows += added_rows(stored);
  }
};

/// `2 rows worth 49.50`.
std::string rows_worth(const Ledger::Entry& rows) {
  return fmt::format("{} worth {}", ingested_rows(rows.rows),
                     grouped(to_rounded_string(rows.amount, 2)));
}

std::string counted_orders(std::uint64_t orders) {
  return counted(static_cast<std::int64_t>(orders), "order");
}

/// The effect on orders that other files have, too; empty if there is none.
std::string restated_text(const StoredFile& stored) {
  std::string text;
  if (stored.replaced.rows.rows > 0) {
    text += fmt::format(", {} of earlier files replaced, of {}", rows_worth(stored.replaced.rows),
                        counted_orders(stored.replaced.orders));
  }
  if (stored.outdated.orders > 0) {
    text += fmt::format(", {} skipped: the store has a newer version of {}",
                        rows_worth(stored.outdated.rows), counted_orders(stored.outdated.orders));
  }
  return text;
}

/// `dry_run`: whether nothing was added.
void log_file(const StoredFile& stored, bool dry_run) {
  const std::string& path = stored.file.name;
  if (stored.known) {
    const bool renamed = stored.first_name != path;
    log_info(fmt::format("{}: skipped: already in the store since {}{}", path, stored.ingested,
                         renamed ? " as " + stored.first_name : ""));
    for (const Message& warning : stored.file.warnings) log_warning(warning.text(option_of));
    return;
  }
  log_layouts({stored.file});
  log_files({stored.file});
  const std::uint64_t added = added_rows(stored);
  log_info(fmt::format(
      "{}: {} {}{}{}", path, ingested_rows(added), dry_run ? "would be added" : "added",
      stored.already_stored.rows == 0
          ? ""
          : fmt::format(", {} skipped: already in the store", rows_worth(stored.already_stored)),
      restated_text(stored)));
}

void run_ingest(const IngestOptions& options, RunSummary& summary) {
  const std::vector<std::string> paths = expand_paths(paths_or_stdin(options.input));
  require_piped(paths);
  const auto access = options.rules.dry_run ? Store::Access::rehearse : Store::Access::write;
  Store store(options.store, access, lock_timeout(options.lock_timeout));
  IngestRules rules = options.rules;
  rules.most_gap = std::chrono::days(options.most_gap_days);
  IngestTally tally;
  for (const std::string& path : paths) {
    try {
      const StoredFile stored =
          store.ingest(path, options.input.csv, options.input.cleaning, rules);
      tally.count(stored);
      log_file(stored, rules.dry_run);
      log_bad_rows(stored.ledger, stored.first_errors);
      summary.files = static_cast<std::uint64_t>(tally.added + tally.known);
      summary.rows = tally.new_rows.rows + tally.already_stored.rows + tally.outdated.rows;
      summary.rows_kept = tally.new_rows.rows;
    } catch (const Error&) {
      if (tally.added > 0 && !rules.dry_run) {
        log_info(fmt::format("{} before it {} in the store", counted(tally.added, "file"),
                             agree(tally.added, "is", "are")));
      }
      throw;
    }
  }
  if (paths.size() > 1) {
    log_info(fmt::format("{}: {} with {} {}, {} skipped", options.store,
                         counted(tally.added, "file"), ingested_rows(tally.new_rows.rows),
                         rules.dry_run ? "would be added" : "added", counted(tally.known, "file")));
  }
  if (rules.dry_run) log_info(fmt::format("{}: unchanged (--dry-run)", options.store));
}

}  // namespace

Command ingest_command() {
  const auto options = std::make_shared<IngestOptions>();
  return {
      .name = "ingest",
      .description = "Add transaction files to a store, for --store of other commands",
      .options = joined(
          {declare_required_store(options->store), declare_lock_timeout(options->lock_timeout),
           in_group("Checks",
                    {Option("--max-gap", &options->most_gap_days, "DAYS",
                            "Refuse a file with a date more than this many days after the "
                            "last date of the store and of the file, or before the first",
                            {.show_default = true, .range = Range{1, 1e6}}),
                     Option("--allow-gap", &options->rules.allows_gap, "",
                            "Add such a file with a warning"),
                     Option("--dry-run", &options->rules.dry_run, "",
                            "Report what would happen, and leave the store unchanged")}),
           declare_files(options->input)}),
      .most_used = {"--store", "--restate", "--layout", "--dry-run"},
      .footer =
          "Examples:\n"
          "  rfmseg ingest --store shop.db orders-2011-12-09.csv\n"
          "  rfmseg ingest --store shop.db 'by-day/*.csv.gz'\n"
          "  rfmseg ingest --store shop.db --restate order last-30-days.csv\n"
          "  rfmseg ingest --store shop.db --dry-run new.csv\n"
          "  rfmseg segment --store shop.db -o segments.csv\n"
          "Each file is added completely or not at all. A file that is already in the store is\n"
          "skipped, and so are rows that another file has added. Cleaning options and --as-of\n"
          "belong to the commands that read the store. If orders are restated (--restate), the\n"
          "later file counts, or the later time in the layout's column updated_at. A wrong date\n"
          "would move every customer: use --allow-gap only if the date is right.",
      .run = [options](const Invocation&, RunSummary& summary) { run_ingest(*options, summary); }};
}

}  // namespace rfmseg::cli
