#include "report/analysis_sections.hpp"

namespace rfmseg {

Document describe(const Analysis& analysis) {
  Document document;
  describe_input(analysis, document);
  describe_metrics(analysis, document);
  describe_segments(analysis, document);
  describe_clusters(analysis, document);
  return document;
}

}  // namespace rfmseg
