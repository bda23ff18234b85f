#include <algorithm>
#include <string_view>

#include "rfmseg/report/document.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// Text that shows as it is: no markup, no HTML, no end of a table cell.
std::string escaped(std::string_view text) {
  constexpr std::string_view kMarkup = "\\`*_[]<>#|~&";
  std::string out;
  for (const char c : printable_in_full(text)) {
    if (kMarkup.find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

class MarkdownRenderer {
 public:
  explicit MarkdownRenderer(std::ostream& out) : out_(out) {}

  void operator()(const Heading& heading) {
    separate();
    out_ << "## " << escaped(heading.text) << '\n';
  }

  void operator()(const Paragraph& paragraph) {
    separate();
    out_ << escaped(paragraph.text) << '\n';
  }

  void operator()(const CommandLine& command) {
    separate();
    out_ << "    " << printable_in_full(command.text) << '\n';  // indented: a block of code
  }

  void operator()(const DefinitionList& list) {
    separate();
    for (const auto& item : list.items) {
      out_ << "- **" << escaped(item.term) << "**: " << escaped(item.text) << '\n';
    }
  }

  void operator()(const Table& table) {
    separate();
    write_table(table, true);
  }

  void write_table(const Table& table, bool with_titles) {
    const bool notes = std::any_of(table.rows.begin(), table.rows.end(),
                                   [](const Table::Row& row) { return !row.note.empty(); });
    if (with_titles) write_titles(table, notes);
    for (const Table::Row& row : table.rows) {
      const std::string_view mark = row.emphasised ? "**" : "";
      out_ << '|';
      for (const std::string& cell : row.cells) {
        out_ << ' ' << (cell.empty() ? "" : mark) << escaped(cell) << (cell.empty() ? "" : mark)
             << " |";
      }
      if (notes) out_ << ' ' << escaped(row.note) << " |";
      out_ << '\n';
    }
  }

 private:
  void write_titles(const Table& table, bool notes) {
    out_ << '|';
    for (const Table::Column& column : table.columns) out_ << ' ' << escaped(column.title) << " |";
    if (notes) out_ << ' ' << escaped(table.note_title) << " |";
    out_ << "\n|";
    for (const Table::Column& column : table.columns) {
      out_ << (column.align == Align::right ? "---:|" : "---|");
    }
    if (notes) out_ << "---|";
    out_ << '\n';
  }

  void separate() {
    if (!first_) out_ << '\n';
    first_ = false;
  }

  std::ostream& out_;
  bool first_ = true;
};

}  // namespace

void render_markdown(const Document& document, std::ostream& out) {
  MarkdownRenderer renderer(out);
  for (const DocumentBlock& block : document) std::visit(renderer, block);
}

void render_markdown(const Table& part, bool first_part, std::ostream& out) {
  MarkdownRenderer(out).write_table(part, first_part);
}

}  // namespace rfmseg
