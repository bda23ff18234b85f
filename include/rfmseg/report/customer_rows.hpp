#pragma once

/// \file
/// A row per customer, with all that was computed for it. docs/formats.md describes the columns.
///
///     rfmseg::write_customers(table, {.segmentation = &segmentation, .clustering = &clustering},
///                             rfmseg::Format::csv, {}, std::cout);

#include <cstddef>
#include <span>

#include "rfmseg/cluster/clustering.hpp"
#include "rfmseg/cluster/value_tiers.hpp"
#include "rfmseg/model/model.hpp"
#include "rfmseg/report/row_writer.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/segment/segmentation.hpp"

namespace rfmseg {

/// The results to write; null for those that were not computed. All are parallel to the table.
struct CustomerResults {
  const Segmentation* segmentation = nullptr;
  const Clustering* clustering = nullptr;
  const ValueTiers* tiers = nullptr;
  const ModelFit* fit = nullptr;  ///< instead of clustering and tiers
};

/// Writes a row per customer: the columns of the table, then those of the results. Columns that a
/// customer file already had are written, too, unless they were computed again. `threads` does not
/// affect the result.
void write_customers(const CustomerTable& table, const CustomerResults& results, Format format,
                     const TextStyle& style, std::ostream& out, unsigned threads = 1);
/// Writes the same rows to a RowWriter.
void write_customers(const CustomerTable& table, const CustomerResults& results, RowWriter& rows);
/// Writes the rows of these customers, indices into the table.
void write_customers(const CustomerTable& table, const CustomerResults& results,
                     std::span<const std::size_t> customers, RowWriter& rows);

}  // namespace rfmseg
