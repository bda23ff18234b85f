#include "report/html/html_page.hpp"

#include <fmt/core.h>
#include <fmt/ostream.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "report/charts/svg.hpp"
#include "report/html/style.hpp"
#include "report/people_dates.hpp"
#include "rfmseg/version.hpp"

namespace rfmseg::html {
namespace {

using charts::escaped;

class PageWriter {
 public:
  explicit PageWriter(std::ostream& out) : out_(out) {}

  void page(const Page& page) {
    fmt::print(out_,
               "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
               "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
               "style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
               "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
               "<meta name=\"color-scheme\" content=\"light dark\">\n"
               "<meta name=\"generator\" content=\"rfmseg {}\">\n"
               "<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n",
               style_sha256(), version(), escaped(page.title), style());
    navigation(page);
    if (page.opening) {
      opening(*page.opening);
    } else if (page.movement) {
      movement(*page.movement);
    } else {
      fmt::print(out_, "<header>\n<h1>{}</h1>\n<p>{}</p>\n</header>\n<main>\n", escaped(page.title),
                 escaped(page.subtitle));
      cards(page.cards);
      checks(page.checks);
    }
    for (const Section& part : page.sections) section(part);
    if (!page.command.empty()) {
      fmt::print(out_,
                 "<section id=\"command\">\n<h2>How it was computed</h2>\n"
                 "<p><code>{}</code></p>\n</section>\n",
                 escaped(page.command));
    }
    out_ << "</main>\n</body>\n</html>\n";
  }

 private:
  /// A word of the header, and what it leads to.
  struct Anchor {
    std::string name, id;
  };

  /// `what-it-does` for `What it does`.
  static std::string id_of(std::string_view name) {
    std::string id;
    for (const char c : name) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (c >= 'A' && c <= 'Z') {
        id += static_cast<char>(c - 'A' + 'a');
      } else {
        id += letter ? c : '-';
      }
    }
    return id;
  }

  /// The title and the sections of a page, which stay in sight.
  void navigation(const Page& page) {
    const bool has_opening = page.opening || page.movement;
    std::vector<Anchor> anchors;
    if (has_opening) anchors.push_back({"Summary", "summary"});
    if (page.opening && page.opening->has_quality()) anchors.push_back({"Data quality", "quality"});
    for (const Section& section : page.sections) {
      if (!section.anchor.empty()) anchors.push_back({section.anchor, id_of(section.anchor)});
    }
    if (!page.command.empty()) anchors.push_back({"Command", "command"});
    out_ << "<nav aria-label=\"Sections\">";
    if (has_opening) fmt::print(out_, "<b>{}</b>", escaped(page.title));
    out_ << "<span>";
    for (const Anchor& anchor : anchors) {
      fmt::print(out_, "<a href=\"#{}\">{}</a>", anchor.id, escaped(anchor.name));
    }
    out_ << "</span></nav>\n";
  }

  void movement(const MovementOpening& opening) {
    out_ << "<header id=\"summary\">\n";
    render_header(opening, out_);
    out_ << "</header>\n<main>\n<section class=\"opening\">\n";
    render_main(opening, out_);
    out_ << "</section>\n";
  }

  void opening(const Opening& opening) {
    out_ << "<header id=\"summary\">\n";
    render_header(opening, out_);
    out_ << "</header>\n<main>\n<section class=\"opening\">\n";
    render_main(opening, out_);
    out_ << "<details>\n<summary>Means and exact money of the segments</summary>\n";
    table(opening.exact, "Means and exact money of the segments");
    out_ << "</details>\n</section>\n";
  }

  void cards(const std::vector<Card>& cards) {
    out_ << "<dl class=\"cards\">\n";
    for (const Card& card : cards) {
      fmt::print(out_, "<div><dt>{}</dt><dd>{}</dd></div>\n", escaped(card.name),
                 escaped(card.value));
    }
    out_ << "</dl>\n";
  }

  void checks(const std::vector<std::string>& checks) {
    for (const std::string& check : checks) {
      fmt::print(out_, "<p class=\"check\">{}</p>\n", escaped(check));
    }
  }

  void section(const Section& section) {
    section_ = section.title;
    const std::string id =
        section.anchor.empty() ? "" : fmt::format(" id=\"{}\"", id_of(section.anchor));
    fmt::print(out_, "<section{}>\n{}<h2>{}</h2>{}\n", id,
               section.closed ? "<details class=\"closed\">\n<summary>" : "",
               escaped(section.title), section.closed ? "</summary>" : "");
    if (!section.headline.empty()) {
      fmt::print(out_, "<p class=\"headline\">{}</p>\n",
                 escaped(people_dates_in(section.headline)));
    }
    if (section.tables_first) tables(section.tables);
    if (!section.figures.empty()) out_ << "<div class=\"figures\">\n";
    for (const Figure& part : section.figures) figure(part);
    if (!section.figures.empty()) out_ << "</div>\n";
    for (const Fold& part : section.folds) {
      fmt::print(
          out_,
          "<details class=\"fold\">\n<summary><b>{}</b> <span>{}</span></summary>\n<p>{}</p>\n",
          escaped(part.title), escaped(part.summary), escaped(people_dates_in(part.reading)));
      table(part.data, part.title);
      out_ << "</details>\n";
    }
    if (!section.tables_first) tables(section.tables);
    for (const std::string& note : section.notes) {
      fmt::print(out_, "<p class=\"note\">{}</p>\n", escaped(people_dates_in(note)));
    }
    out_ << (section.closed ? "</details>\n</section>\n" : "</section>\n");
  }

  void tables(const std::vector<PlainTable>& tables) {
    for (const PlainTable& part : tables) {
      const std::string title = people_dates_in(part.title);
      if (!title.empty()) fmt::print(out_, "<h3>{}</h3>\n", escaped(title));
      if (!part.reading.empty()) {
        fmt::print(out_, "<p>{}</p>\n", escaped(people_dates_in(part.reading)));
      }
      if (!part.data.columns.empty()) {
        table(part.data, title.empty() ? part.data.columns.front().title : title);
      }
    }
  }

  void figure(const Figure& figure) {
    fmt::print(out_, "<figure{}>\n<figcaption>\n<h3>{}</h3>\n<p>{}</p>\n</figcaption>\n",
               figure.small  ? " class=\"small\""
               : figure.wide ? " class=\"wide\""
                             : "",
               escaped(figure.title), escaped(people_dates_in(figure.reading)));
    out_ << "<div class=\"charts\">\n";
    for (const Chart& chart : figure.charts) {
      const std::string caption =
          figure.charts.size() > 1
              ? fmt::format("<p>{}</p>\n", escaped(people_dates_in(chart.caption)))
              : std::string();
      const auto picture = [&](std::string_view start, const std::string& svg) {
        out_ << start << caption << svg << "\n</div>\n";
      };
      picture(chart.narrow.empty() ? "<div>\n" : "<div class=\"broad\">\n", chart.svg);
      if (!chart.narrow.empty()) picture("<div class=\"narrow\">\n", chart.narrow);
    }
    out_ << "</div>\n<details>\n<summary>Figures</summary>\n";
    table(figure.data, figure.title);
    out_ << "</details>\n</figure>\n";
  }

  /// What is wider than the page scrolls by itself; with the keyboard, too. Its label is unique.
  void table(const Table& table, const std::string& title) {
    const bool is_new = labels_.insert(title).second;
    const std::string label = is_new ? title : fmt::format("{} ({})", title, section_);
    fmt::print(out_,
               "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table: {}\">\n"
               "<table>\n<thead><tr>",
               escaped(label));
    for (const Table::Column& column : table.columns) {
      fmt::print(out_, "<th scope=\"col\"{}>{}</th>", align(column), escaped(column.title));
    }
    const bool notes = !table.note_title.empty();
    if (notes)
      fmt::print(out_, "<th scope=\"col\" class=\"left\">{}</th>", escaped(table.note_title));
    out_ << "</tr></thead>\n<tbody>\n";
    for (const Table::Row& row : table.rows) {
      fmt::print(out_, "<tr{}>", row.emphasised ? " class=\"total\"" : "");
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        // The first column names the row.
        const std::string_view name = i == 0 ? "th" : "td";
        fmt::print(out_, "<{}{}{}>{}</{}>", name, i == 0 ? " scope=\"row\"" : "",
                   align(table.columns[i]), escaped(row.cells[i]), name);
      }
      if (notes) fmt::print(out_, "<td class=\"left note\">{}</td>", escaped(row.note));
      out_ << "</tr>\n";
    }
    out_ << "</tbody>\n</table>\n</div>\n";
  }

  static std::string_view align(const Table::Column& column) {
    return column.align == Align::left ? " class=\"left\"" : "";
  }

  std::ostream& out_;
  std::string section_;  ///< the title of the present one
  std::set<std::string> labels_{"Segments", "Segments before and after"};  ///< those of openings
};

}  // namespace

std::string page_title(const HtmlOptions& options, std::string_view usual) {
  return options.title.empty() ? std::string(usual) : options.title;
}

void render(const Page& page, std::ostream& out) {
  PageWriter(out).page(page);
}

}  // namespace rfmseg::html
