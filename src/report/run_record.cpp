#include "rfmseg/report/run_record.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "rfm/customer_schema.hpp"
#include "segment/cuts_json.hpp"

namespace rfmseg {
namespace {

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

}  // namespace

std::int64_t record_run(Store& store, const std::string& command, const std::string& model,
                        const CustomerTable& table, const CustomerResults& results) {
  RunDefinition run;
  run.command = command;
  run.model = model;
  if (table.as_of) run.as_of = to_string(*table.as_of);
  if (const Segmentation* const segmentation = results.segmentation) {
    run.scheme = segmentation->scheme.name;
    run.cuts = cuts_json(*segmentation);
  }
  return store.save_run(run, [&](const Store::AddRunCustomer& add) {
    RunRows rows(add);
    write_customers(table, results, rows);
  });
}

}  // namespace rfmseg
