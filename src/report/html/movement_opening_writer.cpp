#include <fmt/core.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

#include "report/charts/svg.hpp"
#include "report/html/movement_opening.hpp"

namespace rfmseg::html {
namespace {

class MovementWriter {
 public:
  explicit MovementWriter(std::ostream& out) : out_(out) {}

  void segments(const MovementOpening& opening) {
    constexpr std::size_t kOfCustomers = 3;  // columns
    fmt::print(out_,
               "<h2 class=\"unseen\">Segments before and after</h2>\n"
               "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table: Segments "
               "before and after\">\n<table class=\"segments moved\">\n<thead>\n<tr>"
               "<th scope=\"col\" rowspan=\"2\">Segment</th>"
               "<th scope=\"col\" rowspan=\"2\">Change in customers</th>"
               "<th scope=\"colgroup\" colspan=\"{}\">Customers</th>"
               "<th scope=\"colgroup\" colspan=\"{}\">Spend</th></tr>\n<tr>",
               kOfCustomers, opening.columns.size() - kOfCustomers);
    for (const std::string& title : opening.columns) {
      fmt::print(out_, "<th scope=\"col\" class=\"median\">{}</th>", charts::escaped(title));
    }
    out_ << "</tr>\n</thead>\n";
    for (const MovementOpening::Group& group : opening.groups) {
      out_ << "<tbody>\n";
      if (!group.title.empty()) {
        fmt::print(out_,
                   "<tr class=\"group\"><th scope=\"rowgroup\" "
                   "colspan=\"{}\"><span>{}</span></th></tr>\n",
                   2 + opening.columns.size(), charts::escaped(group.title));
      }
      for (const MovementOpening::Segment& one : group.segments) segment(one, opening, false);
      out_ << "</tbody>\n";
    }
    out_ << "<tbody>\n";
    segment(opening.total, opening, true);
    out_ << "</tbody>\n</table>\n</div>\n";
  }

 private:
  /// `Spend before`, where the column is not below the title of its group.
  static std::string spend_title(std::string title) {
    title[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(title[0])));
    return "Spend " + title;
  }

  void segment(const MovementOpening::Segment& segment, const MovementOpening& opening,
               bool total) {
    constexpr std::size_t kOfCustomers = 3;
    fmt::print(out_, "<tr{}><th scope=\"row\">{}</th>", total ? " class=\"total\"" : "",
               charts::escaped(segment.name));
    fmt::print(out_, "<td class=\"part\" data-title=\"Change\"><span class=\"number\">{}</span>",
               charts::escaped(segment.change));
    bar(segment);
    out_ << "</td>";
    for (std::size_t i = 0; i < segment.cells.size(); ++i) {
      const Opening::Text& cell = segment.cells[i];
      const std::string title = charts::escaped(opening.columns[i]);
      fmt::print(out_, "<td class=\"median\" data-title=\"{}\"",
                 i < kOfCustomers ? title : spend_title(title));
      if (!cell.exact.empty()) fmt::print(out_, " title=\"{}\"", charts::escaped(cell.exact));
      fmt::print(out_, ">{}</td>", charts::escaped(cell.text));
    }
    out_ << "</tr>\n";
  }

  /// To the left of the middle if the segment shrank.
  void bar(const MovementOpening::Segment& segment) {
    if (segment.color.empty()) return;
    constexpr double kLeast = 1;  // what is there can be seen
    const double width = segment.bar == 0 ? 0 : std::max(std::abs(segment.bar), kLeast);
    out_ << "<svg class=\"bar\" viewBox=\"0 0 200 10\" preserveAspectRatio=\"none\" "
            "aria-hidden=\"true\">";
    if (width > 0) {
      fmt::print(out_, "<rect x=\"{:.2f}\" width=\"{:.2f}\" height=\"10\" fill=\"{}\"/>",
                 segment.bar < 0 ? 100 - width : 100.0, width, charts::escaped(segment.color));
    }
    out_ << "<rect class=\"ink\" x=\"99.5\" width=\"1\" height=\"10\"/></svg>";
  }

  std::ostream& out_;
};

}  // namespace

void render_header(const MovementOpening& opening, std::ostream& out) {
  render_header(opening.facts, opening.finding, out);
}

void render_main(const MovementOpening& opening, std::ostream& out) {
  if (!opening.cards.empty()) render_actions("What changed", opening.cards, out);
  MovementWriter(out).segments(opening);
}

}  // namespace rfmseg::html
