#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "report/analysis_sections.hpp"
#include "report/charts/charts.hpp"
#include "report/charts/color.hpp"
#include "report/charts/scale.hpp"
#include "report/cluster_advice.hpp"
#include "report/figures/cluster_shape.hpp"
#include "report/five_numbers.hpp"
#include "report/html/sections.hpp"
#include "report/number_text.hpp"
#include "report/tables/group_tables.hpp"

namespace rfmseg::html {
namespace {

using Kind = charts::Scale::Kind;

/// How the values of a figure are written.
using NumberText = std::string (*)(const Quantile&);

/// The page's figures of clusters. A cluster has the same colour in all of them.
class ClusterFigures {
 public:
  explicit ClusterFigures(const Analysis& analysis) : analysis_(analysis) {}

  [[nodiscard]] Section section() const {
    Section section{"Clusters", {}, {table(), tiers()}};
    section.anchor = "Clusters";
    section.tables_first = true;
    section.figures = {profiles(), density()};
    if (count() > 1) section.figures.push_back(overlap());
    section.figures.push_back(boxes());
    return section;
  }

 private:
  [[nodiscard]] std::size_t count() const { return analysis_.clusters.size(); }
  [[nodiscard]] int number(std::size_t c) const { return analysis_.clusters[c].group; }
  [[nodiscard]] std::string name(std::size_t c) const {
    return fmt::format("{}: {}", number(c), analysis_.cluster_name(c));
  }
  [[nodiscard]] std::vector<charts::LegendEntry> legend() const {
    std::vector<charts::LegendEntry> entries;
    for (std::size_t c = 0; c < count(); ++c) {
      entries.emplace_back(charts::palette(c), name(c));
    }
    return entries;
  }

  /// A table of groups with its money as elsewhere on the page: `8.91M`.
  static Table with_short_money(Table table, const std::vector<GroupProfile>& groups) {
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const std::string& title = table.columns[i].title;
      for (std::size_t g = 0; g < groups.size(); ++g) {
        std::string& cell = table.rows[g].cells[i];
        if (title == "M") cell = charts::short_number(groups[g].mean_monetary());
        if (title == "Revenue") cell = charts::short_number(groups[g].revenue.to_double());
      }
    }
    return table;
  }

  [[nodiscard]] PlainTable table() const {
    Table table = with_short_money(people_table(cluster_table(analysis_)), analysis_.clusters);
    table.columns.insert(table.columns.begin() + 1, {"Value tier", Align::left});
    table.note_title = "What to do";
    const std::vector<std::string> advice = cluster_advice(analysis_);
    for (std::size_t c = 0; c < count(); ++c) {
      Table::Row& row = table.rows[c];
      row.cells.front() = name(c);
      row.cells.insert(row.cells.begin() + 1, analysis_.cluster_tier(c).name);
      row.note = advice[c];
    }
    return {"The clusters",
            "R, F and M are the means of recency in days, frequency and monetary. The value tier "
            "is the most common one of a cluster's customers. What to do follows from how the "
            "median customer of the cluster compares with that of all.",
            std::move(table)};
  }

  [[nodiscard]] PlainTable tiers() const {
    Table table = with_short_money(people_table(tier_table(analysis_)), analysis_.tier_profiles);
    table.columns.front().title = "Value tier";
    return {"Value tiers",
            "Recency, frequency and monetary are each split into four groups worth 0 to 3 points; "
            "the sum makes the tier.",
            std::move(table)};
  }

  [[nodiscard]] Figure profiles() const {
    const std::vector<std::array<double, 3>> means = figures::standardised_means(analysis_);
    charts::LineChart chart;
    chart.y_name = "standard deviations from the mean";
    chart.categories = {"Recency", "Frequency", "Monetary"};
    Table table{{{"Cluster", Align::left}, {"Recency"}, {"Frequency"}, {"Monetary"}}, {}};
    for (std::size_t c = 0; c < count(); ++c) {
      auto& series = chart.series.emplace_back();
      series.name = name(c);
      series.color = charts::palette(c);
      Table::Row row{{name(c)}};
      for (std::size_t metric = 0; metric < 3; ++metric) {
        const std::string text = mean_text(means[c][metric], 2);
        series.marks.push_back(
            {{static_cast<double>(metric), means[c][metric]},
             fmt::format("{}, {}: {}", name(c), chart.categories[metric], text)});
        row.cells.push_back(text);
      }
      table.rows.push_back(std::move(row));
    }
    return {"Profiles",
            fmt::format("{}High recency means a long time since the last purchase. The values are "
                        "standardised logarithms; the clusters were found by {}.",
                        analysis_.model ? ""
                                        : fmt::format("Cluster 1 has the highest mean spend: {}. ",
                                                      analysis_.cluster_name(0)),
                        describe_features(analysis_.clustering.features)),
            {{"Profiles",
              charts::line_chart({"Profiles of the clusters",
                                  "A line per cluster over recency, frequency and monetary"},
                                 chart)}},
            std::move(table)};
  }

  [[nodiscard]] Figure density() const {
    const auto [xs, ys, counts] = figures::cluster_density(analysis_);
    std::int64_t most = 1;
    for (const auto& [at, of] : counts) most = std::max(most, sum(of));

    charts::DensityChart chart{"frequency", "spend", xs.kind, ys.kind, {},
                               {},          {},      {},      {},      legend()};
    chart.x_least = xs.edges.front();
    chart.x_most = xs.edges.back();
    chart.y_least = ys.edges.front();
    chart.y_most = ys.edges.back();
    Table table{{{"Frequency", Align::left}, {"Spend", Align::left}, {"Customers"}, {"Cluster"}},
                {}};
    for (const auto& [at, of] : counts) {
      const auto cluster = static_cast<std::size_t>(std::ranges::max_element(of) - of.begin());
      const double x_from = xs.edges[at.first];
      const double x_to = xs.edges[at.first + 1];
      const std::string x_text = x_to - x_from <= 1 ? mean_text(x_from, 0)
                                                    : fmt::format("{} to {}", mean_text(x_from, 0),
                                                                  mean_text(x_to - 1, 0));
      const std::string y_text = fmt::format("{} to {}", mean_text(ys.edges[at.second], 2),
                                             mean_text(ys.edges[at.second + 1], 2));
      const double density =
          most == 1 ? 1.0
                    : std::log(static_cast<double>(sum(of))) / std::log(static_cast<double>(most));
      chart.cells.push_back({x_from, x_to, ys.edges[at.second], ys.edges[at.second + 1], density,
                             std::string(charts::palette(cluster)),
                             fmt::format("frequency {}, spend {}: {}, most of cluster {}", x_text,
                                         y_text, counted(sum(of), "customer"), number(cluster))});
      table.rows.push_back(
          {{x_text, y_text, count_text(sum(of)), std::to_string(number(cluster))}});
    }
    return {
        "Frequency and spend",
        fmt::format("Each cell has the colour of the cluster with most of its customers, stronger "
                    "with more customers; the fullest cell has {}.",
                    counted(most, "customer")),
        {{"Density", charts::density_chart({"Frequency against spend",
                                            "Cells of customers, in the colours of their clusters"},
                                           chart)}},
        std::move(table)};
  }

  static std::int64_t sum(const std::vector<std::int64_t>& counts) {
    std::int64_t all = 0;
    for (const std::int64_t count : counts) all += count;
    return all;
  }

  /// A box plot of one figure of every cluster.
  template <class Numbers>
  [[nodiscard]] std::string box_plot(std::string_view figure, Numbers numbers, NumberText text,
                                     Table& table) const {
    charts::BoxPlots plots{std::string(figure), Kind::log, {}};
    for (std::size_t c = 0; c < count(); ++c) {
      const FiveNumbers& five = numbers(analysis_.clusters[c]);
      const std::array<double, 5> values = {
          five.minimum.to_double(), five.lower_quartile.to_double(), five.median.to_double(),
          five.upper_quartile.to_double(), five.maximum.to_double()};
      if (!(values.front() > 0)) plots.kind = Kind::linear;
      Table::Row row{{name(c), std::string(figure)}};
      for (const Quantile& number : all_five(five)) row.cells.push_back(text(number));
      plots.groups.push_back(
          {name(c), std::string(charts::palette(c)), values[0], values[1], values[2], values[3],
           values[4],
           fmt::format("{}: half of its customers have {} between {} and {}, the median is {}",
                       name(c), figure, text(five.lower_quartile), text(five.upper_quartile),
                       text(five.median))});
      table.rows.push_back(std::move(row));
    }
    return charts::box_plots(
        {fmt::format("Box plots of {} by cluster", figure), "Minimum, quartiles and maximum"},
        plots);
  }

  [[nodiscard]] Figure boxes() const {
    Table table{{{"Cluster", Align::left},
                 {"Of", Align::left},
                 {"Min"},
                 {"25%"},
                 {"Median"},
                 {"75%"},
                 {"Max"}},
                {}};
    Figure figure{"Amount and quantity", {}, {}, {}};
    const auto add = [&](std::string caption, std::string_view name, auto numbers,
                         NumberText text) {
      figure.charts.push_back({std::move(caption), box_plot(name, numbers, text, table)});
    };
    add(
        "Amount: spend per customer", "spend",
        [](const GroupProfile& of) -> const FiveNumbers& { return of.spend; }, money_text);
    if (analysis_.table.has_items()) {
      add(
          "Quantity: items per customer", "items",
          [](const GroupProfile& of) -> const FiveNumbers& { return of.items; }, number_text);
    }
    const auto median = [&](std::size_t c) {
      return money_text(analysis_.clusters[c].spend.median);
    };
    figure.reading =
        fmt::format("The median customer of cluster {} spends {}", number(0), median(0));
    if (count() > 1) {
      figure.reading +=
          fmt::format(", that of cluster {} {}", number(count() - 1), median(count() - 1));
    }
    figure.reading +=
        ". Boxes contain the middle half of a cluster's customers; the line in a box is the "
        "median.";
    figure.data = std::move(table);
    return figure;
  }

  [[nodiscard]] Figure overlap() const {
    // Cells have no room for more digits.
    constexpr std::int64_t kMostInFull = 9'999;
    std::int64_t most = 0;
    for (const auto& row : analysis_.overlap) most = std::max(most, std::ranges::max(row));
    const bool is_large = most > kMostInFull;
    charts::HeatMap map{"", "Cluster", {}, {}, {}};
    Table table{{{"Segment", Align::left}}, {}};
    for (std::size_t c = 0; c < count(); ++c) {
      map.columns.push_back(std::to_string(number(c)));
      table.columns.push_back({std::to_string(number(c))});
    }
    for (std::size_t s = 0; s < analysis_.segments.size(); ++s) {
      const std::string& segment_name = analysis_.segment_rule(s).name;
      map.rows.push_back(segment_name);
      auto& cells = map.cells.emplace_back();
      Table::Row row{{segment_name}};
      for (std::size_t c = 0; c < count(); ++c) {
        const std::int64_t customers = analysis_.overlap[s][c];
        row.cells.push_back(count_text(customers));
        charts::HeatCell& cell = cells.emplace_back();
        if (customers == 0) continue;
        const auto all = static_cast<double>(analysis_.segments[s].customers);
        cell = {
            static_cast<double>(customers) / all,
            is_large ? charts::short_number(static_cast<double>(customers)) : count_text(customers),
            fmt::format("{} of {} are in cluster {}",
                        percent_text(static_cast<double>(customers), all), segment_name,
                        number(c))};
      }
      table.rows.push_back(std::move(row));
    }
    return {
        "Segments against clusters",
        fmt::format(
            "The adjusted Rand index is {} (1: the same groups, 0: no more alike than by chance). "
            "Numbers are customers; the darker a cell, the more of the segment are in the cluster.",
            mean_text(adjusted_rand_index(analysis_.overlap), 2)),
        {{"Customers",
          charts::heat_map({"Segments against clusters",
                            "A row per segment: how its customers are spread over clusters"},
                           map)}},
        std::move(table)};
  }

  const Analysis& analysis_;
};

}  // namespace

Section cluster_section(const Analysis& analysis) {
  return ClusterFigures(analysis).section();
}

}  // namespace rfmseg::html
