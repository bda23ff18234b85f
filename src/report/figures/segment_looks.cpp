#include "report/figures/segment_looks.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "report/charts/color.hpp"

namespace rfmseg::figures {
namespace {

/// Null if the scheme has no such segment.
const SegmentRule* find_rule(const Scheme& scheme, const std::string& name) {
  const auto rule = std::ranges::find(scheme.segments, name, &SegmentRule::name);
  if (rule != scheme.segments.end()) return &*rule;
  return !name.empty() && scheme.unmatched.name == name ? &scheme.unmatched : nullptr;
}

}  // namespace

SegmentLooks segment_looks(const std::vector<std::string>& names, const Scheme& scheme) {
  std::vector<Scheme> schemes = {scheme};
  for (const std::string& preset : preset_names()) schemes.push_back(load_scheme(preset));
  SegmentLooks looks;
  for (const Scheme& candidate : schemes) {
    const auto has = [&](const std::string& name) { return find_rule(candidate, name) != nullptr; };
    if (!std::ranges::all_of(names, has)) continue;
    looks.metrics = candidate.metrics;
    for (const std::string& name : names) {
      const SegmentRule& rule = *find_rule(candidate, name);
      looks.segments.push_back({rule.color, rule.group});
    }
    return looks;
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::string color(charts::palette(i));
    for (const Scheme& candidate : schemes) {
      const SegmentRule* const rule = find_rule(candidate, names[i]);
      if (rule == nullptr) continue;
      color = rule->color;
      break;
    }
    looks.segments.push_back({std::move(color), std::nullopt});
  }
  return looks;
}

}  // namespace rfmseg::figures
