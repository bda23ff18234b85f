#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "support/temp_dir.hpp"

namespace rfmseg::test {

/// A test of files in a temporary folder.
class FolderTest : public ::testing::Test {
 protected:
  [[nodiscard]] std::string path(const std::string& name) const { return folder_.path(name); }

  [[nodiscard]] std::string content(const std::string& name) const {
    const std::ifstream file(path(name));
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
  }

  /// What is in a folder; without its name, in the temporary one.
  [[nodiscard]] std::set<std::string> names(const std::string& folder = "") const {
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(path(folder))) {
      found.insert(entry.path().filename().string());
    }
    return found;
  }

  TempDir folder_;
};

}  // namespace rfmseg::test
