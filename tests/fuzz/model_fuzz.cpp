#include <sstream>
#include <string>

#include "fuzz/targets.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/model/model.hpp"

namespace rfmseg::fuzz {
namespace {

std::string text_of(const Model& model) {
  std::ostringstream out;
  write_model(model, out);
  return out.str();
}

CustomerTable seven_customers() {
  CustomerTable table;
  table.as_of = Timestamp(std::chrono::days(15'000));
  for (std::int64_t i = 1; i < 8; ++i) {
    Customer customer;
    customer.id = std::to_string(i);
    customer.recency = i * i;
    customer.first_purchase = customer.last_purchase = *table.as_of - std::chrono::days(i * i);
    customer.frequency = 1;
    customer.monetary = Amount::from_integer(i * 37 % 101);
    customer.items = customer.monetary;
    table.add(customer);
    table.product_counts.push_back(i);
  }
  return table;
}

}  // namespace

void model(std::string_view input) {
  Model read;
  try {
    read = parse_model(input, "model.json");
  } catch (const UsageError&) {
    return;
  }
  const std::string text = text_of(read);
  require(text_of(parse_model(text, "model.json")) == text, "a model reads as it was written");
  const CustomerTable table = seven_customers();
  ModelFit fit;
  try {
    fit = fit_to_model(table, read);
  } catch (const DataError&) {
    return;
  }
  for (std::size_t i = 0; i < table.size(); ++i) {
    require(fit.label[i] >= 0 && static_cast<std::size_t>(fit.label[i]) < read.clusters.size(),
            "every customer has a cluster");
    require(fit.tiers.tier[i] < read.tier_rules.size(), "every customer has a tier");
  }
}

}  // namespace rfmseg::fuzz
