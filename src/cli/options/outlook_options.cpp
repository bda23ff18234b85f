#include "cli/options/outlook_options.hpp"

#include <fmt/core.h>

#include "cli/options/dates.hpp"
#include "cli/options/period_option.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

void choose_part(OutlookOptions& options, std::string_view option, const std::string& name) {
  if (name == "cohorts") {
    options.cohorts = true;
  } else if (name == "trend") {
    options.trend = true;
  } else if (name == "clv") {
    options.lifetimes = true;
  } else if (name == "validate") {
    options.validation = true;
  } else if (name == "predict") {
    options.predictions = true;
  } else {
    throw UsageError(fmt::format("{}: '{}' is not cohorts, trend, clv, validate or predict", option,
                                 printable(name)));
  }
}

}  // namespace

Options declare_outlook(OutlookOptions& options) {
  const auto choose = [&options](std::string_view option, const std::vector<std::string>& names) {
    for (const std::string& name : names) choose_part(options, option, name);
  };
  Option every = declare_every(options.every, "Length of a period of cohorts and trend");
  every.rules.needs = "--with";
  return in_group(
      "More results",
      {Option(
           "--with", ParseList{choose}, "PART,...",
           "Also include these results: cohorts, trend, clv, validate, predict (see the commands)",
           {.comma_separated = true,
            .about = {Subject::transactions},
            .words = {"cohorts", "trend", "clv", "validate", "predict"}}),
       std::move(every),
       Option("--split", parsed(&options.split, parse_date), "DATE",
              "For validate, clv and predict: test on what customers did after this date [after "
              "three quarters of the time]",
              {.needs = "--with"})});
}

}  // namespace rfmseg::cli
