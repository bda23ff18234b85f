#include "report/analysis_sections.hpp"

namespace rfmseg {

Document describe(const Analysis& analysis, const SettingNames& names) {
  Document document;
  describe_input(analysis, document);
  describe_metrics(analysis, document);
  describe_segments(analysis, document);
  describe_clusters(analysis, names, document);
  return document;
}

}  // namespace rfmseg
