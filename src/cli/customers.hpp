#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options/group_options.hpp"
#include "cli/options/input_options.hpp"
#include "cli/run_summary.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/cluster/feature_options.hpp"
#include "rfmseg/rfm/measure.hpp"
#include "rfmseg/rfm/scores.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {

/// Where a command's customers come from: files of transactions or customers, or a store.
class CustomerSource {
 public:
  /// Opens the store, or finds the files; see open_inputs(). What is read is told to the summary.
  CustomerSource(const InputOptions& options, RunSummary& summary, bool fingerprints = false);

  /// Throws DataError when files hold customers.
  void require_transactions(std::string_view command) const;
  /// How messages call it.
  [[nodiscard]] std::string description() const;
  /// Measures or reads the customers, with progress and a word on what was read. To be called once.
  [[nodiscard]] Customers load(const MeasureOptions& measure);
  /// Null for files.
  [[nodiscard]] Store* store() { return store_ ? &*store_ : nullptr; }

 private:
  const InputOptions& options_;
  RunSummary& summary_;
  std::unique_ptr<InputFiles> files_;
  std::optional<Store> store_;
};

/// The cells of a column that came with a customer file and is not measured; null when it did not.
[[nodiscard]] const std::vector<std::string>* carried_column(const CustomerTable& table,
                                                             CustomerColumn column);

/// The scores that came with a customer file; nothing unless every customer has all three. Throws
/// DataError for one that is none.
[[nodiscard]] std::optional<Scores> carried_scores(const CustomerTable& table);

/// Throws UsageError for a feature that needs orders when customers came with a frequency that, as
/// `metrics` say, counts something else.
void require_orders(const Customers& customers, const MetricDefinitions& metrics,
                    const FeatureOptions& features);

/// Warns when customers came with groups in which they are not going to be scored.
void warn_of_unused_groups(const CustomerTable& table, const GroupOptions& options);

}  // namespace rfmseg::cli
