#include "rfmseg/segment/scheme.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "rfmseg/error.hpp"
#include "segment/score_cells.hpp"
#include "support/values.hpp"

namespace rfmseg {
namespace {

using test::decimal;

std::string read_source(const std::string& path) {
  std::ifstream file(std::string(RFMSEG_SOURCE_DIR "/") + path);
  EXPECT_TRUE(file) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// WCAG 2's relative luminance of `#rrggbb`.
double luminance(const std::string& color) {
  const auto channel = [&](std::size_t position) {
    const double value = std::stoi(color.substr(position, 2), nullptr, 16) / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

double contrast(const std::string& a, const std::string& b) {
  const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
  return (light + 0.05) / (dark + 0.05);
}

TEST(Scheme, ClassicNamesEveryRecencyAndFrequency) {
  const Scheme scheme = load_scheme("classic");
  EXPECT_EQ(scheme.name, "classic");
  EXPECT_EQ(scheme.segments.size(), 10U);
  EXPECT_EQ(scheme.scoring.recency.method, ScoreMethod::quantile);
  EXPECT_EQ(scheme.scoring.frequency.method, ScoreMethod::rank);
  EXPECT_EQ(scheme.scoring.monetary.method, ScoreMethod::quantile);

  // Rows: recency 1 to 5; columns: frequency 1 to 5.
  const std::vector<std::vector<std::string>> expected = {
      {"Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose"},
      {"Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose"},
      {"About to Sleep", "About to Sleep", "Need Attention", "Loyal Customers", "Loyal Customers"},
      {"Promising", "Potential Loyalists", "Potential Loyalists", "Loyal Customers",
       "Loyal Customers"},
      {"New Customers", "Potential Loyalists", "Potential Loyalists", "Champions", "Champions"}};
  const ScoreCells cells(scheme.segments, scheme.scoring);
  for (int r = 1; r <= 5; ++r) {
    for (int f = 1; f <= 5; ++f) {
      for (int m = 1; m <= 5; ++m) {
        EXPECT_EQ(scheme.segments.at(cells.segment(r, f, m)).name,
                  expected[static_cast<std::size_t>(r - 1)][static_cast<std::size_t>(f - 1)]);
      }
    }
  }
}

TEST(Scheme, ClassicTiers) {
  const Scheme scheme = load_scheme("classic");
  ASSERT_EQ(scheme.tiers.size(), 3U);
  EXPECT_EQ(scheme.tiers[0].name, "Low");
  EXPECT_EQ(scheme.tiers[0].max_points, 2);
  EXPECT_EQ(scheme.tiers[1].name, "Mid");
  EXPECT_EQ(scheme.tiers[1].max_points, 4);
  EXPECT_EQ(scheme.tiers[2].name, "High");
  EXPECT_EQ(scheme.tiers[2].max_points, 9);
}

TEST(Scheme, PresetsRecommendInAtMostSeventyCharacters) {
  for (const std::string& name : preset_names()) {
    const Scheme scheme = load_scheme(name);
    EXPECT_EQ(scheme.name, name);
    EXPECT_FALSE(scheme.description.empty());
    std::set<std::string> recommendations;
    for (const TierRule& rule : scheme.tiers) recommendations.insert(rule.recommendation);
    EXPECT_EQ(recommendations.size(), scheme.tiers.size());
    std::set<std::string> of_segments;
    for (const SegmentRule& rule : scheme.segments) of_segments.insert(rule.recommendation);
    EXPECT_EQ(of_segments.size(), scheme.segments.size());
    recommendations.merge(of_segments);
    for (const std::string& text : recommendations) {
      EXPECT_LE(text.size(), 70U) << text;
      EXPECT_TRUE(text.ends_with('.')) << text;
    }
  }
}

TEST(Scheme, PresetColoursShowOnWhiteAndOnDark) {
  for (const std::string& name : preset_names()) {
    std::set<std::string> colors;
    for (const SegmentRule& rule : load_scheme(name).segments) {
      EXPECT_GE(contrast(rule.color, "#ffffff"), 2.2) << rule.name;
      EXPECT_GE(contrast(rule.color, "#1e1e1e"), 2.2) << rule.name;
      EXPECT_TRUE(colors.insert(rule.color).second) << rule.name;
    }
  }
}

TEST(Scheme, PresetsGroupAllSegments) {
  for (const std::string& name : preset_names()) {
    const Scheme scheme = load_scheme(name);
    for (const SegmentRule& rule : scheme.segments) EXPECT_TRUE(rule.group) << name << rule.name;
    EXPECT_EQ(scheme.unmatched.group.has_value(), !scheme.unmatched.name.empty()) << name;
    EXPECT_EQ(scheme.segments.front().group, SegmentGroup::keep) << name;
  }
}

TEST(Scheme, TheExampleOfTheDocumentation) {
  const std::string page = read_source("docs/schemes.md");
  const std::string fence = "```toml\n";
  const std::size_t begin = page.find(fence);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = page.find("```", begin + fence.size());
  const std::string toml = page.substr(begin + fence.size(), end - begin - fence.size());

  const Scheme scheme = parse_scheme(toml, "docs/schemes.md");
  EXPECT_EQ(scheme.name, "roastery");
  EXPECT_EQ(scheme.scoring.recency.method, ScoreMethod::cuts);
  EXPECT_EQ(scheme.scoring.recency.bins, 3);
  EXPECT_EQ(scheme.scoring.recency.cuts, (std::vector{decimal("30"), decimal("90")}));
  EXPECT_EQ(scheme.scoring.frequency.method, ScoreMethod::rank);
  EXPECT_EQ(scheme.scoring.frequency.bins, 3);
  EXPECT_EQ(scheme.scoring.monetary.cuts, std::vector{decimal("120.5")});
  ASSERT_EQ(scheme.segments.size(), 3U);
  EXPECT_EQ(scheme.segments[1].name, "Big spenders gone quiet");
  EXPECT_EQ(scheme.segments[1].recency.low, 1);
  EXPECT_EQ(scheme.segments[1].recency.high, 2);
  EXPECT_EQ(scheme.segments[1].frequency.high, 3);
  EXPECT_EQ(scheme.segments[1].monetary.low, 2);
  EXPECT_EQ(scheme.segments[1].color, "#b10f0f");
  EXPECT_EQ(scheme.segments[1].recommendation, "Write to them with a taster of the new harvest.");
  EXPECT_EQ(scheme.segments[1].group, SegmentGroup::win_back);
  EXPECT_EQ(scheme.unmatched.group, SegmentGroup::low_cost);
  EXPECT_EQ(scheme.unmatched.name, "Others");
  EXPECT_EQ(scheme.unmatched.recommendation, "Keep them on the newsletter.");
  ASSERT_EQ(scheme.tiers.size(), 2U);
  EXPECT_EQ(scheme.tiers[0].max_points, 5);

  // The page ends with the errors of three slips in it.
  const auto error_of = [&](const std::string& from, const std::string& to) -> std::string {
    std::string slip = toml;
    slip.replace(slip.find(from), from.size(), to);
    try {
      (void)parse_scheme(slip, "roastery.toml");
    } catch (const UsageError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_NE(page.find("    " + error_of("[1, 2]", "[1, 4]") + '\n'), std::string::npos);
  EXPECT_NE(page.find("    " + error_of("color = \"#b1", "colour = \"#b1") + '\n'),
            std::string::npos);
  const std::string unmatched =
      toml.substr(toml.find("[unmatched]"), toml.find("[[tier]]") - toml.find("[unmatched]"));
  EXPECT_NE(page.find("    " + error_of(unmatched, "") + '\n'), std::string::npos)
      << error_of(unmatched, "");
}

TEST(Scheme, ASmallFileHasDefaults) {
  const Scheme scheme = parse_scheme("name = 'one'\n[[segment]]\nname = 'All'\n", "one.toml");
  EXPECT_EQ(scheme.description, "");
  EXPECT_EQ(scheme.scoring.frequency.method, ScoreMethod::quantile);
  EXPECT_EQ(scheme.scoring.frequency.bins, 5);
  ASSERT_EQ(scheme.segments.size(), 1U);
  EXPECT_EQ(scheme.segments[0].monetary.low, 1);
  EXPECT_EQ(scheme.segments[0].monetary.high, 5);
  EXPECT_EQ(scheme.segments[0].color, load_scheme("classic").segments[0].color);
  EXPECT_EQ(scheme.segments[0].recommendation, "");
  EXPECT_FALSE(scheme.segments[0].group);
  EXPECT_EQ(scheme.unmatched.name, "");
  EXPECT_FALSE(scheme.unmatched.recency.contains(1));
  ASSERT_EQ(scheme.tiers.size(), 3U);
  EXPECT_EQ(scheme.tiers[1].name, "Mid");
  EXPECT_EQ(scheme.tiers[1].max_points, 4);
  EXPECT_EQ(scheme.tiers[1].recommendation, "");
}

TEST(Scheme, PaletteOfSegmentsWithoutColourIsThatOfClassic) {
  std::string toml = "name = 'x'\n[metrics.recency]\nbins = 11\n";
  for (int i = 1; i <= 11; ++i) {
    toml +=
        "[[segment]]\nname = 's" + std::to_string(i) + "'\nrecency = " + std::to_string(i) + '\n';
  }
  const Scheme scheme = parse_scheme(toml, "x.toml");
  const Scheme classic = load_scheme("classic");
  for (std::size_t i = 0; i < scheme.segments.size(); ++i) {
    EXPECT_EQ(scheme.segments[i].color, classic.segments[i % 10].color);
  }
}

TEST(Scheme, CutsAreExactDecimals) {
  const Scheme scheme = parse_scheme(
      "name = 'x'\n"
      "[metrics.monetary]\n"
      "method = 'cuts'\n"
      "cuts = [-1, 0.1, 19.99, 1_000.5, 1e6, '1234567.12345678901']\n"
      "[[segment]]\nname = 'All'\n",
      "x.toml");
  EXPECT_EQ(scheme.scoring.monetary.cuts,
            (std::vector{decimal("-1"), decimal("0.1"), decimal("19.99"), decimal("1000.5"),
                         decimal("1000000"), decimal("1234567.12345678901")}));
  EXPECT_EQ(scheme.scoring.monetary.bins, 7);
}

TEST(Scheme, AHundredBinsOfEveryMetric) {
  std::string toml = "name = 'x'\n";
  for (const char* metric : {"recency", "frequency", "monetary"}) {
    toml += std::string("[metrics.") + metric + "]\nbins = 100\n";
  }
  for (int i = 1; i <= 100; ++i) {
    const std::string score = std::to_string(i);
    toml += "[[segment]]\nname = 's" + score + "'\nrecency = " + score + '\n';
  }
  EXPECT_EQ(parse_scheme(toml, "x.toml").segments.size(), 100U);  // a million cells covered
}

std::string error_of_loading(const std::string& name) {
  try {
    (void)load_scheme(name);
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

TEST(LoadScheme, ReadsAFile) {
  const std::string path = testing::TempDir() + "rfmseg_scheme_test.toml";
  std::ofstream(path) << "name = 'from a file'\n[[segment]]\nname = 'All'\n";
  EXPECT_EQ(load_scheme(path).name, "from a file");
  std::ofstream(path) << "name = 1\n";
  EXPECT_EQ(error_of_loading(path), path + ":1: name must be a string, not an integer");
  std::filesystem::remove(path);
}

TEST(LoadScheme, NamesThePresetsWhenThereIsNothing) {
  EXPECT_EQ(error_of_loading("clasic"),
            "no such scheme or file: 'clasic' (did you mean 'classic'? presets: classic, eleven, "
            "klaviyo, pymc, r-rfm, tiers)");
  EXPECT_EQ(error_of_loading("no/such.toml"),
            "no such scheme or file: 'no/such.toml' (presets: classic, eleven, klaviyo, pymc, "
            "r-rfm, tiers)");
  EXPECT_EQ(error_of_loading(""),
            "no such scheme or file: '' (presets: classic, eleven, klaviyo, pymc, r-rfm, tiers)");
}

TEST(LoadScheme, RefusesWhatIsNoFile) {
  EXPECT_EQ(error_of_loading("/tmp"),
            "'/tmp' is a directory, not a scheme file (presets: classic, eleven, klaviyo, pymc, "
            "r-rfm, tiers)");
  EXPECT_EQ(error_of_loading("/dev/zero"),
            "'/dev/zero' is not a scheme file: it is larger than 1 MB");
  EXPECT_EQ(error_of_loading("/proc/self/mem"),
            "cannot read scheme file '/proc/self/mem': Input/output error");
}

TEST(Scheme, CutsThatAreSetAscendAndAreAsManyAsTheScoresWant) {
  const auto set = [](const std::vector<int>& cuts) {
    MetricScoring scoring{.bins = 3};
    std::vector<Amount> amounts;
    for (const int cut : cuts) amounts.push_back(Amount::from_integer(cut));
    set_cuts(scoring, amounts, "--r-cuts");
    return scoring;
  };
  EXPECT_EQ(set({30, 60}).method, ScoreMethod::cuts);
  EXPECT_EQ(set({30, 60}).cuts.back(), Amount::from_integer(60));
  EXPECT_THROW((void)set({60, 60}), UsageError);
  EXPECT_THROW((void)set({60, 30}), UsageError);
  EXPECT_THROW((void)set({30}), UsageError);
  EXPECT_THROW((void)set({30, 60, 90}), UsageError);
}

}  // namespace
}  // namespace rfmseg
