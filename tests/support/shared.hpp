#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

namespace rfmseg::test {

/// The path of public reference data, which is next to the project, not in it.
inline std::string shared(const std::string& name) {
  return RFMSEG_SOURCE_DIR "/../shared/" + name;
}

}  // namespace rfmseg::test

/// Skips a test, and says so, on a machine without the data.
#define SKIP_WITHOUT(name)                                                   \
  if (!std::filesystem::exists(rfmseg::test::shared(name))) {                \
    GTEST_SKIP() << rfmseg::test::shared(name) << " is not on this machine"; \
  }                                                                          \
  static_assert(true)
