// Every message a scheme file can get, word for word.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/segment/scheme.hpp"

namespace rfmseg {
namespace {

std::string error_of(const std::string& toml) {
  try {
    (void)parse_scheme(toml, "shop.toml");
  } catch (const UsageError& error) {
    return error.what();
  }
  return "no error";
}

/// The error of a sound scheme with `text` put in from line 2.
std::string error_with(const std::string& text) {
  return error_of("name = 'shop'\n" + text + "\n[[segment]]\nname = 'All'\n");
}

/// The error of a scheme whose only segment is called Champions and has `text` from line 4.
std::string error_in_segment(const std::string& text) {
  return error_of("name = 'shop'\n[[segment]]\nname = 'Champions'\n" + text +
                  "\n[unmatched]\nname = 'Others'\n");
}

TEST(SchemeErrors, LongName) {
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nname = '" + std::string(201, 'x') + "'\n"),
            "shop.toml:3: segment '" + std::string(60, 'x') +
                "...': the name has 201 bytes, but at most 200 are allowed");
}

TEST(SchemeErrors, NotToml) {
  EXPECT_EQ(error_with("description = "),
            "shop.toml:2: not valid TOML: error while parsing key-value pair: expected value, "
            "saw '\\n'");
  EXPECT_EQ(error_with("name = 'twice'"),
            "shop.toml:2: not valid TOML: error while parsing key-value pair: cannot redefine "
            "existing string 'name'");
}

TEST(SchemeErrors, UnknownKeys) {
  EXPECT_EQ(error_with("descripton = 'x'"),
            "shop.toml:2: unknown key 'descripton' (did you mean 'description'?)");
  EXPECT_EQ(error_with("owner = 'x'"),
            "shop.toml:2: unknown key 'owner' "
            "(known keys: name, description, metrics, segment, unmatched, tier)");
  EXPECT_EQ(error_in_segment("colour = '#ffffff'"),
            "shop.toml:4: segment 'Champions': unknown key 'colour' (did you mean 'color'?)");
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nnmae = 'x'\n"),
            "shop.toml:3: segment 1: unknown key 'nmae' (did you mean 'name'?)");
  EXPECT_EQ(error_with("[metrics.recencey]"),
            "shop.toml:2: metrics: unknown key 'recencey' (did you mean 'recency'?)");
  EXPECT_EQ(error_with("[metrics.recency]\nquantiles = 5"),
            "shop.toml:3: metrics.recency: unknown key 'quantiles' "
            "(known keys: method, bins, cuts, closed, crowd, offset, equal_edges)");
  EXPECT_EQ(error_with("[unmatched]\nname = 'x'\nrecency = 1"),
            "shop.toml:4: unmatched: unknown key 'recency' "
            "(known keys: name, color, recommendation, group)");
  EXPECT_EQ(error_with("[[tier]]\nname = 'Low'\nmaxpoints = 2"),
            "shop.toml:4: tier 'Low': unknown key 'maxpoints' (did you mean 'max_points'?)");
}

TEST(SchemeErrors, UnknownGroup) {
  EXPECT_EQ(error_in_segment("group = 'lose'"),
            "shop.toml:4: segment 'Champions': unknown group 'lose' (groups: keep, win-back, grow, "
            "low-cost)");
  EXPECT_EQ(
      error_with("[unmatched]\nname = 'x'\ngroup = 'Keep'"),
      "shop.toml:4: unmatched: unknown group 'Keep' (groups: keep, win-back, grow, low-cost)");
}

TEST(SchemeErrors, TheUppermostUnknownKeyIsNamed) {
  EXPECT_EQ(error_with("zzz = 1\naaa = 2"),
            "shop.toml:2: unknown key 'zzz' "
            "(known keys: name, description, metrics, segment, unmatched, tier)");
}

TEST(SchemeErrors, MissingKeys) {
  EXPECT_EQ(error_of(""), "shop.toml: key 'name' is missing");
  EXPECT_EQ(error_of("name = 'shop'"), "shop.toml: no [[segment]] is defined");
  EXPECT_EQ(error_of("name = 'shop'\nsegment = []"), "shop.toml: no [[segment]] is defined");
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nname = 'A'\nrecency = 1\n[[segment]]\n"),
            "shop.toml:5: segment 2: key 'name' is missing");
  EXPECT_EQ(error_with("[unmatched]"), "shop.toml:2: unmatched: key 'name' is missing");
  EXPECT_EQ(error_with("[[tier]]\nname = 'Low'"),
            "shop.toml:2: tier 'Low': key 'max_points' is missing");
  EXPECT_EQ(error_with("[metrics.recency]\nmethod = 'cuts'"),
            "shop.toml:2: metrics.recency: key 'cuts' is missing");
}

TEST(SchemeErrors, WrongTypes) {
  EXPECT_EQ(error_of("name = 5"), "shop.toml:1: name must be a string, not an integer");
  EXPECT_EQ(error_with("description = 1.5"),
            "shop.toml:2: description must be a string, not a number with decimals");
  EXPECT_EQ(error_with("description = true"),
            "shop.toml:2: description must be a string, not a boolean");
  EXPECT_EQ(error_with("description = 2011-12-10"),
            "shop.toml:2: description must be a string, not a date or time");
  EXPECT_EQ(error_with("description = []"),
            "shop.toml:2: description must be a string, not an array");
  EXPECT_EQ(error_with("description = {}"),
            "shop.toml:2: description must be a string, not a table");
  EXPECT_EQ(error_with("metrics = 'rank'"), "shop.toml:2: metrics must be a table, not a string");
  EXPECT_EQ(error_with("metrics.recency = 5"),
            "shop.toml:2: metrics: recency must be a table, not an integer");
  EXPECT_EQ(error_with("[[unmatched]]"), "shop.toml:2: unmatched must be a table, not an array");
  EXPECT_EQ(error_with("[tier]"), "shop.toml:2: tier must be a list of tables: write [[tier]]");
  EXPECT_EQ(error_of("name = 'shop'\n[segment]\nname = 'x'"),
            "shop.toml:2: segment must be a list of tables: write [[segment]]");
  EXPECT_EQ(error_of("name = 'shop'\nsegment = [1]"),
            "shop.toml:2: segment must be a list of tables: write [[segment]]");
  EXPECT_EQ(error_with("[[tier]]\nname = 'Low'\nmax_points = '2'"),
            "shop.toml:4: tier 'Low': max_points must be an integer, not a string");
  EXPECT_EQ(error_with("[metrics.recency]\nbins = 5.0"),
            "shop.toml:3: metrics.recency: bins must be an integer, not a number with decimals");
  EXPECT_EQ(error_with("[metrics.recency]\nmethod = 5"),
            "shop.toml:3: metrics.recency: method must be a string, not an integer");
  EXPECT_EQ(error_with("[metrics.recency]\ncuts = 5"),
            "shop.toml:3: metrics.recency: cuts must be an array, not an integer");
}

TEST(SchemeErrors, Texts) {
  EXPECT_EQ(error_of("name = ' '"), "shop.toml:1: name is empty");
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nname = ''"),
            "shop.toml:3: segment 1: name is empty");
  EXPECT_EQ(error_in_segment("recommendation = \"one\\ntwo\""),
            "shop.toml:4: segment 'Champions': recommendation must be a single line without "
            "control characters");
  EXPECT_EQ(
      error_of("name = 'shop'\n[[segment]]\nname = \"a\\u001bb\""),
      "shop.toml:3: segment 'a\\x1Bb': name must be a single line without control characters");
}

TEST(SchemeErrors, WhatIsShownCannotSteerATerminal) {
  EXPECT_EQ(error_with("\"a\\u001bb\" = 1"),
            "shop.toml:2: unknown key 'a\\x1Bb' "
            "(known keys: name, description, metrics, segment, unmatched, tier)");
  EXPECT_EQ(
      error_in_segment("recency = \"\\u0007\""),
      "shop.toml:4: segment 'Champions': recency = \"\\x07\" must be a score or [lowest, highest]");
}

TEST(SchemeErrors, Methods) {
  EXPECT_EQ(error_with("[metrics.recency]\nmethod = 'quantiles'"),
            "shop.toml:3: metrics.recency: unknown method 'quantiles' (did you mean 'quantile'?)");
  EXPECT_EQ(error_with("[metrics.recency]\nmethod = 'kmeans'"),
            "shop.toml:3: metrics.recency: unknown method 'kmeans' (methods: quantile, rank, "
            "ntile, natural, cuts)");
}

TEST(SchemeErrors, Measures) {
  EXPECT_EQ(
      error_with("[metrics.frequency]\nmeasure = 'weeks'"),
      "shop.toml:3: metrics.frequency: unknown measure 'weeks' (measures: orders, days, lines)");
  EXPECT_EQ(error_with("[metrics.monetary]\nmeasure = 'median'"),
            "shop.toml:3: metrics.monetary: unknown measure 'median' (measures: sum, mean)");
  EXPECT_EQ(error_with("[metrics.frequency]\nminus_first = 1"),
            "shop.toml:3: metrics.frequency: minus_first must be true or false, not an integer");
  EXPECT_EQ(error_with("[metrics.recency]\nmeasure = 'days'"),
            "shop.toml:3: metrics.recency: unknown key 'measure' (known keys: method, bins, cuts, "
            "closed, crowd, offset, equal_edges)");
}

TEST(SchemeErrors, Edges) {
  EXPECT_EQ(error_with("[metrics.recency]\nclosed = 'both'"),
            "shop.toml:3: metrics.recency: closed = \"both\" must be \"right\" or \"left\"");
  EXPECT_EQ(error_with("[metrics.recency]\nequal_edges = 'merge'"),
            "shop.toml:3: metrics.recency: equal_edges = \"merge\" must be \"keep\" or \"drop\"");
  EXPECT_EQ(error_with("[metrics.recency]\nmethod = 'rank'\nclosed = 'left'"),
            "shop.toml:4: metrics.recency: closed can only be used with method 'quantile' or "
            "'cuts', not 'rank'");
  EXPECT_EQ(
      error_with("[metrics.recency]\ncuts = [1]\noffset = 1"),
      "shop.toml:4: metrics.recency: offset can only be used with method 'quantile', not 'cuts'");
  EXPECT_EQ(error_with("[metrics.recency]\noffset = 1e16"),
            "shop.toml:3: metrics.recency: offset = 10000000000000000 must be from "
            "-1000000000000000 to 1000000000000000");
  EXPECT_EQ(error_with("[metrics.recency]\noffset = 'a'"),
            "shop.toml:3: metrics.recency: offset: \"a\" is not a number of at most 18 digits");
}

TEST(SchemeErrors, Bins) {
  EXPECT_EQ(error_with("[metrics.recency]\nbins = 1"),
            "shop.toml:3: metrics.recency: bins = 1 is outside 2 to 100");
  EXPECT_EQ(error_with("[metrics.monetary]\nbins = 9223372036854775807"),
            "shop.toml:3: metrics.monetary: bins = 9223372036854775807 is outside 2 to 100");
}

TEST(SchemeErrors, Cuts) {
  const auto error_of_cuts = [](const std::string& cuts) {
    return error_with("[metrics.monetary]\ncuts = " + cuts);
  };
  EXPECT_EQ(error_of_cuts("[]"),
            "shop.toml:3: metrics.monetary: cuts has 0 numbers, but must have 1 to 99");
  EXPECT_EQ(error_of_cuts("[30,\n 60.5, 60.50]"),
            "shop.toml:4: metrics.monetary: cuts must ascend, but 60.5 comes after 60.5");
  EXPECT_EQ(error_of_cuts("[60.5, 30]"),
            "shop.toml:3: metrics.monetary: cuts must ascend, but 30 comes after 60.5");
  EXPECT_EQ(error_of_cuts("[true]"), "shop.toml:3: metrics.monetary: cuts: true is not a number");
  EXPECT_EQ(error_of_cuts("[[1]]"), "shop.toml:3: metrics.monetary: cuts: [1] is not a number");
  EXPECT_EQ(error_of_cuts("['1,5']"),
            "shop.toml:3: metrics.monetary: cuts: \"1,5\" is not a number of at most 18 digits");
  EXPECT_EQ(error_of_cuts("[inf]"),
            "shop.toml:3: metrics.monetary: cuts: inf is not a number of at most 18 digits");
  EXPECT_EQ(error_of_cuts("[1e300]"),
            "shop.toml:3: metrics.monetary: cuts: 1e+300 is not a number of at most 18 digits");
  EXPECT_EQ(error_of_cuts("[0.1234567890123456]"),
            "shop.toml:3: metrics.monetary: cuts: 0.1234567890123456 has too many digits for a "
            "TOML number (hint: write it in quotes)");
  std::string many = "[0";
  for (int i = 1; i < 100; ++i) many += ", " + std::to_string(i);
  EXPECT_EQ(error_of_cuts(many + "]"),
            "shop.toml:3: metrics.monetary: cuts has 100 numbers, but must have 1 to 99");
  EXPECT_EQ(error_of_cuts("[1]\nmethod = 'rank'"),
            "shop.toml:3: metrics.monetary: cuts can only be used with method 'cuts', not 'rank'");
  EXPECT_EQ(error_of_cuts("[1]\nbins = 3"),
            "shop.toml:4: metrics.monetary: bins cannot be used with cuts, which make 2 (hint: "
            "remove bins)");
}

TEST(SchemeErrors, Ranges) {
  EXPECT_EQ(error_in_segment("recency = [4, 6]"),
            "shop.toml:4: segment 'Champions': recency = [4, 6] is outside the scores 1 to 5");
  EXPECT_EQ(error_in_segment("frequency = 0"),
            "shop.toml:4: segment 'Champions': frequency = 0 is outside the scores 1 to 5");
  EXPECT_EQ(error_in_segment("monetary = [5, 4]"),
            "shop.toml:4: segment 'Champions': monetary = [5, 4] is the wrong way round; "
            "write [4, 5]");
  EXPECT_EQ(
      error_in_segment("recency = [1, 2, 3]"),
      "shop.toml:4: segment 'Champions': recency = [1, 2, 3] must be a score or [lowest, highest]");
  EXPECT_EQ(
      error_in_segment("recency = '4-5'"),
      "shop.toml:4: segment 'Champions': recency = \"4-5\" must be a score or [lowest, highest]");
  EXPECT_EQ(error_in_segment("recency = [1, {}]"),
            "shop.toml:4: segment 'Champions': recency = [1, a table] must be a score or [lowest, "
            "highest]");
}

TEST(SchemeErrors, ScoresAreThoseOfTheMetric) {
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nname = 'A'\nfrequency = 4\n"
                     "[metrics.frequency]\ncuts = [1, 2]\n"),
            "shop.toml:4: segment 'A': frequency = 4 is outside the scores 1 to 3");
}

TEST(SchemeErrors, Colours) {
  for (const std::string color : {"red", "#12345", "#1234567", "#12345g", "1234567"}) {
    EXPECT_EQ(
        error_in_segment("color = '" + color + "'"),
        "shop.toml:4: segment 'Champions': color = \"" + color + "\" is not of the form #rrggbb");
  }
}

TEST(SchemeErrors, NamesTwice) {
  EXPECT_EQ(
      error_of("name = 'shop'\n[[segment]]\nname = 'A'\nrecency = 1\n[[segment]]\nname = 'A'"),
      "shop.toml:6: segment 'A': duplicate name (first used in line 3)");
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nname = 'A'\n[unmatched]\nname = 'A'"),
            "shop.toml:5: unmatched: duplicate name (first used in line 3)");
  EXPECT_EQ(error_with("[[tier]]\nname = 'A'\nmax_points = 1\n[[tier]]\nname = 'A'"),
            "shop.toml:6: tier 'A': duplicate name (first used in line 3)");
}

TEST(SchemeErrors, Tiers) {
  EXPECT_EQ(error_with("[[tier]]\nname = 'Low'\nmax_points = 10"),
            "shop.toml:4: tier 'Low': max_points = 10 is outside 0 to 9");
  EXPECT_EQ(error_with("[[tier]]\nname = 'Low'\nmax_points = 4\n"
                       "[[tier]]\nname = 'Mid'\nmax_points = 4"),
            "shop.toml:7: tier 'Mid': max_points = 4 is not more than the 4 of the tier before it");
  EXPECT_EQ(error_with("[[tier]]\nname = 'Low'\nmax_points = 8"),
            "shop.toml:4: tier 'Low': the last tier must reach max_points = 9");
}

TEST(SchemeErrors, ScoresThatNoSegmentCovers) {
  EXPECT_EQ(error_of("name = 'shop'\n[[segment]]\nname = 'A'\nrecency = [2, 5]"),
            "shop.toml: no segment covers 25 of the 125 score codes: 111, 112, 113, 114, 115, ... "
            "(add segments, or [unmatched] for the rest)");
  EXPECT_EQ(error_of("name = 'shop'\n"
                     "[[segment]]\nname = 'A'\nrecency = [1, 4]\n"
                     "[[segment]]\nname = 'B'\nfrequency = [1, 4]\n"
                     "[[segment]]\nname = 'C'\nmonetary = [1, 9]\n"
                     "[metrics.monetary]\nbins = 10\n"),
            "shop.toml: no segment covers 1 of the 250 score codes: 5-5-10 "
            "(add segments, or [unmatched] for the rest)");
}

TEST(SchemeErrors, SegmentsThatAreNeverReached) {
  EXPECT_EQ(error_of("name = 'shop'\n"
                     "[[segment]]\nname = 'A'\nrecency = [1, 3]\n"
                     "[[segment]]\nname = 'B'\nrecency = [4, 5]\n"
                     "[[segment]]\nname = 'C'\nrecency = [3, 4]\n"),
            "shop.toml:8: segment 'C': unreachable: the segments before it match all its scores");
}

TEST(SchemeErrors, MoreSegmentsThanAnyoneNeeds) {
  std::string toml = "name = 'shop'\n";
  for (int i = 0; i <= 1000; ++i) toml += "[[segment]]\nname = '" + std::to_string(i) + "'\n";
  EXPECT_EQ(error_of(toml), "shop.toml: 1001 segments are too many: at most 1000 are allowed");
}

// Whatever stands in the file, the answer is a scheme or a UsageError.
RC_GTEST_PROP(SchemeErrorsProperty, MangledFilesAreRefusedInOrder, ()) {
  std::string toml =
      "name = \"x\"\n[metrics.recency]\nmethod = \"cuts\"\ncuts = [1, 2.5, \"3\"]\n"
      "[[segment]]\nname = 'A'\nrecency = [1, 2]\nfrequency = 5\ncolor = '#123456'\n"
      "[unmatched]\nname = 'B'\n[[tier]]\nname = 'T'\nmax_points = 9\n";
  const int edits = *rc::gen::inRange(1, 5);
  for (int i = 0; i < edits; ++i) {
    const auto from = *rc::gen::inRange<std::size_t>(0, toml.size());
    const auto length = *rc::gen::inRange<std::size_t>(0, 6);
    const auto text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("[]{}'\"=,.#\n 0159eabx-_\xff")));
    toml.replace(from, length, text);
  }
  try {
    const Scheme scheme = parse_scheme(toml, "shop.toml");
    RC_ASSERT(!scheme.segments.empty());
  } catch (const UsageError& error) {
    RC_ASSERT(std::string(error.what()).starts_with("shop.toml:"));
  }
}

}  // namespace
}  // namespace rfmseg
