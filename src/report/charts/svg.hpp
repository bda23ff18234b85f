#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rfmseg::charts {

// Pictures are drawn in user units, of which a chart is usually kWidth wide. Colours are
// presentation attributes, so that a chart is right where style sheets are blocked; what has to
// change in the dark has a class that a style sheet can know: `ink` (text), `line` (axes) or
// `grid`.

inline constexpr double kWidth = 400;
inline constexpr double kFontSize = 13;
inline constexpr double kSmallFontSize = kFontSize - 1;

inline constexpr std::string_view kInk = "#333333";
inline constexpr std::string_view kLine = "#888888";
inline constexpr std::string_view kGrid = "#dddddd";

struct Point {
  double x = 0, y = 0;
};

struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
};

/// `text` for XML and HTML: markup escaped, control characters and bytes that are not UTF-8 shown
/// as `\xNN`.
[[nodiscard]] std::string escaped(std::string_view text);

/// The width of `text` in the charts' font, rather too much than too little.
[[nodiscard]] double text_width(std::string_view text, double font_size = kFontSize);
/// `text`, or as much of its beginning as fits `width` with an ellipsis; empty when not even one
/// letter would.
[[nodiscard]] std::string fitted(std::string_view text, double width, double font_size = kFontSize);

/// `text` in one line if it fits `width`, else divided at the blank that makes the longer of two
/// lines shortest; in one line without a blank.
[[nodiscard]] std::vector<std::string> divided(std::string_view text, double width,
                                               double font_size = kFontSize);

enum class Anchor { start, middle, end };

/// How a text is set. `y` is where its letters stand.
struct TextLook {
  Anchor anchor = Anchor::start;
  std::string_view color{};  ///< kInk, which turns light in the dark, when empty
  double size = kFontSize;
  bool bold = false;
  bool upright = false;  ///< runs upwards
};

/// A picture of SVG that grows by its marks. A `tip` is the text of a mark when pointed at;
/// every mark of data has one.
class Svg {
 public:
  /// `title` names the picture for people who cannot see it, `description` explains what it shows.
  Svg(double height, std::string_view title, std::string_view description, double width = kWidth);
  /// Marks that are drawn before the height of their picture is known.
  [[nodiscard]] static Svg fragment() { return Svg(); }
  void add(const Svg& fragment) { text_ += fragment.text_; }
  [[nodiscard]] double width() const { return width_; }

  void rect(const Box& box, std::string_view fill, std::string_view tip = {}, double opacity = 1);
  /// Only its outline and strokes from corner to corner.
  void hatched(const Box& box, std::string_view color, std::string_view tip);
  /// Part of the frame: `look` is one of the classes.
  void line(Point from, Point to, std::string_view look);
  /// A line of data.
  void line(Point from, Point to, std::string_view color, double width, std::string_view tip);
  void path(const std::vector<Point>& points, std::string_view color, std::string_view tip);
  /// The area between the points and the bottom at `y`.
  void area(const std::vector<Point>& points, double y, std::string_view color);
  /// A band that runs from the left, `from_height` high, to the right, like a river.
  void band(Point from, double from_height, Point to, double to_height, std::string_view color,
            std::string_view tip, double opacity = 0.45);
  void circle(Point center, double radius, std::string_view fill, std::string_view tip);
  void text(Point at, std::string_view text, const TextLook& look = {});

  /// The whole element.
  [[nodiscard]] std::string str() const { return text_ + "</svg>"; }

 private:
  Svg() = default;
  void close(std::string_view element, std::string_view tip);

  std::string text_;
  double width_ = kWidth;
};

}  // namespace rfmseg::charts
