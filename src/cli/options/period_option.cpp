#include "cli/options/period_option.hpp"

namespace rfmseg::cli {
namespace {

PeriodUnit parse_unit(const std::string& text) {
  for (const PeriodUnit unit : {PeriodUnit::week, PeriodUnit::quarter, PeriodUnit::year}) {
    if (text == to_string(unit)) return unit;
  }
  return PeriodUnit::month;
}

}  // namespace

Option declare_every(PeriodUnit& unit, const std::string& description) {
  return {"--every",
          parsed(&unit, parse_unit, "month"),
          "week|month|quarter|year",
          description,
          {.show_default = true, .choices_only = true}};
}

}  // namespace rfmseg::cli
