#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/commands/commands.hpp"
#include "cli/commands/writing.hpp"
#include "report/number_text.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/segment/scheme_lint.hpp"

namespace rfmseg::cli {
namespace {

void list_schemes(std::ostream& out) {
  Table table{{{"Scheme", Align::left}, {"Segments"}, {"Description", Align::left}}, {}};
  for (const std::string& name : preset_names()) {
    const Scheme scheme = rfmseg::load_scheme(name);
    table.rows.push_back({{name, std::to_string(scheme.segments.size()), scheme.description}});
  }
  render_text({table}, {}, out);
}

/// `111 121 131`.
std::string codes_text(const std::vector<ScoreCell>& cells, const Scoring& scoring) {
  constexpr std::size_t kMost = 30;
  std::string text;
  for (std::size_t i = 0; i < std::min(cells.size(), kMost); ++i) {
    text += (i == 0 ? "" : " ") + score_code(cells[i], scoring);
  }
  if (cells.size() > kMost) text += fmt::format(" and {} more", cells.size() - kMost);
  return text;
}

void check_scheme(const std::string& name_or_path, std::ostream& out) {
  const Scheme scheme = rfmseg::load_scheme(name_or_path);
  const Scoring& scoring = scheme.scoring;
  out << fmt::format("{}: {}, {} score codes\n", scheme.name,
                     counted(std::ssize(scheme.segments), "segment"),
                     scoring.recency.bins * scoring.frequency.bins * scoring.monetary.bins);
  const std::vector<ScoreCell> gaps = score_gaps(scheme);
  if (gaps.empty()) {
    out << "Every score code belongs to a segment.\n";
  } else {
    out << fmt::format("gap: {} without a segment, named {}: {}\n",
                       counted(std::ssize(gaps), "code"), scheme.unmatched.name,
                       codes_text(gaps, scoring));
  }
  const std::vector<SegmentOverlap> overlaps = segment_overlaps(scheme);
  if (overlaps.empty()) out << "No score code matches two segments.\n";
  for (const SegmentOverlap& overlap : overlaps) {
    out << fmt::format("overlap: {} comes after {}, which already matches {}: {}\n",
                       scheme.segments[overlap.segment].name, scheme.segments[overlap.earlier].name,
                       counted(std::ssize(overlap.cells), "code"),
                       codes_text(overlap.cells, scoring));
  }
}

}  // namespace

Command scheme_command() {
  const auto name = std::make_shared<std::string>();
  const Options scheme = {Option("SCHEME", name.get(), "NAME|FILE",
                                 "Name of a preset, or a TOML file",
                                 {.required = true, .role = FileRole::scheme})};
  return {.name = "scheme",
          .description = "List, show and check segmentation schemes",
          .footer =
              "Examples:\n"
              "  rfmseg scheme list\n"
              "  rfmseg scheme show classic > my-scheme.toml\n"
              "  rfmseg scheme check my-scheme.toml",
          .commands = {
              {.name = "list",
               .description = "List the built-in schemes",
               .run = writing([](std::ostream& out) { list_schemes(out); })},
              {.name = "show",
               .description = "Print the file of a scheme, e.g. as a starting point for your own",
               .options = scheme,
               .footer = "Example:\n  rfmseg scheme show classic > my-scheme.toml",
               .run = writing([name](std::ostream& out) { out << scheme_text(*name); })},
              {.name = "check",
               .description = "Check every score code for gaps and overlaps",
               .options = scheme,
               .footer = "Example:\n  rfmseg scheme check my-scheme.toml",
               .run = writing([name](std::ostream& out) { check_scheme(*name, out); })}}};
}

}  // namespace rfmseg::cli
