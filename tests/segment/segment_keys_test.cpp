#include "rfmseg/segment/segment_keys.hpp"

#include <gtest/gtest.h>

#include <set>

namespace rfmseg {
namespace {

using Names = std::vector<std::string>;

TEST(SegmentKey, IsSafeInShellsAndFileNames) {
  EXPECT_EQ(segment_key("Can't Lose"), "cant_lose");
  EXPECT_EQ(segment_key("Can\u2019t Lose"), "cant_lose") << "as typographers write it";
  EXPECT_EQ(segment_key("About to Sleep"), "about_to_sleep");
  EXPECT_EQ(segment_key("  R&D / 50% off!  "), "r_d_50_off");
  EXPECT_EQ(segment_key("../../etc/passwd"), "etc_passwd");
  EXPECT_EQ(segment_key("-rf"), "rf");
}

TEST(SegmentKey, IsAsciiWhateverTheLanguage) {
  EXPECT_EQ(segment_key("Cr\u00E8me Br\u00FBl\u00E9e"), "creme_brulee");
  EXPECT_EQ(segment_key("GRO\u00DFE K\u00DCCHE"), "grosse_kuche");
  EXPECT_EQ(segment_key("\u041D\u043E\u0432\u044B\u0435"), "segment") << "no letter is left";
  EXPECT_EQ(segment_key(""), "segment");
  EXPECT_EQ(segment_key("A\xFF"), "a") << "not UTF-8";
}

TEST(SegmentKey, HasALength) {
  EXPECT_EQ(segment_key(std::string(200, 'x')), std::string(60, 'x'));
  EXPECT_EQ(segment_key(std::string(59, 'x') + " y"), std::string(59, 'x')) << "no _ at the end";
}

TEST(SegmentKeys, AreUnique) {
  EXPECT_EQ(segment_keys(Names{"VIP", "V.I.P", "vip!", "Vip 2"}),
            (Names{"vip", "v_i_p", "vip_3", "vip_2"}))
      << "vip_2 is the key of another segment";
  EXPECT_EQ(segment_keys(Names{"\u041D", "\u0416", "x"}), (Names{"segment", "segment_2", "x"}));
}

TEST(SegmentKeys, OfAPresetFitItsSegmentsAndTheRest) {
  for (const std::string& name : preset_names()) {
    const Scheme scheme = load_scheme(name);
    const Names keys = segment_keys(scheme);
    EXPECT_EQ(keys.size(), scheme.segments.size() + 1) << name;
    EXPECT_EQ(std::set<std::string>(keys.begin(), keys.end()).size(), keys.size()) << name;
  }
  EXPECT_EQ(segment_keys(load_scheme("classic"))[0], segment_key("Champions"));
}

}  // namespace
}  // namespace rfmseg
