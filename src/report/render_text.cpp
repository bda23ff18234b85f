#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "report/wrapped.hpp"
#include "rfmseg/report/document.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kFaint = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

constexpr std::size_t kGap = 2;  // between columns
constexpr std::size_t kLongestBar = 8;
constexpr std::size_t kShortestBar = 4;
constexpr std::size_t kNarrowest = 10;   // column of text
constexpr std::size_t kWidestName = 24;  // first column that is not narrowed

class TextRenderer {
 public:
  TextRenderer(const TextStyle& style, std::ostream& out) : style_(style), out_(out) {}

  void operator()(const Heading& heading) {
    if (!first_) out_ << '\n';
    first_ = false;
    after_heading_ = true;
    write(kBold, wrapped(printable_in_full(heading.text), style_.width));
    out_ << '\n';
  }

  void operator()(const Paragraph& paragraph) {
    separate();
    wrap(printable_in_full(paragraph.text), "");
  }

  void operator()(const CommandLine& command) {
    first_ = after_heading_ = false;
    out_ << "  " << printable_in_full(command.text) << '\n';
  }

  void operator()(const DefinitionList& list) {
    separate();
    std::size_t widest = 0;
    for (const auto& item : list.items) {
      widest = std::max(widest, display_width(printable_in_full(item.term)));
    }
    const std::string indent(widest + kGap, ' ');
    for (const auto& item : list.items) {
      const std::string term = printable_in_full(item.term);
      write(kBold, term);
      wrap(printable_in_full(item.text), indent, display_width(term));
    }
  }

  void operator()(const Table& table) {
    separate();
    if (!style_.terminal) {
      write_table(table, {});
      return;
    }
    const Table shown = with_bars(table);
    const std::vector<Table> parts = split(shown);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (i > 0) out_ << '\n';
      write_table(parts[i], {});
    }
  }

  std::vector<std::size_t> write_table(const Table& table, std::vector<std::size_t> widths) {
    const bool first_part = widths.empty();
    if (first_part) {
      widths = natural_widths(table);
      if (style_.terminal) narrow(table, widths);
      std::vector<std::string> titles;
      for (const Table::Column& column : table.columns) titles.push_back(column.title);
      write_row(table, widths, titles, kFaint);
    }
    for (const Table::Row& row : table.rows) {
      write_row(table, widths, row.cells, row.emphasised ? kBold : "");
      if (!row.note.empty()) wrap(printable_in_full(row.note), "    ");
    }
    return widths;
  }

 private:
  /// A blank line before a block, but not between a heading and what it heads.
  void separate() {
    if (!first_ && !after_heading_) out_ << '\n';
    first_ = false;
    after_heading_ = false;
  }

  static std::vector<std::size_t> natural_widths(const Table& table) {
    std::vector<std::size_t> widths;
    for (const Table::Column& column : table.columns) {
      widths.push_back(display_width(column.title));
    }
    for (const Table::Row& row : table.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        widths[i] = std::max(widths[i], display_width(printable_in_full(row.cells[i])));
      }
    }
    return widths;
  }

  static std::size_t line_width(const std::vector<std::size_t>& widths) {
    std::size_t sum = widths.empty() ? 0 : (widths.size() - 1) * kGap;
    for (const std::size_t width : widths) sum += width;
    return sum;
  }

  /// The table with a bar behind each share, if there is room. The longest bar of a column is that
  /// of its largest share, totals aside.
  [[nodiscard]] Table with_bars(Table table) const {
    const auto shares =
        static_cast<std::size_t>(std::ranges::count(table.columns, true, &Table::Column::share));
    if (shares == 0) return table;
    const std::size_t used = line_width(natural_widths(table)) + shares;
    if (used + shares * kShortestBar > style_.width) return table;
    const std::size_t width = std::min((style_.width - used) / shares, kLongestBar);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      Table::Column& column = table.columns[i];
      if (!column.share) continue;
      column.title += std::string(width + 1, ' ');
      double longest = 0;
      for (const Table::Row& row : table.rows) {
        if (!row.emphasised) longest = std::max(longest, percentage_of(row.cells[i]));
      }
      for (Table::Row& row : table.rows) {
        const double part = row.emphasised || longest == 0
                                ? 0
                                : std::clamp(percentage_of(row.cells[i]) / longest, 0.0, 1.0);
        row.cells[i] += ' ' + bar(part, width);
      }
    }
    return table;
  }

  /// Of `48.7%` or `<1%`.
  static double percentage_of(std::string_view text) {
    if (text.starts_with('<')) text.remove_prefix(1);
    double percentage = 0;
    std::from_chars(text.data(), text.data() + text.size(), percentage);
    return percentage;
  }

  /// A part of `width` columns, by eighths of a column.
  static std::string bar(double part, std::size_t width) {
    static constexpr std::array kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    const auto eighths =
        static_cast<std::size_t>(std::lround(part * static_cast<double>(width) * 8));
    std::string bar;
    for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
    bar += kEighths[eighths % 8];
    return bar + std::string(width - display_width(bar), ' ');
  }

  /// The table if it fits; else several with its first column and as many others as fit. Notes are
  /// in the last.
  [[nodiscard]] std::vector<Table> split(const Table& table) const {
    std::vector<std::size_t> widths = natural_widths(table);
    narrow(table, widths);
    if (line_width(widths) <= style_.width) return {table};
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (table.columns[i].align == Align::left) widths[i] = least_width(i, widths[i]);
    }
    std::vector<Table> parts;
    std::size_t used = 0;
    for (std::size_t i = 1; i < table.columns.size(); ++i) {
      if (parts.empty() || used + kGap + widths[i] > style_.width) {
        parts.push_back(first_column(table));
        used = widths[0];
      }
      used += kGap + widths[i];
      Table& part = parts.back();
      part.columns.push_back(table.columns[i]);
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        part.rows[r].cells.push_back(table.rows[r].cells[i]);
      }
    }
    for (std::size_t r = 0; r < table.rows.size() && !parts.empty(); ++r) {
      parts.back().rows[r].note = table.rows[r].note;
    }
    return parts.empty() ? std::vector<Table>{table} : parts;
  }

  static Table first_column(const Table& table) {
    Table first{{table.columns.front()}, {}, table.note_title};
    for (const Table::Row& row : table.rows) {
      first.rows.push_back({{row.cells.front()}, "", row.emphasised});
    }
    return first;
  }

  /// What a column of text of this width can be narrowed to. Names, in the first column, are kept
  /// unless they take most of the line.
  [[nodiscard]] std::size_t least_width(std::size_t column, std::size_t width) const {
    const std::size_t least = std::min(kWidestName, style_.width * 2 / 3);
    return std::min(width, column == 0 ? std::max(kNarrowest, least) : kNarrowest);
  }

  /// Narrows the widest columns of text until lines fit; not at all when that is not enough. Of two
  /// columns, which cannot be split, names are narrowed like others if need be.
  void narrow(const Table& table, std::vector<std::size_t>& widths) const {
    const bool fits =
        narrow(table, widths, [&](std::size_t i) { return least_width(i, widths[i]); });
    if (!fits && table.columns.size() <= 2) {
      narrow(table, widths, [](std::size_t /*column*/) { return kNarrowest; });
    }
  }

  /// Whether that is enough.
  template <class LeastWidth>
  bool narrow(const Table& table, std::vector<std::size_t>& widths,
              const LeastWidth& least_width_of) const {
    std::vector<std::size_t> narrowed = widths;
    while (line_width(narrowed) > style_.width) {
      std::size_t widest = narrowed.size();
      for (std::size_t i = 0; i < narrowed.size(); ++i) {
        if (table.columns[i].align != Align::left || narrowed[i] <= least_width_of(i)) continue;
        if (widest == narrowed.size() || narrowed[i] > narrowed[widest]) widest = i;
      }
      if (widest == narrowed.size()) return false;
      --narrowed[widest];
    }
    widths = narrowed;
    return true;
  }

  /// As much of `text` as fits, with an ellipsis.
  static std::string cut(std::string text, std::size_t width) {
    if (display_width(text) <= width) return text;
    while (!text.empty() && display_width(text) + 1 > width) {
      do {
        text.pop_back();
      } while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U) != 0 &&
               utf8_prefix(text) < text.size());
    }
    return text + "…";
  }

  void write(std::string_view effect, std::string_view text) {
    if (style_.color && !effect.empty()) {
      out_ << effect << text << kPlain;
    } else {
      out_ << text;
    }
  }

  void write_row(const Table& table, const std::vector<std::size_t>& widths,
                 const std::vector<std::string>& cells, std::string_view effect) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) line.append(kGap, ' ');
      std::string cell = printable_in_full(cells[i]);
      if (style_.terminal && table.columns[i].align == Align::left) cell = cut(cell, widths[i]);
      const std::size_t width = display_width(cell);
      const std::string padding(std::max(widths[i], width) - width, ' ');
      line += table.columns[i].align == Align::right ? padding + cell : cell + padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    write(effect, line);
    out_ << '\n';
  }

  void wrap(std::string_view text, std::string_view indent, std::size_t used = 0) {
    out_ << wrapped(text, style_.width, indent, used) << '\n';
  }

  const TextStyle& style_;
  std::ostream& out_;
  bool first_ = true;
  bool after_heading_ = false;
};

/// The code point at the front of `text`, and how many bytes it takes; a broken one takes one byte.
std::pair<char32_t, std::size_t> code_point(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (length == 1 || lead < 0xC0 || length > text.size()) return {lead, 1};
  char32_t value = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    value = value << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {value, length};
}

/// East Asian wide characters and emoji take two columns; combining marks none.
std::size_t code_point_width(char32_t c) {
  if ((c >= 0x0300 && c <= 0x036F) || (c >= 0x200B && c <= 0x200F) ||
      (c >= 0xFE00 && c <= 0xFE0F)) {
    return 0;
  }
  const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) ||
                    (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
                    (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
                    (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF);
  return wide ? 2 : 1;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [c, length] = code_point(text);
    width += code_point_width(c);
    text.remove_prefix(length);
  }
  return width;
}

void render_text(const Document& document, const TextStyle& style, std::ostream& out) {
  TextRenderer renderer(style, out);
  for (const DocumentBlock& block : document) std::visit(renderer, block);
}

std::vector<std::size_t> render_text(const Table& part, const TextStyle& style,
                                     std::vector<std::size_t> widths, std::ostream& out) {
  return TextRenderer(style, out).write_table(part, std::move(widths));
}

}  // namespace rfmseg
