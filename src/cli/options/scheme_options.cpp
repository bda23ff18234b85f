#include "cli/options/scheme_options.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/log.hpp"
#include "load/digit_limit.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme_lint.hpp"
#include "text.hpp"

namespace rfmseg::cli {
namespace {

/// `30,60,90`; no cuts for an empty text.
std::vector<Amount> parse_cuts(std::string_view option, std::string_view text) {
  std::vector<Amount> cuts;
  if (text.empty()) return cuts;
  while (true) {
    const std::string_view number = text.substr(0, text.find(','));
    const auto value = parse_decimal(number);
    if (!value) {
      throw UsageError(fmt::format("{}: '{}' {} (hint: a list such as 30,60,90,180)", option,
                                   printable(number), number_fault(number, "is not a number")));
    }
    cuts.push_back(Amount::from(*value));
    if (number.size() == text.size()) return cuts;
    text.remove_prefix(number.size() + 1);
  }
}

}  // namespace

Options declare_scheme_name(std::string& scheme, const std::string& description) {
  return in_group("Segments and clusters",
                  {Option("--scheme", &scheme, "NAME|FILE", description,
                          {.show_default = true, .role = FileRole::scheme})});
}

Options declare_scheme(SchemeOptions& options) {
  return joined(
      {declare_scheme_name(
           options.scheme,
           "Segmentation scheme: the name of a preset (see rfmseg scheme list) or a TOML file"),
       in_group(
           "Segments and clusters",
           {Option(
                "--r-cuts", parsed(&options.recency_cuts, parse_cuts), "N,...",
                "Cuts of recency in days, e.g. 30,60,90,180: one fewer than the scheme has scores",
                {.about = {Subject::scores}}),
            Option("--f-cuts", parsed(&options.frequency_cuts, parse_cuts), "N,...",
                   "Cuts of frequency", {.about = {Subject::scores}}),
            Option("--m-cuts", parsed(&options.monetary_cuts, parse_cuts), "N,...",
                   "Cuts of monetary", {.about = {Subject::scores}})})});
}

Scheme load_scheme(const SchemeOptions& options) {
  Scheme scheme = rfmseg::load_scheme(options.scheme);
  const std::vector<ScoreCell> gaps = score_gaps(scheme);
  if (!gaps.empty()) {
    // A scheme file has a name for the rest.
    const std::vector<std::string> presets = preset_names();
    const bool own = std::ranges::find(presets, options.scheme) == presets.end();
    const auto log = own ? log_detail : log_warning;
    log(fmt::format("scheme {}: {} score codes have no segment; customers with these are named {}",
                    scheme.name, gaps.size(), scheme.unmatched.name));
  }
  const auto use = [](std::string_view option, const std::vector<Amount>& cuts,
                      MetricScoring& scoring) {
    if (!cuts.empty()) set_cuts(scoring, cuts, option);
  };
  use("--r-cuts", options.recency_cuts, scheme.scoring.recency);
  use("--f-cuts", options.frequency_cuts, scheme.scoring.frequency);
  use("--m-cuts", options.monetary_cuts, scheme.scoring.monetary);
  return scheme;
}

}  // namespace rfmseg::cli
