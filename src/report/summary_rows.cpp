#include <span>

#include "report/tables/clustering_tables.hpp"
#include "report/tables/group_tables.hpp"
#include "report/tables/movement_tables.hpp"
#include "report/tables/transaction_tables.hpp"
#include "rfmseg/report/analysis_report.hpp"
#include "rfmseg/report/k_choice_report.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {

void write_segment_summary(const Analysis& analysis, RowWriter& rows) {
  const std::size_t groups = analysis.segmentation.groups.size();
  if (groups == 0) return write_rows(segment_table(analysis), rows);
  begin_rows(segment_table(analysis, 0), rows);
  for (std::size_t g = 0; g < groups; ++g) add_rows(segment_table(analysis, g), rows);
  rows.end();
}

void write_cluster_summary(const Analysis& analysis, RowWriter& rows) {
  write_rows(cluster_table(analysis), rows);
}

void write_ledger(const Ledger& ledger, RowWriter& rows) {
  write_rows(ledger_table(ledger), rows);
}

void write_k_choice(const KChoice& choice, RowWriter& rows) {
  write_rows(k_choice_table(choice), rows);
}

void write_transitions(const Movement& movement, RowWriter& rows) {
  write_rows(transition_table(movement), rows);
}

void write_movers(const Movement& movement, RowWriter& rows) {
  bool begun = false;
  for_each_mover_table(movement, [&](std::span<const Mover> /*movers*/, const ResultTable& part) {
    if (!begun) begin_rows(part, rows);
    begun = true;
    add_rows(part, rows);
  });
  rows.end();
}

}  // namespace rfmseg
