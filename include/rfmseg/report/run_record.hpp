#pragma once

/// \file
/// Records a run in a store.
///
///     const auto segmentation = rfmseg::segment_customers(table, rfmseg::load_scheme("classic"));
///     rfmseg::Store store("shop.db", rfmseg::Store::Access::write);
///     rfmseg::record_run(store, "segment", "", table, {.segmentation = &segmentation});

#include <cstdint>
#include <string>

#include "rfmseg/report/customer_rows.hpp"
#include "rfmseg/rfm/customer_table.hpp"
#include "rfmseg/store/store.hpp"

namespace rfmseg {

/// Records the results of every customer, with the texts that write_customers() writes. `command`
/// and `model` are those of RunDefinition. Returns the number of the run.
std::int64_t record_run(Store& store, const std::string& command, const std::string& model,
                        const CustomerTable& table, const CustomerResults& results);

}  // namespace rfmseg
