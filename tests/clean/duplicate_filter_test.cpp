#include "clean/duplicate_filter.hpp"

#include <gtest/gtest.h>

#include <string>

namespace rfmseg {
namespace {

TEST(DuplicateFilter, KnowsWhatItHasSeen) {
  DuplicateFilter filter;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 10'000; ++i) {
      const auto print = DuplicateFilter::fingerprint("row " + std::to_string(i));
      EXPECT_EQ(filter.is_new(print), round == 0) << i;
    }
  }
}

TEST(DuplicateFilter, FingerprintsTellTextsApart) {
  const auto print = DuplicateFilter::fingerprint("1,2");
  EXPECT_EQ(print, DuplicateFilter::fingerprint("1,2"));
  EXPECT_FALSE(print == DuplicateFilter::fingerprint("1,2 "));
  EXPECT_FALSE(print == DuplicateFilter::fingerprint(""));
}

}  // namespace
}  // namespace rfmseg
