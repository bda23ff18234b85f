#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>

#include "rfmseg/report/document.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kFaint = "\x1b[2m";
constexpr std::string_view kPlain = "\x1b[0m";

constexpr std::size_t kGap = 2;  // between columns
constexpr std::size_t kBar = 8;  // of a whole

class TextRenderer {
 public:
  TextRenderer(const TextStyle& style, std::ostream& out) : style_(style), out_(out) {}

  void operator()(const Heading& heading) {
    if (!first_) out_ << '\n';
    first_ = false;
    after_heading_ = true;
    write(kBold, printable_in_full(heading.text));
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

  void operator()(const Table& table) {
    separate();
    write_table(table, {});
  }

  std::vector<std::size_t> write_table(const Table& given, std::vector<std::size_t> widths) {
    const bool first_part = widths.empty();
    if (first_part) widths = natural_widths(given);
    const bool bars = style_.terminal && has_room_for_bars(given, widths);
    const Table table = bars ? with_bars(given) : given;
    if (first_part) {
      if (bars) widths = natural_widths(table);
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

  [[nodiscard]] bool has_room_for_bars(const Table& table,
                                       const std::vector<std::size_t>& widths) const {
    const auto shares =
        static_cast<std::size_t>(std::ranges::count(table.columns, true, &Table::Column::share));
    return shares > 0 && line_width(widths) + shares * (kBar + 1) <= style_.width;
  }

  static Table with_bars(Table table) {
    for (Table::Row& row : table.rows) {
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (table.columns[i].share) row.cells[i] += ' ' + bar(row.cells[i]);
      }
    }
    for (Table::Column& column : table.columns) {
      if (column.share) column.title += std::string(kBar + 1, ' ');
    }
    return table;
  }

  /// kBar columns for a percentage, filled by eighths of a column.
  static std::string bar(const std::string& percentage) {
    static constexpr std::array kEighths = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    double percent = 0;
    std::from_chars(percentage.data(), percentage.data() + percentage.size(), percent);
    const auto eighths =
        static_cast<std::size_t>(std::lround(std::clamp(percent, 0.0, 100.0) / 100 * kBar * 8));
    std::string bar;
    for (std::size_t i = 0; i < eighths / 8; ++i) bar += "█";
    bar += kEighths[eighths % 8];
    return bar + std::string(kBar - display_width(bar), ' ');
  }

  /// Narrows the widest columns of text until lines fit; not at all when that is not enough.
  void narrow(const Table& table, std::vector<std::size_t>& widths) const {
    constexpr std::size_t kNarrowest = 10;
    std::vector<std::size_t> narrowed = widths;
    while (line_width(narrowed) > style_.width) {
      std::size_t widest = narrowed.size();
      for (std::size_t i = 0; i < narrowed.size(); ++i) {
        if (table.columns[i].align != Align::left || narrowed[i] <= kNarrowest) continue;
        if (widest == narrowed.size() || narrowed[i] > narrowed[widest]) widest = i;
      }
      if (widest == narrowed.size()) return;
      --narrowed[widest];
    }
    widths = narrowed;
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

  /// Breaks at blanks so that lines stay within the width where they can.
  void wrap(std::string_view text, std::string_view indent) {
    std::size_t column = 0;
    while (!text.empty()) {
      const std::string_view word = text.substr(0, text.find(' '));
      text.remove_prefix(std::min(text.size(), word.size() + 1));
      const std::size_t width = display_width(word);
      if (column > indent.size() && column + 1 + width > style_.width) {
        out_ << '\n';
        column = 0;
      }
      if (column == 0) {
        out_ << indent;
        column = indent.size();
      } else {
        out_ << ' ';
        ++column;
      }
      out_ << word;
      column += width;
    }
    out_ << '\n';
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
