#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/html/movement_opening.hpp"
#include "report/html/opening.hpp"
#include "rfmseg/report/document.hpp"
#include "rfmseg/report/html_options.hpp"

namespace rfmseg::html {

/// The width of charts that take the page's width, in user units; on a wide screen these are about
/// pixels.
inline constexpr double kPageWidth = 1100;

/// A picture. Where a figure has several, each has its caption above it.
struct Chart {
  std::string caption;
  std::string svg;
  std::string narrow{};  ///< instead of `svg` on a phone and on paper; empty if that fits them, too
};

/// A chart, or several of the same figures, with what to read in it.
struct Figure {
  std::string title;
  std::string reading;  ///< a sentence of plain language, from the figures
  std::vector<Chart> charts;
  Table data;          ///< the charts' figures
  bool wide = false;   ///< takes the page's width
  bool small = false;  ///< its chart is small, at the side of the sentence
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
  std::string anchor{};              ///< the word for it in the header; empty for none
  bool tables_first = false;         ///< instead of the figures
};

/// One page. It needs neither scripts nor the network, and says so in its content security policy.
struct Page {
  std::string title, subtitle;
  std::vector<Card> cards;
  std::vector<Section> sections;
  std::vector<std::string> checks{};          ///< what a person should check; below the cards
  std::string command{};                      ///< that made it; empty for none
  std::optional<Opening> opening{};           ///< instead of subtitle, cards and checks
  std::optional<MovementOpening> movement{};  ///< likewise
};

/// `options.title`, or else the usual title of the page.
[[nodiscard]] std::string page_title(const HtmlOptions& options, std::string_view usual);

void render(const Page& page, std::ostream& out);

}  // namespace rfmseg::html
