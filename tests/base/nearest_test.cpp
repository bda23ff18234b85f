#include "nearest.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>

namespace rfmseg {
namespace {

constexpr std::array<std::string_view, 4> kKeys = {"recency", "color", "name", "recommendation"};

TEST(Nearest, FindsTheLikelyMeaning) {
  EXPECT_EQ(nearest("colour", kKeys), "color");
  EXPECT_EQ(nearest("Name", kKeys), "name");
  EXPECT_EQ(nearest("nmae", kKeys), "name");         // two neighbours swapped
  EXPECT_EQ(nearest("recensy", kKeys), "recency");   // one letter changed
  EXPECT_EQ(nearest("reccency", kKeys), "recency");  // one letter added
  EXPECT_EQ(nearest("recomendations", kKeys), "recommendation");
}

TEST(Nearest, DoesNotGuessWildly) {
  EXPECT_EQ(nearest("budget", kKeys), std::nullopt);
  EXPECT_EQ(nearest("x", kKeys), std::nullopt);
  EXPECT_EQ(nearest("", kKeys), std::nullopt);
  EXPECT_EQ(nearest(std::string(100'000, 'n'), kKeys), std::nullopt);
  EXPECT_EQ(nearest("name", {}), std::nullopt);
}

TEST(Nearest, PrefersFewerEditsThenTheFirst) {
  constexpr std::array<std::string_view, 3> kWords = {"band", "hand", "land"};
  EXPECT_EQ(nearest("land", kWords), "land");
  EXPECT_EQ(nearest("sand", kWords), "band");
}

TEST(Nearest, AsASentence) {
  EXPECT_EQ(did_you_mean("colour", kKeys), "did you mean 'color'?");
  EXPECT_EQ(did_you_mean("budget", kKeys), "");
  EXPECT_EQ(did_you_mean_in_brackets("colour", kKeys), " (did you mean 'color'?)");
  EXPECT_EQ(did_you_mean_in_brackets("budget", kKeys), "");
}

}  // namespace
}  // namespace rfmseg
