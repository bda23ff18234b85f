#include "rfmseg/report/html_report.hpp"

#include <utility>
#include <vector>

#include "report/html/html_page.hpp"
#include "report/html/opening.hpp"
#include "report/html/outlook_sections.hpp"
#include "report/html/sections.hpp"

namespace rfmseg {

void write_html(const Analysis& analysis, const HtmlOptions& options, std::ostream& out) {
  html::Page page{html::page_title(options, "Customer segments"), options.source, {}, {}};
  page.opening = html::make_opening(analysis, options);
  bool closed = false;
  bool appendix = false;  // whether it has begun
  const auto add = [&](std::vector<html::Section> sections) {
    for (html::Section& section : sections) {
      if (section.figures.empty() && section.tables.empty() && section.folds.empty()) continue;
      section.closed = closed;
      if (closed && !appendix) {
        section.anchor = "Appendix";
        appendix = true;
      }
      page.sections.push_back(std::move(section));
    }
  };
  add({html::segment_section(analysis), html::revenue_section(analysis)});
  add(html::outlook_sections(analysis.outlook));
  add({html::cluster_section(analysis)});
  closed = true;  // the appendix
  add({html::ledger_section(analysis), html::score_section(analysis),
       html::distribution_section(analysis), html::k_choice_section(analysis, options),
       html::provenance_section(analysis, options)});
  render(page, out);
}

}  // namespace rfmseg
