#include "cli/saved_run.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cli/command_text.hpp"
#include "cli/log.hpp"
#include "rfm/customer_schema.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg::cli {
namespace {

using Json = nlohmann::ordered_json;

/// Takes the rows of a customer file as the customers of a run.
class RunRows final : public RowWriter {
 public:
  explicit RunRows(const Store::AddRunCustomer& add) : add_(add) {}

  void begin(const std::vector<RowColumn>& columns) override {
    for (const RowColumn& column : columns) {
      const auto kept = std::ranges::find(kKept, column.name,
                                          [](const auto& each) { return column_name(each.first); });
      target_.push_back(kept == kKept.end() ? nullptr : kept->second);
    }
  }
  void row(std::span<const std::string> cells) override {
    RunCustomer customer;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (target_[i] != nullptr) customer.*target_[i] = cells[i];
    }
    add_(customer);
  }
  void end() override {}

 private:
  using Member = std::string RunCustomer::*;
  static constexpr std::array kKept = {
      std::pair<CustomerColumn, Member>{CustomerColumn::customer_id, &RunCustomer::id},
      std::pair<CustomerColumn, Member>{CustomerColumn::recency, &RunCustomer::recency},
      std::pair<CustomerColumn, Member>{CustomerColumn::frequency, &RunCustomer::frequency},
      std::pair<CustomerColumn, Member>{CustomerColumn::monetary, &RunCustomer::monetary},
      std::pair<CustomerColumn, Member>{CustomerColumn::rfm_score, &RunCustomer::rfm_score},
      std::pair<CustomerColumn, Member>{CustomerColumn::segment, &RunCustomer::segment},
      std::pair<CustomerColumn, Member>{CustomerColumn::cluster, &RunCustomer::cluster},
      std::pair<CustomerColumn, Member>{CustomerColumn::value_tier, &RunCustomer::value_tier},
  };

  const Store::AddRunCustomer& add_;
  std::vector<Member> target_;
};

/// The cuts between scores as text, with all their digits.
std::string cuts_text(const Segmentation& segmentation) {
  const auto cuts_of = [](const MetricScores& scores) {
    Json cuts = Json::array();
    for (const Quantile& edge : scores.edges) cuts.push_back(to_string(edge.to_amount()));
    return cuts;
  };
  const auto all = [&](const Scores& scores) {
    return Json{{"recency", cuts_of(scores.recency)},
                {"frequency", cuts_of(scores.frequency)},
                {"monetary", cuts_of(scores.monetary)}};
  };
  if (segmentation.groups.empty()) return all(segmentation.scores).dump();
  Json groups;
  for (const ScoredGroup& group : segmentation.groups) groups[group.name] = all(group.scores);
  return groups.dump();
}

}  // namespace

Options declare_save_run(SaveRunOptions& options) {
  return joined(
      {in_group(
           "Output",
           {Option(
               "--save-run", &options.save, "",
               "Record in the store what every customer is; see rfmseg runs, history and diff")}),
       declare_lock_timeout(
           options.lock_timeout,
           "With --save-run: seconds to wait while another program writes to the store",
           "--save-run")});
}

void check_save_run(const SaveRunOptions& options, const InputOptions& input) {
  if (options.save && input.store.empty()) {
    throw UsageError("--save-run records the run in a store (hint: --store FILE)");
  }
}

void save_run(const SaveRunOptions& options, const InputOptions& input, const SavedRun& run) {
  if (!options.save) return;
  const Segmentation* const segmentation = run.results.segmentation;
  const RunDefinition definition{
      run_text(run.invocation), run.table.as_of ? to_string(*run.table.as_of) : "",
      segmentation != nullptr ? segmentation->scheme.name : "",
      segmentation != nullptr ? cuts_text(*segmentation) : "", run.model};
  Store store(input.store, Store::Access::write, lock_timeout(options.lock_timeout));
  const std::int64_t number = store.save_run(definition, [&](const Store::AddRunCustomer& add) {
    RunRows rows(add);
    write_customers(run.table, run.results, rows);
  });
  log_info(fmt::format("recorded as run {} of {}", number, input.store));
}

}  // namespace rfmseg::cli
