#include "report/charts/svg.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>

#include "rfmseg/report/document.hpp"
#include "text.hpp"

namespace rfmseg::charts {
namespace {

/// Two decimals are a fiftieth of a pixel: enough, and the same on every machine.
std::string number(double value) {
  std::string text = fmt::format("{:.2f}", value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string coordinates(const std::vector<Point>& points) {
  std::string text;
  for (const Point& point : points) {
    text += fmt::format("{}{} {}", text.empty() ? "M" : "L", number(point.x), number(point.y));
  }
  return text;
}

std::string_view class_color(std::string_view look) {
  if (look == "grid") return kGrid;
  return kLine;
}

std::string_view anchor_name(Anchor anchor) {
  switch (anchor) {
    case Anchor::start:
      return "start";
    case Anchor::middle:
      return "middle";
    case Anchor::end:
      break;
  }
  return "end";
}

}  // namespace

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text, text.size())) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

double text_width(std::string_view text, double font_size) {
  // Few words are wider, even in the wider of the usual sans-serif fonts.
  constexpr double kLetter = 0.68;
  return static_cast<double>(display_width(text)) * font_size * kLetter;
}

std::string fitted(std::string_view text, double width, double font_size) {
  if (text_width(text, font_size) <= width) return std::string(text);
  const auto beginning = [&](std::size_t length) {
    // Whole characters only: a byte of a character's rest begins with the bits 10.
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) --length;
    while (length > 0 && text[length - 1] == ' ') --length;
    return std::string(text.substr(0, length));
  };
  // The longest one is found by halves: a name can be as long as a file.
  std::size_t fits = 0;
  for (std::size_t too_long = text.size(); too_long - fits > 1;) {
    const std::size_t middle = fits + (too_long - fits) / 2;
    (text_width(beginning(middle) + "…", font_size) <= width ? fits : too_long) = middle;
  }
  const std::string part = beginning(fits);
  return part.empty() ? part : part + "…";
}

std::vector<std::string> divided(std::string_view text, double width, double font_size) {
  if (text_width(text, font_size) <= width) return {std::string(text)};
  std::vector<std::string> best = {std::string(text)};
  double shortest = text_width(text, font_size);
  for (std::size_t i = text.find(' '); i != std::string_view::npos; i = text.find(' ', i + 1)) {
    const std::string_view first = text.substr(0, i);
    const std::string_view second = text.substr(i + 1);
    const double longer = std::max(text_width(first, font_size), text_width(second, font_size));
    if (first.empty() || second.empty() || longer >= shortest) continue;
    shortest = longer;
    best = {std::string(first), std::string(second)};
  }
  return best;
}

Svg::Svg(double height, std::string_view title, std::string_view description, double width)
    : text_(fmt::format(
          "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" width=\"{}\" "
          "height=\"{}\" role=\"img\" aria-label=\"{}\" font-family=\"system-ui, sans-serif\" "
          "font-size=\"{}\">\n<desc>{}</desc>\n",
          number(width), number(height), number(width), number(height), escaped(title),
          number(kFontSize), escaped(description))),
      width_(width) {}

void Svg::close(std::string_view element, std::string_view tip) {
  if (tip.empty()) {
    text_ += "/>\n";
  } else {
    fmt::format_to(std::back_inserter(text_), "><title>{}</title></{}>\n", escaped(tip), element);
  }
}

void Svg::rect(const Box& box, std::string_view fill, std::string_view tip, double opacity) {
  fmt::format_to(std::back_inserter(text_),
                 "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"", number(box.x),
                 number(box.y), number(box.width), number(box.height), fill);
  if (opacity < 1) {
    fmt::format_to(std::back_inserter(text_), " fill-opacity=\"{}\"", number(opacity));
  }
  close("rect", tip);
}

void Svg::hatched(const Box& box, std::string_view color, std::string_view tip) {
  // Strokes of 45 degrees as one path: a pattern would need an id, unique on the page.
  constexpr double kStep = 5;
  std::string strokes;
  for (int line = 1; kStep * line - box.height < box.width; ++line) {
    const double start = kStep * line - box.height;
    // From the lower edge, or the left one, up to the upper edge, or the right one.
    const double from = std::max(start, 0.0);
    const double to = std::min(start + box.height, box.width);
    if (to <= from) continue;
    strokes +=
        fmt::format("M{} {}L{} {}", number(box.x + from), number(box.bottom() - (from - start)),
                    number(box.x + to), number(box.bottom() - (to - start)));
  }
  fmt::format_to(std::back_inserter(text_),
                 "<path d=\"{}\" fill=\"none\" stroke=\"{}\" class=\"hatch\"", strokes, color);
  close("path", {});
  fmt::format_to(std::back_inserter(text_),
                 "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\" "
                 "fill-opacity=\"0.15\" stroke=\"{}\"",
                 number(box.x), number(box.y), number(box.width), number(box.height), color, color);
  close("rect", tip);
}

void Svg::line(Point from, Point to, std::string_view look) {
  fmt::format_to(std::back_inserter(text_),
                 "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" class=\"{}\"",
                 number(from.x), number(from.y), number(to.x), number(to.y), class_color(look),
                 look);
  close("line", {});
}

void Svg::line(Point from, Point to, std::string_view color, double width, std::string_view tip) {
  fmt::format_to(std::back_inserter(text_),
                 "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\" stroke-width=\"{}\"",
                 number(from.x), number(from.y), number(to.x), number(to.y), color, number(width));
  close("line", tip);
}

void Svg::path(const std::vector<Point>& points, std::string_view color, std::string_view tip) {
  fmt::format_to(std::back_inserter(text_),
                 "<path d=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"2\" "
                 "stroke-linejoin=\"round\"",
                 coordinates(points), color);
  close("path", tip);
}

void Svg::area(const std::vector<Point>& points, double y, std::string_view color) {
  std::vector<Point> outline = points;
  outline.push_back({points.back().x, y});
  outline.push_back({points.front().x, y});
  fmt::format_to(std::back_inserter(text_), "<path d=\"{}Z\" fill=\"{}\" fill-opacity=\"0.15\"",
                 coordinates(outline), color);
  close("path", {});
}

void Svg::band(Point from, double from_height, Point to, double to_height, std::string_view color,
               std::string_view tip, double opacity) {
  const std::string middle = number((from.x + to.x) / 2);
  fmt::format_to(std::back_inserter(text_),
                 "<path d=\"M{0},{1}C{2},{1} {2},{4} {3},{4}V{5}C{2},{5} {2},{6} {0},{6}Z\" "
                 "fill=\"{7}\" fill-opacity=\"{8}\"",
                 number(from.x), number(from.y), middle, number(to.x), number(to.y),
                 number(to.y + to_height), number(from.y + from_height), color, number(opacity));
  close("path", tip);
}

void Svg::circle(Point center, double radius, std::string_view fill, std::string_view tip) {
  fmt::format_to(std::back_inserter(text_), "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\"",
                 number(center.x), number(center.y), number(radius), fill);
  close("circle", tip);
}

void Svg::text(Point at, std::string_view text, const TextLook& look) {
  fmt::format_to(std::back_inserter(text_), "<text x=\"{}\" y=\"{}\"", number(at.x), number(at.y));
  if (look.anchor != Anchor::start) {
    fmt::format_to(std::back_inserter(text_), " text-anchor=\"{}\"", anchor_name(look.anchor));
  }
  if (look.size != kFontSize) {
    fmt::format_to(std::back_inserter(text_), " font-size=\"{}\"", number(look.size));
  }
  if (look.bold) text_ += " font-weight=\"600\"";
  if (look.upright) {
    fmt::format_to(std::back_inserter(text_), " transform=\"rotate(-90 {} {})\"", number(at.x),
                   number(at.y));
  }
  fmt::format_to(std::back_inserter(text_), " fill=\"{}\"{}>{}</text>\n",
                 look.color.empty() ? kInk : look.color, look.color.empty() ? " class=\"ink\"" : "",
                 escaped(text));
}

}  // namespace rfmseg::charts
