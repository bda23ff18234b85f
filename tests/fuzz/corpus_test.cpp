// The corpus of each fuzz target, run through it: what once was found stays fixed.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <ostream>
#include <string>
#include <vector>

#include "fuzz/targets.hpp"

namespace rfmseg::fuzz {
namespace {

struct Target {
  std::string name;
  std::function<void(std::string_view)> run;
  friend void PrintTo(const Target& target, std::ostream* out) { *out << target.name; }
};

class FuzzCorpus : public testing::TestWithParam<Target> {};

TEST_P(FuzzCorpus, HoldsWhatMustHold) {
  namespace fs = std::filesystem;
  std::vector<fs::path> files;
  for (const auto& entry :
       fs::directory_iterator(RFMSEG_SOURCE_DIR "/tests/fuzz/corpus/" + GetParam().name)) {
    files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  ASSERT_FALSE(files.empty());
  for (const fs::path& path : files) {
    std::ifstream in(path, std::ios::binary);
    const std::string input(std::istreambuf_iterator<char>(in), {});
    EXPECT_NO_THROW(GetParam().run(input)) << path;
  }
}

INSTANTIATE_TEST_SUITE_P(Targets, FuzzCorpus,
                         testing::Values(Target{"csv", csv}, Target{"transactions", transactions},
                                         Target{"timestamp", timestamp}, Target{"number", number},
                                         Target{"scheme", scheme}, Target{"model", model},
                                         Target{"predictions", predictions},
                                         Target{"customers", customers},
                                         Target{"movement", movement}, Target{"store", store},
                                         Target{"config", config}),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace rfmseg::fuzz
