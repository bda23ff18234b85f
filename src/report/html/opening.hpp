#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "rfmseg/report/analysis.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"

namespace rfmseg::html {

/// The first screen of the report: the finding, what to do first, all segments in one table, and
/// how good the data are. Numbers are rounded for people; `exact` is shown on pointing at them.
struct Opening {
  struct Text {
    std::string text;
    std::string exact{};
  };
  struct Action {
    std::string_view key;  ///< its look: `call`, `win-back`, `grow`, `slipped`, ...
    std::string title;
    std::vector<std::string> sentences;
    std::string prize{};  ///< what it may bring; empty if nothing is known
  };
  /// A number, its share of the whole and a bar.
  struct Part {
    Text number;
    std::string share;
    double bar = 0;  ///< in percent of the longest bar
  };
  struct Segment {
    std::string name, color;
    Part customers, revenue;
    std::vector<std::string> medians;  ///< parallel to Opening::medians
    std::string recommendation;
  };
  struct Group {
    std::string title, summary;  ///< empty if the scheme has no groups
    std::vector<Segment> segments;
  };

  std::vector<Text> facts;  ///< above the finding
  std::string finding;
  std::vector<Action> actions;
  std::string revenue_title;
  std::vector<std::string> medians;  ///< titles of columns
  std::vector<Group> groups;
  std::vector<std::string> quality;  ///< sentences
  std::vector<Text> checks;          ///< what a person should check
  Table exact;                       ///< the segments' means and exact money

  [[nodiscard]] bool has_quality() const { return !quality.empty() || !checks.empty(); }
};

[[nodiscard]] Opening make_opening(const Analysis& analysis, const HtmlOptions& options);

/// The facts and the finding of a `<header>`, and cards; for other pages, too.
void render_header(const std::vector<Opening::Text>& facts, const std::string& finding,
                   std::ostream& out);
void render_actions(std::string_view title, const std::vector<Opening::Action>& actions,
                    std::ostream& out);

/// The part of `<header>` and that of `<main>`; the table of exact figures is the page's to write.
void render_header(const Opening& opening, std::ostream& out);
void render_main(const Opening& opening, std::ostream& out);

}  // namespace rfmseg::html
