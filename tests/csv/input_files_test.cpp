#include "rfmseg/csv/input_files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "csv/csv_file.hpp"
#include "rfmseg/error.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using Paths = std::vector<std::string>;

class InputFilesTest : public testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_.path("days/sub.csv"));
    std::filesystem::create_directories(folder_.path("empty"));
    for (const char* name : {"days/10.csv", "days/9.csv", "days/2.tsv.gz", "days/B.TXT",
                             "days/.hidden.csv", "days/notes.md", "days/3.csv.zst", "[a].csv"}) {
      (void)folder_.write(name, "a,b\n1,2\n");
    }
  }
  /// The files that `paths` in the test's folder expand to, without that folder.
  [[nodiscard]] Paths expanded(Paths paths) const {
    for (std::string& path : paths) path = folder_.path(path);
    Paths found = expand_paths(paths);
    for (std::string& path : found) path.erase(0, folder_.path().size() + 1);
    return found;
  }
  [[nodiscard]] std::string failure(const std::string& path) const {
    return test::with_path_as(test::thrown<DataError>([&] { (void)expanded({path}); }),
                              folder_.path() + "/", "");
  }

  test::TempDir folder_;
};

// To read from a pipe waits for a program that writes to it.
TEST_F(InputFilesTest, PipesInAFolderAreSkipped) {
  ASSERT_EQ(::mkfifo(folder_.path("days/pipe.csv").c_str(), 0600), 0);
  EXPECT_EQ(std::ranges::count(expanded({"days"}), "days/pipe.csv"), 0);
  EXPECT_EQ(expanded({"days/pipe.csv"}), Paths{"days/pipe.csv"}) << "unless it is named";
}

TEST_F(InputFilesTest, AFolderStandsForItsDataFiles) {
  EXPECT_EQ(expanded({"days"}),
            (Paths{"days/10.csv", "days/2.tsv.gz", "days/3.csv.zst", "days/9.csv", "days/B.TXT"}));
  EXPECT_EQ(failure("empty"),
            "empty: no data files in this folder (named .csv, .tsv, .txt, .xlsx, .jsonl or "
            ".ndjson, or these with .gz or .zst)");
}

TEST_F(InputFilesTest, APatternStandsForWhatItMatches) {
  EXPECT_EQ(expanded({"days/*0.csv", "days/?.csv", "d*/[A-Z].*"}),
            (Paths{"days/10.csv", "days/9.csv", "days/B.TXT"}));
  EXPECT_EQ(failure("days/*.xls"), "days/*.xls: no files match this pattern");
}

TEST_F(InputFilesTest, OtherPathsStandForThemselves) {
  EXPECT_EQ(expanded({"days/9.csv", "[a].csv", "not-there", "days/9.csv"}),
            (Paths{"days/9.csv", "[a].csv", "not-there", "days/9.csv"}));
  EXPECT_EQ(expand_paths({"-"}), Paths{"-"});
}

TEST_F(InputFilesTest, OpensOneFileAfterAnother) {
  InputFiles files({folder_.path("days/9.csv"), folder_.path("[a].csv")}, {});
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files.description(), folder_.path("days/9.csv") + " (and 1 more file)");
  EXPECT_EQ(files.first_header(), (Paths{"a", "b"}));
  EXPECT_EQ(files.total_bytes(), 16U);
  EXPECT_EQ(files.open(0)->name(), folder_.path("days/9.csv"));
  EXPECT_EQ(files.open(1)->name(), folder_.path("[a].csv"));
  EXPECT_EQ(files.progress().bytes, 16U);
}

TEST_F(InputFilesTest, MoreFilesThanCanBeOpenAreNoTrouble) {
  const Paths paths(5000, folder_.path("days/9.csv"));
  InputFiles files(paths, {});
  for (std::size_t i = 0; i < files.size(); ++i) EXPECT_EQ(files.open(i)->header().size(), 2U);
}

}  // namespace
}  // namespace rfmseg
