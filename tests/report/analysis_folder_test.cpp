#include "rfmseg/report/analysis_folder.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "rfmseg/error.hpp"
#include "rfmseg/report/analysis_files.hpp"
#include "support/folder_test.hpp"
#include "support/thrown.hpp"

namespace rfmseg::test {
namespace {

namespace fs = std::filesystem;
using Names = std::set<std::string>;

class AnalysisFolderTest : public FolderTest {
 protected:
  [[nodiscard]] ino_t inode(const std::string& name) const {
    struct stat status {};
    EXPECT_EQ(::stat(path(name).c_str(), &status), 0);
    return status.st_ino;
  }

  /// An analysis with the files that all have and these, each of which has `text`.
  void write(const std::string& folder, const std::string& text, Names more = {}) const {
    AnalysisFolder files(path(folder));
    Names all(kAnalysisFiles.begin(), kAnalysisFiles.end());
    all.merge(more);
    for (const std::string& name : all) {
      std::ostream& out = files.add(name);
      if (name == "analysis.json") {
        out << nlohmann::json{{"format", "rfmseg-analysis"}, {"files", all}, {"text", text}};
      } else {
        out << text;
      }
    }
    files.finish();
    files.publish();
  }
};

const Names kAlways(kAnalysisFiles.begin(), kAnalysisFiles.end());

TEST_F(AnalysisFolderTest, IsReplacedAsAWhole) {
  write("results", "old", {"clv.csv"});
  EXPECT_EQ(content("results/clv.csv"), "old");
  DIR* const reader = ::opendir(path("results").c_str());
  const ino_t before = inode("results");
  write("results", "new", {"ledger.csv"});
  Names expected = kAlways;
  expected.insert("ledger.csv");
  EXPECT_EQ(names("results"), expected);
  EXPECT_EQ(content("results/segments.csv"), "new");
  EXPECT_NE(inode("results"), before);
  EXPECT_EQ(names(), Names{"results"});
  ::closedir(reader);
}

TEST_F(AnalysisFolderTest, KeepsTheModeAndTheLink) {
  write("results", "old");
  fs::create_directory_symlink("results", path("link"));
  ::chmod(path("results").c_str(), 02750);
  ::chmod(path("results/segments.csv").c_str(), 0600);
  write("link", "new");
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content("results/segments.csv"), "new");
  EXPECT_EQ(fs::status(path("results")).permissions(), fs::perms(02750));
  EXPECT_EQ(fs::status(path("results/segments.csv")).permissions(), fs::perms(0600));
}

TEST_F(AnalysisFolderTest, FilesOfOthersStay) {
  write("results", "old", {"trend.csv", "clv.csv"});
  const std::string notes = folder_.write("results/notes.txt", "notes");
  fs::create_directories(path("results/deep"));
  const ino_t before = inode("results");
  write("results", "new", {"clv.csv", "ledger.csv"});
  Names expected = kAlways;
  expected.merge(Names{"clv.csv", "ledger.csv", "notes.txt", "deep"});
  EXPECT_EQ(names("results"), expected);
  EXPECT_EQ(content("results/notes.txt"), "notes");
  EXPECT_EQ(content("results/clv.csv"), "new");
  EXPECT_EQ(inode("results"), before);
  EXPECT_EQ(names(), Names{"results"});
}

// Whoever started the program there would be in a folder that is gone.
TEST_F(AnalysisFolderTest, TheWorkingFolderStays) {
  write("results", "old");
  const ino_t before = inode("results");
  const fs::path here = fs::current_path();
  fs::current_path(path("results"));
  write("results", "new");
  fs::current_path(here);
  EXPECT_EQ(inode("results"), before);
  EXPECT_EQ(content("results/segments.csv"), "new");
  EXPECT_EQ(names("results"), kAlways);
}

TEST_F(AnalysisFolderTest, NoFileOfOthersIsReplaced) {
  folder_.write("report.html", "mine");
  const auto error = thrown<UsageError>([&] { write("", "new"); });
  EXPECT_EQ(error, path("") +
                       "report.html: is not from an earlier analysis and would be replaced (hint: "
                       "move it, or choose an empty folder)");
  EXPECT_EQ(content("report.html"), "mine");
  EXPECT_EQ(names(), Names{"report.html"});
  // A list of somebody else, and one that does not have the file.
  fs::remove(path("report.html"));
  folder_.write("analysis.json", R"({"files": ["analysis.json"]})");
  EXPECT_THROW(write("", "new"), UsageError);
  fs::remove(path("analysis.json"));
  write("", "old");
  folder_.write("clv.csv", "mine");
  write("", "new");
  EXPECT_THROW(write("", "newer", {"clv.csv"}), UsageError);
  EXPECT_EQ(content("clv.csv"), "mine");
  EXPECT_EQ(content("segments.csv"), "new");
}

TEST_F(AnalysisFolderTest, AListNamesNoOtherFiles) {
  write("results", "old");
  folder_.write("victim", "mine");
  folder_.write("results/notes.txt", "notes");
  folder_.write(
      "results/analysis.json",
      R"({"format": "rfmseg-analysis", "files": ["../victim", "notes.txt", "analysis.json",
          "segments.csv", "segment_summary.csv", "clusters.csv", "report.html", 7]})");
  write("results", "new");
  EXPECT_EQ(content("victim"), "mine");
  EXPECT_EQ(content("results/notes.txt"), "notes");
}

TEST_F(AnalysisFolderTest, WithoutPublishingNothingIsLeft) {
  {
    AnalysisFolder files(path("a/b/results"));
    files.add("segments.csv") << "half";
    EXPECT_EQ(names(), Names{});
    files.make();
    EXPECT_EQ(names("a/b"), Names{"results"});
  }
  EXPECT_EQ(names(), Names{});
  fs::create_directories(path("a"));
  { const AnalysisFolder files(path("a/b/results")); }
  EXPECT_EQ(names("a"), Names{});
}

TEST_F(AnalysisFolderTest, AHiddenFolderOfAKilledProgramGoesAway) {
  for (const char* const hidden : {".results.rfmseg-killed", ".results.rfmseg-busy", ".other"}) {
    folder_.write("segments.csv", "old");
    fs::create_directories(path(hidden));
    fs::rename(path("segments.csv"), path(std::string(hidden) + "/segments.csv"));
  }
  const int busy = ::open(path(".results.rfmseg-busy").c_str(), O_RDONLY | O_DIRECTORY);
  ASSERT_EQ(::flock(busy, LOCK_EX), 0);
  write("results", "new");
  ::close(busy);
  EXPECT_EQ(names(), (Names{"results", ".results.rfmseg-busy", ".other"}));
}

TEST_F(AnalysisFolderTest, IsWrittenWhereTheFolderAboveCannotBe) {
  if (::geteuid() == 0) {
    // Root may write anywhere: a file system in memory is what cannot be renamed.
    fs::create_directories(path("results"));
    const std::string mount = "mount -t tmpfs tmpfs " + path("results") + " 2> /dev/null";
    if (std::system(mount.c_str()) != 0) GTEST_SKIP() << "mounts are not permitted";
  } else {
    fs::create_directories(path("results"));
    ::chmod(folder_.path().c_str(), 0500);
  }
  write("results", "old");
  write("results", "new");
  EXPECT_EQ(content("results/segments.csv"), "new");
  EXPECT_EQ(names("results"), kAlways);
  EXPECT_EQ(names(), Names{"results"});
  if (::geteuid() == 0) {
    EXPECT_EQ(std::system(("umount " + path("results")).c_str()), 0);
  } else {
    ::chmod(folder_.path().c_str(), 0700);
  }
}

TEST_F(AnalysisFolderTest, AFolderThatCannotBeMadeIsAnError) {
  folder_.write("file", "");
  EXPECT_THROW(AnalysisFolder(path("file/results")), DataError);
  EXPECT_THROW(AnalysisFolder(path("file")), DataError);
}

}  // namespace
}  // namespace rfmseg::test
