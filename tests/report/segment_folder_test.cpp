#include "rfmseg/report/segment_folder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "rfmseg/error.hpp"
#include "rfmseg/segment/segmentation.hpp"
#include "support/folder_test.hpp"
#include "support/thrown.hpp"
#include "support/values.hpp"

namespace rfmseg::test {
namespace {

namespace fs = std::filesystem;
using ::testing::Contains;
using ::testing::Not;

constexpr const char* kTwoScores = R"(
name = "two"
[metrics.recency]
cuts = [5]
[metrics.frequency]
cuts = [1]
[[segment]]
name = "New & recent"
recency = 2
[[segment]]
name = "Gone"
recency = 1
frequency = 1
[[segment]]
name = "Loyal"
recency = 1
frequency = 2
)";

CustomerTable three_customers() {
  CustomerTable table;
  const auto add = [&](const char* id, std::int64_t recency, const char* monetary) {
    Customer customer;
    customer.id = id;
    customer.recency = recency;
    customer.frequency = 1;
    customer.monetary = decimal(monetary);
    table.add(customer);
  };
  add("1", 1, "5");
  add("2", 9, "6.5");
  add("3", 2, "7");
  return table;
}

class SegmentFolderTest : public FolderTest {
 protected:
  std::vector<SegmentFile> write(const std::string& scheme_text = kTwoScores) const {
    const CustomerTable table = three_customers();
    const Segmentation segmentation = segment_customers(table, parse_scheme(scheme_text, "two"));
    SegmentFolder folder(path("lists"), segmentation.scheme);
    auto files = write_segment_files(table, {.segmentation = &segmentation}, {}, folder);
    folder.finish();
    folder.publish();
    return files;
  }
};

TEST_F(SegmentFolderTest, HasAFileForEverySegment) {
  const auto files = write();
  ASSERT_EQ(files.size(), 3U);
  EXPECT_EQ(files[0].name, "new_recent.csv");
  EXPECT_EQ(files[0].customers, 2U);
  EXPECT_EQ(names("lists"),
            (std::set<std::string>{"new_recent.csv", "gone.csv", "loyal.csv", "segments.json"}));
  std::istringstream recent(content("lists/new_recent.csv"));
  std::string line;
  std::getline(recent, line);
  EXPECT_EQ(line,
            "customer_id,recency,frequency,monetary,r_score,f_score,m_score,rfm_score,segment,"
            "segment_key");
  std::vector<std::string> ids;
  while (std::getline(recent, line)) ids.push_back(line.substr(0, line.find(',')));
  EXPECT_EQ(ids, (std::vector<std::string>{"1", "3"}));
}

TEST_F(SegmentFolderTest, ASegmentWithoutCustomersHasAHeader) {
  write();
  const std::string empty = content("lists/loyal.csv");
  EXPECT_EQ(std::ranges::count(empty, '\n'), 1);
  EXPECT_TRUE(empty.starts_with("customer_id,"));
}

TEST_F(SegmentFolderTest, TheListNamesTheFiles) {
  write();
  const auto list = nlohmann::json::parse(content("lists/segments.json"));
  EXPECT_EQ(list["format"], "rfmseg-segments");
  EXPECT_EQ(list["segments"][0]["segment"], "New & recent");
  EXPECT_EQ(list["segments"][0]["segment_key"], "new_recent");
  EXPECT_EQ(list["segments"][0]["customers"], 2);
  EXPECT_EQ(list["segments"][2]["file"], "loyal.csv");
}

TEST_F(SegmentFolderTest, RemovesTheFilesOfAnEarlierRunAndNoOthers) {
  write();
  folder_.write("lists/notes.csv", "mine");
  std::string renamed = kTwoScores;
  renamed.replace(renamed.find("Loyal"), 5, "Fans!");
  const Scheme scheme = parse_scheme(renamed, "two");
  EXPECT_THAT(segment_folder_files(path("lists"), scheme), Contains("loyal.csv"));
  EXPECT_THAT(segment_folder_files(path("lists"), scheme), Not(Contains("notes.csv")));
  write(renamed);
  EXPECT_EQ(names("lists"), (std::set<std::string>{"new_recent.csv", "gone.csv", "fans.csv",
                                                   "notes.csv", "segments.json"}));
  EXPECT_EQ(content("lists/notes.csv"), "mine");
}

TEST_F(SegmentFolderTest, AListDoesNotMakeOtherFilesItsOwn) {
  write();
  folder_.write("lists/letter.txt", "mine");
  folder_.write("lists/Notes.csv", "mine");
  auto list = nlohmann::json::parse(content("lists/segments.json"));
  for (const char* const name : {"letter.txt", "Notes.csv", "../lists/Notes.csv"}) {
    list["files"].push_back(name);
  }
  folder_.write("lists/segments.json", list.dump());
  write();
  EXPECT_EQ(content("lists/letter.txt"), "mine");
  EXPECT_EQ(content("lists/Notes.csv"), "mine");
}

TEST_F(SegmentFolderTest, AFileOfSomebodyElseIsAnError) {
  fs::create_directory(path("lists"));
  folder_.write("lists/gone.csv", "mine");
  EXPECT_EQ(thrown<UsageError>([&] { write(); }),
            path("lists/gone.csv") +
                ": is not from an earlier run with a file per segment and would be replaced "
                "(hint: move it, or choose an empty folder)");
  EXPECT_EQ(content("lists/gone.csv"), "mine");
  EXPECT_EQ(names("lists").size(), 1U);
}

}  // namespace
}  // namespace rfmseg::test
