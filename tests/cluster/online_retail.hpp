#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "rfmseg/rfm/customer_table.hpp"

namespace rfmseg::test {

/// The expected results on UCI Online Retail, which were computed with pandas and scikit-learn.
/// They are next to the project, not in it; a test that needs them skips without them.
class OnlineRetail {
 public:
  [[nodiscard]] static bool missing() { return !std::filesystem::exists(folder()); }
  [[nodiscard]] static std::string skip_message() { return "no reference results in " + folder(); }

  /// The 4,338 customers: id, recency, frequency and monetary.
  [[nodiscard]] static CustomerTable customers() {
    CustomerTable table;
    std::ifstream file(folder() + "online_retail_segments.csv");
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
      std::istringstream cells(line);
      std::vector<std::string> row;
      for (std::string cell; std::getline(cells, cell, ',');) row.push_back(cell);
      Customer customer;
      customer.id = row.at(0);
      customer.recency = std::stoll(row.at(3));
      customer.frequency = std::stoll(row.at(4));
      customer.monetary = Amount::from(parse_decimal(row.at(5)).value());
      table.add(customer);
    }
    return table;
  }

  [[nodiscard]] static nlohmann::json clusters() {
    std::ifstream file(folder() + "online_retail_clusters.json");
    return nlohmann::json::parse(file);
  }

 private:
  static std::string folder() { return RFMSEG_SOURCE_DIR "/../shared/oracle/"; }
};

}  // namespace rfmseg::test
