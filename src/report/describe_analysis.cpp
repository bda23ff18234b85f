#include <iterator>

#include "report/analysis_sections.hpp"
#include "report/figures/segment_groups.hpp"
#include "report/finding.hpp"
#include "rfmseg/report/validation_report.hpp"

namespace rfmseg {
namespace {

void append(Document more, Document& document) {
  document.insert(document.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
}

}  // namespace

Document describe(const Analysis& analysis, const SettingNames& names) {
  Document document;
  document.push_back(Heading{finding(analysis, figures::segment_groups(analysis))});
  describe_input(analysis, document);
  describe_metrics(analysis, document);
  describe_segments(analysis, document);
  describe_clusters(analysis, names, document);
  describe_outlook(analysis, document);
  return document;
}

void describe_outlook(const Analysis& analysis, Document& document) {
  const Outlook& outlook = analysis.outlook;
  if (outlook.cohorts) append(describe(*outlook.cohorts), document);
  if (outlook.trend) append(describe(*outlook.trend), document);
  if (outlook.lifetimes) append(describe(*outlook.lifetimes), document);
  if (outlook.validation) append(describe(*outlook.validation), document);
  if (outlook.predictions) append(describe(*outlook.predictions), document);
}

}  // namespace rfmseg
