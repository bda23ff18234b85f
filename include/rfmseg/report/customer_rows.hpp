#pragma once

#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// What has been computed of the customers; null for what has not.
struct CustomerResults {
  const Segmentation* segmentation = nullptr;
  const Clustering* clustering = nullptr;
  const ValueTiers* tiers = nullptr;
  const ModelFit* fit = nullptr;  ///< in place of clustering and tiers
};

/// Writes a row per customer in the schema of customer_schema.hpp: the columns the table has, then
/// those computed, or carried from the input when they were not computed again. `threads` do not
/// change what is written.
void write_customers(const CustomerTable& table, const CustomerResults& results, Format format,
                     const TextStyle& style, std::ostream& out, unsigned threads = 1);
/// The same to rows of any kind.
void write_customers(const CustomerTable& table, const CustomerResults& results, RowWriter& rows);

}  // namespace rfmseg
