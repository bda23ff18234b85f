#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "predict/matrix.hpp"
#include "predict/methods.hpp"
#include "rfmseg/load/timestamp.hpp"
#include "rfmseg/predict/customer_features.hpp"
#include "rfmseg/rfm/purchase_log.hpp"

namespace rfmseg {

/// A time from which customers are predicted.
struct Viewpoint {
  Timestamp until{};               ///< of the last purchase that is known
  Timestamp as_of{};               ///< from which times are measured
  std::chrono::seconds horizon{};  ///< the time that is predicted
};

/// All that methods know of customers at a viewpoint.
struct KnownCustomers {
  CustomerFeatures features;
  std::vector<std::string> names;  ///< of the features that are columns
  SampleColumns columns;
  Matrix matrix;
  std::string no_repeats, no_spend;  ///< why there is no model of repeat buying, or of spend
};

/// At a time when models are fitted. Features in which all customers are alike are omitted.
[[nodiscard]] KnownCustomers known_customers(const PurchaseLog& log, const Viewpoint& viewpoint,
                                             unsigned threads);

/// The columns of the features with these names, and those of signals, at another time; signals of
/// repeat buying only if `repeats`.
[[nodiscard]] KnownCustomers known_customers(const PurchaseLog& log, const Viewpoint& viewpoint,
                                             const std::vector<std::string>& names,
                                             const std::vector<std::string>& countries,
                                             bool repeats, unsigned threads);

/// Throws DataError if the log cannot have the feature: all customers would seem alike in it.
void require_feature(const std::string& name, const CustomerFeatures& known,
                     const PurchaseLog& log);

}  // namespace rfmseg
