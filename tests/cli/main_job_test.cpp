// The main job on real data, by the built binary: UCI Online Retail and what pandas and
// scikit-learn make of it, if they are next to the checkout; and on the sample shop in any case.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"
#include "rfmseg/load/decimal.hpp"

namespace rfmseg::test {
namespace {

namespace fs = std::filesystem;

const fs::path kShared = fs::path(RFMSEG_SOURCE_DIR) / "../shared";
const fs::path kOnlineRetail = kShared / "data/online_retail.csv.gz";
const std::string kSample = RFMSEG_SOURCE_DIR "/data/sample_retail.csv";

/// Lines of comma-separated fields without quotes.
std::vector<std::vector<std::string>> table_of(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream fields(line);
    rows.emplace_back();
    for (std::string field; std::getline(fields, field, ',');) rows.back().push_back(field);
  }
  return rows;
}

class MainJob : public ::testing::Test {
 protected:
  MainJob() : folder_(fs::temp_directory_path() / ("rfmseg-real-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~MainJob() override { fs::remove_all(folder_); }

  std::string run(const std::string& command) const {
    const Outcome outcome = run_command(command, folder_.string());
    EXPECT_EQ(outcome.exit_code, 0) << command << '\n' << outcome.error;
    return outcome.out;
  }

  /// Whether threads, block sizes and the order of rows leave every byte of the analysis as it is.
  void expect_same_bytes_always(const std::string& csv) const {
    const std::string text = read_file(csv);
    const std::string analyze = "rfmseg analyze -q --format json";
    const std::string expected = run(analyze + " --threads 1 < '" + csv + "'");
    EXPECT_GT(expected.size(), 1000U);
    EXPECT_EQ(run(analyze + " --threads 2 < '" + csv + "'"), expected);
    for (const std::string size : {"10007", "65536", "3000000"}) {
      EXPECT_EQ(run(analyze + " --threads 2 --block-size " + size + " < '" + csv + "'"), expected)
          << size;
    }
    write_shuffled(text, folder_ / "shuffled.csv");
    EXPECT_EQ(without_fingerprint(run(analyze + " --threads 2 --max-errors 100% < shuffled.csv")),
              without_fingerprint(expected));
  }

  /// An analysis but for what tells one file from another.
  static std::string without_fingerprint(std::string json) {
    const std::string key = "\"fingerprint\": \"";
    constexpr std::size_t kDigits = 32;
    const std::size_t at = json.find(key);
    EXPECT_NE(at, std::string::npos);
    return json.erase(at + key.size(), kDigits);
  }

  /// Shuffles the records; one with a newline in quotes stays together.
  static void write_shuffled(const std::string& text, const fs::path& path) {
    std::vector<std::string> records;
    bool quoted = false;
    std::string record;
    for (const char c : text) {
      record += c;
      if (c == '"') quoted = !quoted;
      if (c == '\n' && !quoted) {
        records.push_back(record);
        record.clear();
      }
    }
    std::shuffle(records.begin() + 1, records.end(), std::mt19937(7));
    std::ofstream out(path, std::ios::binary);
    for (const std::string& one : records) out << one;
  }

  fs::path folder_;
};

TEST_F(MainJob, SampleShopGivesTheSameBytesAlways) {
  expect_same_bytes_always(kSample);
}

TEST_F(MainJob, SampleShopHasAllTenSegments) {
  const auto json = nlohmann::json::parse(run("rfmseg analyze -q --format json '" + kSample + "'"));
  EXPECT_EQ(json["segments"].size(), 10U);
  std::int64_t rows = json["ledger"]["kept"]["rows"];
  for (const auto& entry : json["ledger"]["dropped"]) rows += entry["rows"].get<std::int64_t>();
  EXPECT_EQ(rows, json["ledger"]["read"]["rows"]);
}

TEST_F(MainJob, SampleShopPipelineEqualsClusterAlone) {
  EXPECT_EQ(run("rfmseg clean -q '" + kSample +
                "' | rfmseg rfm -q | rfmseg segment -q | rfmseg cluster -q"),
            run("rfmseg cluster -q '" + kSample + "'"));
}

class MainJobOnlineRetail : public MainJob {
 protected:
  void SetUp() override {
    if (!fs::exists(kOnlineRetail)) {
      GTEST_SKIP() << "no ../shared/data/online_retail.csv.gz next to the checkout";
    }
    run("zcat '" + kOnlineRetail.string() + "' > retail.csv");
  }
};

TEST_F(MainJobOnlineRetail, EveryCustomerIsAsTheOracleSays) {
  const auto expected = table_of(read_file(kShared / "oracle/online_retail_segments.csv"));
  const auto actual = table_of(run("rfmseg segment -q --as-of 2011-12-11 retail.csv"));
  ASSERT_EQ(expected.size(), 4339U);
  ASSERT_EQ(actual.size(), expected.size());
  for (std::size_t i = 1; i < expected.size(); ++i) {
    // customer_id, first_purchase, last_purchase, recency, frequency, monetary, R, F, M, segment
    const auto& e = expected[i];
    const auto& a = actual[i];
    ASSERT_EQ(a.size(), 13U);
    EXPECT_EQ(std::vector(a.begin(), a.begin() + 5), std::vector(e.begin(), e.begin() + 5));
    EXPECT_EQ(parse_decimal(a[5]), parse_decimal(e[5])) << e[0];
    EXPECT_EQ(std::vector(a.begin() + 7, a.begin() + 10), std::vector(e.begin() + 6, e.begin() + 9))
        << e[0];
    EXPECT_EQ(a[11], e[9]) << e[0];
  }
}

TEST_F(MainJobOnlineRetail, LedgerSegmentsAndRevenueAreExact) {
  const auto json =
      nlohmann::json::parse(run("rfmseg analyze -q --as-of 2011-12-11 --format json retail.csv"));
  const auto& ledger = json["ledger"];
  EXPECT_EQ(ledger["read"]["rows"], 541909);
  EXPECT_EQ(ledger["kept"]["rows"], 397884);
  EXPECT_EQ(ledger["dropped"]["missing_customer_id"]["rows"], 135080);
  EXPECT_EQ(ledger["dropped"]["cancellation"]["rows"], 8905);
  EXPECT_EQ(ledger["dropped"]["non_positive_price"]["rows"], 40);
  EXPECT_EQ(json["revenue"].dump(), "8911407.904");
  std::map<std::string, int> segments;
  for (const auto& segment : json["segments"]) segments[segment["name"]] = segment["customers"];
  EXPECT_EQ(segments, (std::map<std::string, int>{{"Hibernating", 1071},
                                                  {"Loyal Customers", 819},
                                                  {"Champions", 633},
                                                  {"At Risk", 593},
                                                  {"Potential Loyalists", 484},
                                                  {"About to Sleep", 352},
                                                  {"Need Attention", 187},
                                                  {"Promising", 94},
                                                  {"Can't Lose", 63},
                                                  {"New Customers", 42}}));
}

TEST_F(MainJobOnlineRetail, ThePictureFitsATerminalOf80Columns) {
  for (const auto& [option, least, most] :
       {std::tuple{"", 20, 32}, std::tuple{" --full", 60, 200}}) {
    std::istringstream text(
        run("rfmseg analyze -q --as-of 2011-12-11 retail.csv" + std::string(option)));
    int lines = 0;
    for (std::string line; std::getline(text, line); ++lines) EXPECT_LE(line.size(), 80U) << line;
    EXPECT_GT(lines, least);
    EXPECT_LT(lines, most);
  }
}

TEST_F(MainJobOnlineRetail, InertiaIsThatOfTheBestKnownClusterings) {
  const auto oracle =
      nlohmann::json::parse(read_file(kShared / "oracle/online_retail_clusters.json"));
  run("rfmseg rfm -q --as-of 2011-12-11 retail.csv -o customers.csv");
  for (const auto& best : oracle["quality"]) {
    const int k = best["k"];
    const Outcome outcome = run_command(
        "rfmseg cluster customers.csv -o /dev/null --k " + std::to_string(k), folder_.string());
    ASSERT_EQ(outcome.exit_code, 0) << outcome.error;
    const std::string_view mark = "inertia ";
    const double inertia = std::stod(outcome.error.substr(outcome.error.find(mark) + mark.size()));
    const double known = best["inertia"];
    EXPECT_LE(inertia, known * (1 + 1e-4)) << "k = " << k;
    EXPECT_GE(inertia, known * (1 - 1e-4)) << "k = " << k;
  }
}

TEST_F(MainJobOnlineRetail, SameBytesAlways) {
  expect_same_bytes_always((folder_ / "retail.csv").string());
}

TEST_F(MainJobOnlineRetail, PackedEqualsPlain) {
  EXPECT_EQ(run("rfmseg rfm -q < '" + kOnlineRetail.string() + "'"),
            run("rfmseg rfm -q < retail.csv"));
}

}  // namespace
}  // namespace rfmseg::test
