// rfmseg clv by the built binary, on CDNOW: the figures of the literature.

#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"
#include "support/shared.hpp"

namespace rfmseg::test {
namespace {

using ClvJson = nlohmann::json;

class ClvOfCdnow : public testing::Test {
 protected:
  static constexpr const char* kFile = "data/cdnow_sample.csv";

  void SetUp() override { SKIP_WITHOUT(kFile); }

  [[nodiscard]] std::string run(const std::string& options) const {
    const Outcome outcome =
        run_command("rfmseg clv '" + std::filesystem::absolute(shared(kFile)).string() +
                        "' -q --split 1997-10-01 " + options,
                    folder_.path());
    EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
    return outcome.out;
  }
  [[nodiscard]] ClvJson json(const std::string& options) const {
    return ClvJson::parse(run("--zero-amounts keep --format json --draws 0 " + options));
  }

  ScratchFolder folder_{"clv"};
};

void expect_parameters(const ClvJson& model, const std::vector<double>& values, double tolerance) {
  const ClvJson& parameters = model.at("parameters");
  ASSERT_EQ(parameters.size(), values.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_NEAR(parameters[i].at("value").get<double>(), values[i], tolerance * values[i]);
    EXPECT_LT(parameters[i].at("low"), values[i]);
    EXPECT_GT(parameters[i].at("high"), values[i]);
  }
}

// Fader, Hardie and Lee (2005), Fader and Hardie (2013).
TEST_F(ClvOfCdnow, TheModelsAreThePublishedOnes) {
  const ClvJson found = json("--model bg-nbd");
  EXPECT_EQ(found.at("format"), "rfmseg-clv");
  EXPECT_EQ(found.at("horizon"), 39);
  expect_parameters(found.at("repeat_model"), {0.2425945, 4.4136019, 0.7929199, 2.4258881}, 1e-5);
  EXPECT_NEAR(found.at("repeat_model").at("log_likelihood").get<double>(), -9582.429, 0.001);
  expect_parameters(found.at("spend_model"), {6.25, 3.74, 15.44}, 2e-3);
  EXPECT_EQ(found.at("spend_model").at("customers"), 946);
  EXPECT_EQ(found.at("trial").at("all").at("actual"), 1882);
  EXPECT_EQ(found.at("tracking").size(), 78U);
  EXPECT_EQ(found.at("customers").size(), 2357U);
  const ClvJson& first = found.at("customers")[0];
  EXPECT_EQ(first.at("customer_id"), "0001");
  EXPECT_EQ(first.at("repeats"), 2);
  EXPECT_EQ(first.at("expected_purchases"), 1.226);
  EXPECT_EQ(first.at("expected_purchases_low"), nullptr);
  EXPECT_EQ(first.at("holdout_purchases"), 1);

  const ClvJson pareto = json("--model pareto-nbd").at("repeat_model");
  expect_parameters(pareto, {0.55315, 10.57633, 0.60625, 11.67150}, 1e-3);
  EXPECT_NEAR(pareto.at("log_likelihood").get<double>(), -9594.976, 0.001);
}

TEST_F(ClvOfCdnow, ThreadsAndUnitsChangeNoForecast) {
  const std::string alone = run("--format csv --draws 20 --threads 1");
  EXPECT_EQ(run("--format csv --draws 20 --threads 3"), alone);
  const double weeks = json("").at("all").at("expected_purchases");
  const double days = json("--time-unit day").at("all").at("expected_purchases");
  EXPECT_NEAR(days / weeks, 1, 1e-5);
}

// The segments are those of `segment` on that day.
TEST_F(ClvOfCdnow, SegmentsAreThoseOfTheSplit) {
  const Outcome outcome =
      run_command("rfmseg segment '" + std::filesystem::absolute(shared(kFile)).string() +
                      "' -q --as-of 1997-09-30T23:59:59 | cut -d, -f1,12 >segments.csv",
                  folder_.path());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  std::istringstream rows(run("--format csv --draws 0"));
  std::string seen;
  for (std::string row; std::getline(rows, row);) {
    std::vector<std::string> cells;
    std::istringstream fields(row);
    for (std::string field; std::getline(fields, field, ',');) cells.push_back(field);
    seen += cells.at(0) + "," + cells.at(13) + "\n";
  }
  EXPECT_EQ(seen, read_file(folder_.path() + "/segments.csv"));
}

// The rank correlation of P(alive) by the published parameters of MBG/NBD, by a script. Here they
// are somewhat different: purchases of amount 0 are none.
TEST_F(ClvOfCdnow, ValidateJudgesTheProbabilityOfBeingAlive) {
  const Outcome outcome =
      run_command("rfmseg validate '" + std::filesystem::absolute(shared(kFile)).string() +
                      "' -q --split 1997-10-01 --k 1 --format json",
                  folder_.path());
  EXPECT_EQ(outcome.exit_code, 0) << outcome.error;
  const ClvJson measures = ClvJson::parse(outcome.out).at("measures");
  ASSERT_EQ(measures.size(), 6U);
  EXPECT_EQ(measures[4].at("measure"), "P(alive)");
  EXPECT_NEAR(measures[4].at("spearman").get<double>(), 0.3142, 0.001);
  EXPECT_EQ(measures[5].at("measure"), "expected purchases");
}

}  // namespace
}  // namespace rfmseg::test
