#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command.hpp"
#include "cli/options/group_options.hpp"
#include "cli/options/input_options.hpp"
#include "cli/run_summary.hpp"
#include "rfmseg/csv/input_files.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {

/// Where a command's customers come from: files of transactions or customers, or a store.
class CustomerSource {
 public:
  /// Opens the store, or finds the files; see open_inputs(). Puts what is read in the summary.
  CustomerSource(const InputOptions& options, const Invocation& invocation, RunSummary& summary,
                 bool fingerprints = false);

  /// Throws DataError when files hold customers.
  void require_transactions(std::string_view command) const;
  /// The header of the first file; empty for a store.
  [[nodiscard]] std::vector<std::string> header() const;
  /// How messages call it.
  [[nodiscard]] std::string description() const;
  /// Measures or reads the customers, with progress and a word on what was read. To be called once.
  [[nodiscard]] Customers load(const MeasureOptions& measure);
  /// Null for files.
  [[nodiscard]] Store* store() { return store_ ? &*store_ : nullptr; }

 private:
  const Invocation& invocation_;
  RunSummary& summary_;
  ColumnNames columns_;
  std::unique_ptr<InputFiles> files_;
  std::optional<Store> store_;
};

/// Warns when customers came with groups in which they are not going to be scored.
void warn_of_unused_groups(const CustomerTable& table, const GroupOptions& options);

}  // namespace rfmseg::cli
