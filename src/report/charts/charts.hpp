#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/charts/axes.hpp"

namespace rfmseg::charts {

// The kinds of charts. Each takes its figures, with what every mark says when pointed at (`tip`),
// and gives an SVG element. None knows what the figures are of.

/// From a total by changes to another: bars that begin where the one before ended.
struct WaterfallStep {
  std::string label;
  double value = 0;  ///< a total, or else a change
  bool is_total = false;
  std::string text;  ///< the value, written at the bar
  std::string tip;
};
[[nodiscard]] std::string waterfall(const ChartText& text, const std::vector<WaterfallStep>& steps);

/// A table of shades.
struct HeatCell {
  std::optional<double> value;  ///< shades the cell; nothing leaves it empty
  std::string text;
  std::string tip;
};
struct HeatMap {
  std::string row_name, column_name;
  std::vector<std::string> rows, columns;
  std::vector<std::vector<HeatCell>> cells;  ///< by row and column
  bool may_be_upright = false;               ///< whether texts run upwards rather than miss
};
/// Texts that are wider than their cells run upwards, or are not written.
[[nodiscard]] std::string heat_map(const ChartText& text, const HeatMap& map);
/// Whether the texts are level in a picture of this width.
[[nodiscard]] bool has_level_texts(const HeatMap& map, double width = kWidth);

/// Columns between edges, with cut points.
struct Histogram {
  std::string value_name, count_name;
  Scale::Kind kind = Scale::Kind::linear;
  struct Bin {
    double from = 0, to = 0;
    double count = 0;
    std::string tip;
  };
  std::vector<Bin> bins;
  struct Cut {
    double at = 0;
    std::string tip;
  };
  std::vector<Cut> cuts;
};
[[nodiscard]] std::string histogram(const ChartText& text, const Histogram& histogram);

/// Minimum, quartiles and maximum of groups, one under the other.
struct BoxPlots {
  std::string value_name;
  Scale::Kind kind = Scale::Kind::linear;
  struct Group {
    std::string label, color;
    double minimum = 0, lower_quartile = 0, median = 0, upper_quartile = 0, maximum = 0;
    std::string tip;
  };
  std::vector<Group> groups;
};
[[nodiscard]] std::string box_plots(const ChartText& text, const BoxPlots& plots);

/// Estimates with their intervals, one under the other on an axis with 0, and a line to compare
/// them with.
struct IntervalChart {
  std::string value_name;
  double reference = 0;  ///< where the line is
  struct Row {
    std::string label, color;
    double value = 0, low = 0, high = 0;
    std::string tip;
  };
  std::vector<Row> rows;
};
[[nodiscard]] std::string interval_chart(const ChartText& text, const IntervalChart& chart);

/// Lines over a common axis, each point marked.
struct LineChart {
  std::string x_name, y_name;
  std::vector<std::string> categories;  ///< of x = 0, 1, ...; without any x is a number
  struct Mark {
    Point at;
    std::string tip;
  };
  struct Series {
    std::string name, color;
    std::vector<Mark> marks;
  };
  std::vector<Series> series;
  bool from_zero = false;  ///< whether the vertical axis always begins at 0
  bool filled = false;     ///< whether the area under the lines is tinted
  bool marks_shown = true;
  std::optional<double> highlighted_x{};  ///< gets a vertical line
  TickText x_text = short_number, y_text = short_number;
};
[[nodiscard]] std::string line_chart(const ChartText& text, const LineChart& chart);

/// A column per category.
struct ColumnChart {
  std::string value_name, color;
  struct Column {
    std::string label;  ///< as many as fit are written
    double value = 0;
    std::string tip;
  };
  std::vector<Column> columns;
};
[[nodiscard]] std::string column_chart(const ChartText& text, const ColumnChart& chart);

/// Columns of parts on top of each other; parts below zero hang.
struct StackedColumns {
  std::string value_name;
  TickText value_text = short_number;
  struct Series {
    std::string name, color;
  };
  std::vector<Series> series;  ///< from the bottom up
  struct Part {
    double value = 0;
    std::string tip;
  };
  struct Column {
    std::string label;        ///< as many as fit are written
    std::vector<Part> parts;  ///< parallel to `series`
  };
  std::vector<Column> columns;
};
[[nodiscard]] std::string stacked_columns(const ChartText& text, const StackedColumns& chart);

/// How much flows from things at the left to things at the right: a Sankey diagram of two columns.
struct FlowChart {
  struct Node {
    std::string label, color;
    double value = 0;
    std::string text;  ///< the value, written at the bar
    std::string tip;
  };
  std::vector<Node> left, right;
  struct Flow {
    std::size_t from = 0, to = 0;  ///< indices of left and right
    double value = 0;
    std::string tip;
    bool pale = false;  ///< drawn so that others stand out
  };
  std::vector<Flow> flows;  ///< of each node they sum to its value at most
};
[[nodiscard]] std::string flow_chart(const ChartText& text, const FlowChart& chart);

/// Two values of each row as bars, one under the other: before (pale) and after.
struct PairedBars {
  struct Row {
    std::string label, color;
    double before = 0, after = 0;
    std::string before_text, after_text;  ///< written at the bars
    std::string before_tip, after_tip;
  };
  std::vector<Row> rows;
};
[[nodiscard]] std::string paired_bars(const ChartText& text, const PairedBars& chart);

/// Two values of every period: columns above, and columns of another kind below on the same axis of
/// time. Each has its own scale.
struct PeriodChart {
  struct Value {
    double value = 0;
    std::string tip;
  };
  struct Series {
    std::string name, color;
    std::vector<Value> values;  ///< parallel to `periods`
    TickText value_text = short_number;
  };
  struct Period {
    std::string label;     ///< as many as fit are written
    bool partial = false;  ///< hatched
  };
  std::vector<Period> periods;
  Series upper, lower;
};
[[nodiscard]] std::string period_chart(const ChartText& text, const PeriodChart& chart);

/// How densely points of groups lie: a cell per bin, in the colour of its commonest group.
struct DensityChart {
  std::string x_name, y_name;
  Scale::Kind x_kind = Scale::Kind::linear, y_kind = Scale::Kind::linear;
  double x_least = 0, x_most = 1, y_least = 0, y_most = 1;
  struct Cell {
    double x_from = 0, x_to = 0, y_from = 0, y_to = 0;
    double density = 0;  ///< in 0..1: how strong the colour is
    std::string color, tip;
  };
  std::vector<Cell> cells;
  std::vector<LegendEntry> legend;
};
[[nodiscard]] std::string density_chart(const ChartText& text, const DensityChart& chart);

/// A tree as lines, each under its parent and further to the right, with the share of each node.
struct TreeChart {
  struct Node {
    int depth = 0;
    std::string label;
    double share = 0;  ///< 0 to 1
    std::string text;  ///< the share, as written in its cell
    std::string tip;
  };
  std::vector<Node> nodes;  ///< each before those below it
};
[[nodiscard]] std::string tree_chart(const ChartText& text, const TreeChart& tree);

}  // namespace rfmseg::charts
