#include <fmt/core.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <string_view>

#include "report/charts/svg.hpp"
#include "report/html/opening.hpp"

namespace rfmseg::html {
namespace {

using charts::escaped;

class OpeningWriter {
 public:
  explicit OpeningWriter(std::ostream& out) : out_(out) {}

  void header(const std::vector<Opening::Text>& facts, const std::string& finding) {
    out_ << "<ul class=\"facts\">\n";
    for (const Opening::Text& fact : facts) {
      out_ << "<li>";
      text(fact, "");
      out_ << "</li>\n";
    }
    fmt::print(out_, "</ul>\n<h1>{}</h1>\n", escaped(finding));
  }

  void main(const Opening& opening) {
    if (!opening.actions.empty()) actions("What to do first", opening.actions);
    segments(opening);
    if (opening.has_quality()) quality(opening);
  }

  void actions(std::string_view title, const std::vector<Opening::Action>& actions) {
    fmt::print(out_, "<h2 class=\"unseen\">{}</h2>\n<div class=\"actions\">\n", escaped(title));
    for (const Opening::Action& action : actions) {
      fmt::print(out_, "<div class=\"{}\">\n<h3>{}</h3>\n", action.key, escaped(action.title));
      for (const std::string& sentence : action.sentences) {
        fmt::print(out_, "<p>{}</p>\n", escaped(sentence));
      }
      if (!action.prize.empty()) {
        fmt::print(out_, "<p class=\"prize\">{}</p>\n", escaped(action.prize));
      }
      out_ << "</div>\n";
    }
    out_ << "</div>\n";
  }

 private:
  /// A `<span>`, where there is a look or more to show.
  void text(const Opening::Text& text, std::string_view look) {
    if (look.empty() && text.exact.empty()) {
      out_ << escaped(text.text);
      return;
    }
    out_ << "<span";
    if (!look.empty()) fmt::print(out_, " class=\"{}\"", look);
    if (!text.exact.empty()) fmt::print(out_, " title=\"{}\"", escaped(text.exact));
    fmt::print(out_, ">{}</span>", escaped(text.text));
  }

  /// Whether numbers of customers need more room than `12,345`, which keeps the bars in line.
  static bool has_large_numbers(const Opening& opening) {
    constexpr std::size_t kUsual = 6;
    return std::ranges::any_of(opening.groups, [](const Opening::Group& group) {
      return std::ranges::any_of(group.segments, [](const Opening::Segment& segment) {
        return segment.customers.number.text.size() > kUsual;
      });
    });
  }

  void segments(const Opening& opening) {
    fmt::print(
        out_,
        "<h2 class=\"unseen\">Segments</h2>\n"
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table: Segments\">\n"
        "<table class=\"segments{}\">\n<thead>\n<tr><th scope=\"col\" rowspan=\"2\">Segment</th>"
        "<th scope=\"col\" rowspan=\"2\">Customers</th><th scope=\"col\" rowspan=\"2\">{}</th>"
        "<th scope=\"colgroup\" colspan=\"{}\">Median customer</th>"
        "<th scope=\"col\" rowspan=\"2\">What to do</th></tr>\n<tr>",
        has_large_numbers(opening) ? " large" : "", escaped(opening.revenue_title),
        opening.medians.size());
    for (const std::string& title : opening.medians) {
      fmt::print(out_, "<th scope=\"col\" class=\"median\">{}</th>", escaped(title));
    }
    out_ << "</tr>\n</thead>\n";
    for (const Opening::Group& group : opening.groups) {
      out_ << "<tbody>\n";
      if (!group.title.empty()) {
        fmt::print(out_,
                   "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\"><span>{}</span> "
                   "<span class=\"sum\">{}</span></th></tr>\n",
                   4 + opening.medians.size(), escaped(group.title), escaped(group.summary));
      }
      for (const Opening::Segment& one : group.segments) segment(one, opening);
      out_ << "</tbody>\n";
    }
    out_ << "</table>\n</div>\n";
  }

  void segment(const Opening::Segment& segment, const Opening& opening) {
    fmt::print(out_, "<tr><th scope=\"row\">{}</th>", escaped(segment.name));
    part(segment.customers, "Customers", segment.color);
    part(segment.revenue, opening.revenue_title, segment.color);
    for (std::size_t i = 0; i < segment.medians.size(); ++i) {
      fmt::print(out_, "<td class=\"median\" data-title=\"{}\">{}</td>",
                 escaped(opening.medians[i]), escaped(segment.medians[i]));
    }
    fmt::print(out_, "<td class=\"note\">{}</td></tr>\n", escaped(segment.recommendation));
  }

  void part(const Opening::Part& part, std::string_view title, std::string_view color) {
    fmt::print(out_, "<td class=\"part\" data-title=\"{}\">", escaped(title));
    text(part.number, "number");
    fmt::print(out_, "<span class=\"share\">{}</span>", escaped(part.share));
    // What is there can be seen.
    constexpr double kLeast = 1;
    if (part.bar > 0) {
      fmt::print(out_,
                 "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" "
                 "aria-hidden=\"true\"><rect width=\"{:.2f}\" height=\"10\" fill=\"{}\"/></svg>",
                 std::max(part.bar, kLeast), escaped(color));
    }
    out_ << "</td>";
  }

  void quality(const Opening& opening) {
    out_ << "<h2 class=\"unseen\">Data quality</h2>\n<div class=\"quality\" id=\"quality\">\n";
    if (!opening.quality.empty()) {
      out_ << "<ul>\n";
      for (const std::string& sentence : opening.quality) {
        fmt::print(out_, "<li>{}</li>\n", escaped(sentence));
      }
      out_ << "</ul>\n";
    }
    for (const Opening::Text& check : opening.checks) {
      out_ << "<p class=\"check\"";
      if (!check.exact.empty()) fmt::print(out_, " title=\"{}\"", escaped(check.exact));
      fmt::print(out_, ">{}</p>\n", escaped(check.text));
    }
    out_ << "</div>\n";
  }

  std::ostream& out_;
};

}  // namespace

void render_header(const Opening& opening, std::ostream& out) {
  OpeningWriter(out).header(opening.facts, opening.finding);
}

void render_header(const std::vector<Opening::Text>& facts, const std::string& finding,
                   std::ostream& out) {
  OpeningWriter(out).header(facts, finding);
}

void render_actions(std::string_view title, const std::vector<Opening::Action>& actions,
                    std::ostream& out) {
  OpeningWriter(out).actions(title, actions);
}

void render_main(const Opening& opening, std::ostream& out) {
  OpeningWriter(out).main(opening);
}

}  // namespace rfmseg::html
