#pragma once

#include "cli/options.hpp"
#include "rfmseg/rfm/measure.hpp"

namespace rfmseg::cli {

/// Measures or reads the customers in `files`, with progress and a word on what was read.
[[nodiscard]] Customers load_customers(InputFiles& files, const InputOptions& options,
                                       const MeasureOptions& measure);

}  // namespace rfmseg::cli
