#include <string>

#include "report/html/sections.hpp"

namespace rfmseg::html {

void add_tables(Section& section, const Document& document) {
  std::string title;
  for (const DocumentBlock& block : document) {
    if (const auto* heading = std::get_if<Heading>(&block)) {
      title = heading->text;
      section.tables.push_back({title, {}, {}});
    } else if (const auto* paragraph = std::get_if<Paragraph>(&block)) {
      section.tables.back().reading = paragraph->text;
    } else if (const auto* table = std::get_if<Table>(&block)) {
      // The first table goes with the heading and its paragraph.
      if (section.tables.back().data.columns.empty()) {
        section.tables.back().data = *table;
      } else {
        section.tables.push_back({{}, {}, *table});
      }
    }
  }
}

}  // namespace rfmseg::html
