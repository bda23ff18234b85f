#pragma once

#include <cstddef>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "report/figures/segment_looks.hpp"
#include "report/figures/shifts.hpp"
#include "report/html/opening.hpp"
#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/html_options.hpp"

namespace rfmseg::html {

/// The first screen of the page of a movement: the finding, who slipped and who rose, and each
/// segment before and after.
struct MovementOpening {
  struct Segment {
    std::string name;   ///< or `Total`
    std::string color;  ///< empty for the total
    std::string change;
    double bar = 0;                    ///< of the change, in percent of the largest one, signed
    std::vector<Opening::Text> cells;  ///< parallel to `columns`
  };
  struct Group {
    std::string title;  ///< empty if the segments are in no groups
    std::vector<Segment> segments;
  };

  std::vector<Opening::Text> facts;
  std::string finding;
  std::vector<Opening::Action> cards;
  std::vector<std::string> columns;
  std::vector<Group> groups;
  Segment total;
};

/// The segments as the page lists them: by group, highest spend after first.
struct SegmentsOfGroup {
  std::optional<SegmentGroup> group;
  std::vector<std::size_t> segments;  ///< indices into Movement::segments; not empty
};
[[nodiscard]] std::vector<SegmentsOfGroup> by_group(const figures::SegmentLooks& looks);

[[nodiscard]] MovementOpening make_movement_opening(const Movement& movement,
                                                    const figures::SegmentLooks& looks,
                                                    const std::vector<figures::Shift>& shifts,
                                                    const HtmlOptions& options);

void render_header(const MovementOpening& opening, std::ostream& out);
void render_main(const MovementOpening& opening, std::ostream& out);

}  // namespace rfmseg::html
