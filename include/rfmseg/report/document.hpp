#pragma once

/// \file
/// A document is text, tables and headings apart from their format. describe() builds one, and
/// render_text() or render_markdown() writes it.
///
///     const rfmseg::Document document = rfmseg::describe(analysis);
///     rfmseg::render_text(document, {.color = true, .width = 100}, std::cout);
///     rfmseg::render_markdown(document, file);

#include <ostream>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace rfmseg {

/// The title of a section.
struct Heading {
  std::string text;
};

/// One or more sentences, unwrapped.
struct Paragraph {
  std::string text;
};

/// A command, which stays on one line.
struct CommandLine {
  std::string text;
};

/// Terms and their definitions, one below the other.
struct DefinitionList {
  struct Item {
    std::string term, text;
  };
  std::vector<Item> items;
};

enum class Align { left, right };

/// A table of texts that are ready to be shown.
struct Table {
  struct Column {
    std::string title;
    Align align = Align::right;
    bool share = false;  ///< cells are percentages of a whole
  };
  struct Row {
    std::vector<std::string> cells;
    std::string note{};       ///< a sentence about the row: a line below it, or a last column
    bool emphasised = false;  ///< a total
  };
  std::vector<Column> columns;
  std::vector<Row> rows;
  std::string note_title{};  ///< the title of the column of notes
};

using DocumentBlock = std::variant<Heading, Paragraph, Table, CommandLine, DefinitionList>;
using Document = std::vector<DocumentBlock>;

/// How text is laid out.
struct TextStyle {
  bool color = false;
  std::size_t width = 80;  ///< in columns; paragraphs are wrapped to it
  /// The text is for a terminal: shares get bars if there is room. If a table is too wide, cells of
  /// text are cut (those of the first column only if they are very long), and the columns that
  /// still do not fit follow in a second table. Otherwise tables are as wide as their cells.
  bool terminal = false;
  bool spreadsheet_safe = false;  ///< cells of CSV that look like formulas get an apostrophe
};

/// Writes the document as text with aligned columns. Control characters in cells become `\xNN`.
void render_text(const Document& document, const TextStyle& style, std::ostream& out);
/// Writes the document as GitHub-flavoured Markdown. Every cell is escaped.
void render_markdown(const Document& document, std::ostream& out);

/// Writes a part of a long table. The first part (empty `widths`) begins with the titles. Returns
/// the widths of the columns for the next part; longer cells there widen only their row.
std::vector<std::size_t> render_text(const Table& part, const TextStyle& style,
                                     std::vector<std::size_t> widths, std::ostream& out);
/// Writes a part of a long table; the first part begins with the titles.
void render_markdown(const Table& part, bool first_part, std::ostream& out);

/// The number of columns that `text` needs on a terminal.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `number` with commas between thousands: `1,234,567.8912`.
[[nodiscard]] std::string grouped(std::string number);

}  // namespace rfmseg
