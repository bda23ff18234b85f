#pragma once

#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rfmseg {

/// A report's content, apart from how it is shown. Built once, rendered as text or Markdown.
struct Heading {
  std::string text;
};

struct Paragraph {
  std::string text;
};

enum class Align { left, right };

struct Table {
  struct Column {
    std::string title;
    Align align = Align::right;
    bool share = false;  ///< whether its cells are percentages of a whole
  };
  struct Row {
    std::vector<std::string> cells;
    std::string note{};       ///< a sentence about the row, under it or in a last column
    bool emphasised = false;  ///< a total
  };
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::string note_title{};  ///< the title of the notes where they make a column
};

using DocumentBlock = std::variant<Heading, Paragraph, Table>;
using Document = std::vector<DocumentBlock>;

struct TextStyle {
  bool color = false;
  std::size_t width = 80;  ///< paragraphs are wrapped to it
  /// Whether a terminal shows it: shares get bars where there is room, and texts in tables that are
  /// wider than it are cut. Elsewhere tables are as wide as they must be.
  bool terminal = false;
  bool spreadsheet_safe = false;  ///< whether CSV must hold no formulas
};

/// For a terminal: aligned columns, control characters in cells shown as `\xNN`.
void render_text(const Document& document, const TextStyle& style, std::ostream& out);
/// For wikis and pull requests: GitHub-flavoured Markdown with every cell escaped.
void render_markdown(const Document& document, std::ostream& out);

/// A part of a long table. The first part (no `widths`) begins with the titles; the widths that
/// come back are for the next part, where longer cells widen their row only.
std::vector<std::size_t> render_text(const Table& part, const TextStyle& style,
                                     std::vector<std::size_t> widths, std::ostream& out);
void render_markdown(const Table& part, bool first_part, std::ostream& out);

/// The columns that `text` takes on a terminal.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `1234567` as `1,234,567`, digits after a decimal point left alone.
[[nodiscard]] std::string grouped(std::string number);

}  // namespace rfmseg
