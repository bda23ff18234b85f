#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/options.hpp"
#include "report/number_text.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/output_file.hpp"
#include "rfmseg/segment/scheme_lint.hpp"

namespace rfmseg::cli {
namespace {

void list(std::ostream& out) {
  Table table{{{"Scheme", Align::left}, {"Segments"}, {"What it does", Align::left}}, {}};
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

void check(const std::string& name_or_path, std::ostream& out) {
  const Scheme scheme = rfmseg::load_scheme(name_or_path);
  const Scoring& scoring = scheme.scoring;
  out << fmt::format("{}: {}, {} score codes\n", scheme.name,
                     counted(std::ssize(scheme.segments), "segment"),
                     scoring.recency.bins * scoring.frequency.bins * scoring.monetary.bins);
  const std::vector<ScoreCell> gaps = score_gaps(scheme);
  if (gaps.empty()) {
    out << "Every score code belongs to a segment.\n";
  } else {
    out << fmt::format("gap: {} of no segment, called {}: {}\n", counted(std::ssize(gaps), "code"),
                       scheme.unmatched.name, codes_text(gaps, scoring));
  }
  const std::vector<SegmentOverlap> overlaps = segment_overlaps(scheme);
  if (overlaps.empty()) out << "No two segments claim the same code.\n";
  for (const SegmentOverlap& overlap : overlaps) {
    out << fmt::format("overlap: {} comes after {}, which takes {}: {}\n",
                       scheme.segments[overlap.segment].name, scheme.segments[overlap.earlier].name,
                       counted(std::ssize(overlap.cells), "code"),
                       codes_text(overlap.cells, scoring));
  }
}

}  // namespace

Command add_scheme(CLI::App& app) {
  CLI::App* command = app.add_subcommand("scheme", "List, show and check segmentation schemes");
  command->require_subcommand(1);
  CLI::App* const lists = command->add_subcommand("list", "The schemes that are built in");
  CLI::App* const shows =
      command->add_subcommand("show", "The scheme file of one, to read or to make your own from");
  CLI::App* const checks = command->add_subcommand(
      "check", "Go through every score code: which segments overlap, which codes have none");
  auto name = std::make_shared<std::string>();
  lists->footer("");
  shows->footer("Example:\n  rfmseg scheme show classic > my-scheme.toml");
  checks->footer("Example:\n  rfmseg scheme check my-scheme.toml");
  for (CLI::App* const one : {shows, checks}) {
    one->add_option("SCHEME", *name, "A preset's name, or a TOML file")
        ->type_name("NAME|FILE")
        ->required();
  }
  command->footer(
      "Examples:\n"
      "  rfmseg scheme list\n"
      "  rfmseg scheme show classic > my-scheme.toml\n"
      "  rfmseg scheme check my-scheme.toml");
  return {command, [=](RunSummary&) {
            OutputFile output("-");
            if (lists->parsed()) list(output.stream());
            if (shows->parsed()) output.stream() << scheme_text(*name);
            if (checks->parsed()) check(*name, output.stream());
            output.finish();
          }};
}

}  // namespace rfmseg::cli
