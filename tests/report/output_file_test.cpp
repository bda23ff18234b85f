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
