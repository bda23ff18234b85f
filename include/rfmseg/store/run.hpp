#pragma once

#include <cstdint>
#include <string>

namespace rfmseg {

/// What makes a run on a store the one it is: the same again gives the same segments, as long as
/// the store holds the same.
struct RunDefinition {
  std::string command;  ///< `segment --country France`: with what else makes the difference
  std::string as_of;    ///< `2011-12-10T00:00:00`
  std::string scheme;   ///< its name
  std::string cuts;     ///< between the scores of recency, frequency and monetary, as JSON
  std::string model;    ///< the name of the model's file; empty without one
};

/// A run that was recorded.
struct Run {
  std::int64_t number = 0;
  RunDefinition definition;
  std::string recorded;  ///< when, in UTC: `2011-12-10T02:00:00Z`
  std::string version;   ///< of rfmseg
  std::int64_t customers = 0;
};

/// A customer in a run. Texts are as in customer files, and empty where the run had none.
struct RunCustomer {
  std::string id;
  std::string recency, frequency, monetary;
  std::string rfm_score;
  std::string segment;
  std::string cluster;
  std::string value_tier;
};

}  // namespace rfmseg
