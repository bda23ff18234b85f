#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "report/html/opening.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg::html {

/// A picture. Where a figure has several, each has its caption above it.
struct Chart {
  std::string caption;
  std::string svg;
};

/// A chart, or several of the same figures, with what to read in it.
struct Figure {
  std::string title;
  std::string reading;  ///< a sentence of plain language, from the figures
  std::vector<Chart> charts;
  Table data;         ///< the charts' figures
  bool wide = false;  ///< takes the page's width
};

/// A table that is shown as it stands.
struct PlainTable {
  std::string title;
  std::string reading;
  Table data;
};

/// A table that is shown when the reader opens it.
struct Fold {
  std::string title, summary;  ///< in its line
  std::string reading;
  Table data;
};

/// A figure at the top of the page: what it is, and the number.
struct Card {
  std::string name, value;
};

struct Section {
  std::string title;
  std::vector<Figure> figures;
  std::vector<PlainTable> tables;
  std::string headline{};            ///< what it comes to; below the title
  std::vector<std::string> notes{};  ///< what to bear in mind; at the end
  std::vector<Fold> folds{};         ///< before the tables
  bool closed = false;               ///< only its title is shown until the reader opens it
};

/// One page. It needs neither scripts nor the network, and says so in its content security policy.
struct Page {
  std::string title, subtitle;
  std::vector<Card> cards;
  std::vector<Section> sections;
  std::vector<std::string> checks{};  ///< what a person should check; below the cards
  std::string command{};              ///< that made it; empty for none
  std::optional<Opening> opening{};   ///< instead of title, subtitle, cards and checks
};

void render(const Page& page, std::ostream& out);

}  // namespace rfmseg::html
