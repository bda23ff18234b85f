#include "rfmseg/report/output_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"

namespace rfmseg {
namespace {

namespace fs = std::filesystem;

class OutputFileTest : public ::testing::Test {
 protected:
  OutputFileTest()
      : folder_(fs::temp_directory_path() / ("rfmseg-output-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_);
  }
  ~OutputFileTest() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return folder_ / name; }
  [[nodiscard]] std::string content(const std::string& name) const {
    std::ifstream file(path(name));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  void write_old(const std::string& name) const { std::ofstream(path(name)) << "old"; }

  fs::path folder_;
};

TEST_F(OutputFileTest, ALinkThatLeadsToItselfIsAnError) {
  fs::create_symlink("loop", path("loop"));
  EXPECT_THROW(OutputFile(path("loop")), Error);
  EXPECT_TRUE(fs::is_symlink(path("loop")));
}

TEST_F(OutputFileTest, AppearsWhenPublishedAndNotBefore) {
  write_old("out");
  OutputFile file(path("out"));
  file.stream() << "new";
  file.finish();
  EXPECT_EQ(content("out"), "old");
  file.publish();
  EXPECT_EQ(content("out"), "new");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, LeavesNothingBehindWhenNotPublished) {
  write_old("out");
  {
    OutputFile file(path("out"));
    file.stream() << "new";
    file.finish();
  }
  EXPECT_EQ(content("out"), "old");
  EXPECT_EQ(files(), 1U);
}

// Whoever stops a pipeline also ends this program's input: what was read is not all there was.
TEST_F(OutputFileTest, NothingAppearsOnceAStopWasAskedFor) {
  write_old("out");
  {
    OutputFile file(path("out"));
    file.stream() << "half";
    request_interrupt();
    EXPECT_THROW(file.finish(), Interrupted);
    clear_interrupt();
  }
  EXPECT_EQ(content("out"), "old");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, KeepsTheModeOfTheFileItReplaces) {
  write_old("out");
  ::chmod(path("out").c_str(), 0640);
  OutputFile file(path("out"));
  file.finish();
  file.publish();
  EXPECT_EQ(fs::status(path("out")).permissions(), fs::perms(0640));
}

TEST_F(OutputFileTest, ReplacesWhatALinkPointsToNotTheLink) {
  write_old("target");
  fs::create_symlink("target", path("link"));
  OutputFile file(path("link"));
  file.stream() << "new";
  file.finish();
  file.publish();
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content("target"), "new");
}

// Nothing, or where the file system has no files without a name, a hidden one with a short name.
TEST_F(OutputFileTest, HasNoNameUntilItIsPublished) {
  OutputFile file(path("out"));
  file.stream() << "new";
  file.finish();
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_EQ(entry.path().filename().string().rfind(".rfmseg-", 0), 0U);
  }
  file.publish();
  EXPECT_EQ(content("out"), "new");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, FollowsALinkToWhereNothingIsYet) {
  fs::create_directories(path("deep"));
  fs::create_symlink("deep/target", path("link"));
  OutputFile file(path("link"));
  file.stream() << "new";
  file.finish();
  file.publish();
  EXPECT_TRUE(fs::is_symlink(path("link")));
  EXPECT_EQ(content("deep/target"), "new");
}

TEST_F(OutputFileTest, ANameMayHaveAllTheLettersThatTheFileSystemAllows) {
  const std::string name(255, 'n');
  for (const char* const text : {"new", "newer"}) {
    OutputFile file(path(name));
    file.stream() << text;
    file.finish();
    file.publish();
    EXPECT_EQ(content(name), text);
  }
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFileTest, KeepsTheOwnerOfTheFileItReplaces) {
  if (::geteuid() != 0) GTEST_SKIP() << "only root may give files away";
  write_old("out");
  constexpr uid_t kSomebody = 4321;
  ASSERT_EQ(::chown(path("out").c_str(), kSomebody, kSomebody + 1), 0);
  ::chmod(path("out").c_str(), 04750);
  OutputFile file(path("out"));
  file.finish();
  file.publish();
  struct stat status {};
  ASSERT_EQ(::stat(path("out").c_str(), &status), 0);
  EXPECT_EQ(status.st_uid, kSomebody);
  EXPECT_EQ(status.st_gid, kSomebody + 1);
  EXPECT_EQ(status.st_mode & 07777, 04750U);
}

TEST_F(OutputFileTest, WhatCouldNotBeMadeIsAnErrorNotALoss) {
  OutputFile file(path("out"));
  file.stream() << "half";
  file.stream().setstate(std::ios::failbit);
  EXPECT_THROW(file.finish(), DataError);
}

TEST_F(OutputFileTest, WritesToWhatIsNoRegularFileDirectly) {
  OutputFile file("/dev/null");
  file.stream() << "x";
  file.finish();
  file.publish();
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(OutputFileTest, SaysWhyItCannotBeMade) {
  try {
    const OutputFile file(path("no/such/out"));
    FAIL();
  } catch (const DataError& error) {
    EXPECT_EQ(error.what(), path("no/such/out") + ": cannot write: No such file or directory");
  }
  EXPECT_THROW(OutputFile(folder_.string()), DataError);
}

TEST_F(OutputFileTest, AFullDiskIsAnErrorNotALoss) {
  OutputFile file("/dev/full");
  file.stream() << "x";
  try {
    file.finish();
    FAIL();
  } catch (const DataError& error) {
    EXPECT_STREQ(error.what(), "/dev/full: cannot write: No space left on device");
  }
}

}  // namespace
}  // namespace rfmseg
