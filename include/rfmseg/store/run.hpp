#pragma once

/// \file
/// Runs: results of a command that a store keeps, to compare them later.

#include <cstdint>
#include <string>

namespace rfmseg {

/// Identifies a run. Runs with equal definitions on the same transactions give the same segments.
struct RunDefinition {
  std::string command;  ///< with the settings that affect the result: `segment --country France`
  std::string as_of;    ///< `2011-12-10T00:00:00`
  std::string scheme;   ///< name of the scheme
  std::string cuts;     ///< cuts between the scores of recency, frequency and monetary, as JSON
  std::string model;    ///< name of the model file; empty without a model
};

/// A run in a store.
struct Run {
  std::int64_t number = 0;  ///< ascending in the order runs were saved
  RunDefinition definition;
  std::string recorded;        ///< time in UTC: `2011-12-10T02:00:00Z`
  std::string version;         ///< version of rfmseg
  std::int64_t customers = 0;  ///< number of customers
};

/// A customer in a run. Members are texts as in customer files, empty if the run does not have the
/// value.
struct RunCustomer {
  std::string id;
  std::string recency, frequency, monetary;
  std::string rfm_score;
  std::string segment;
  std::string cluster;
  std::string value_tier;
};

}  // namespace rfmseg
