#include "rfmseg/segment/segment_keys.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <set>

#include "fold.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kMostOfKey = 60;

bool is_of_key(char c) {
  return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9');
}

/// Whether an apostrophe is at the beginning, as ASCII or as typographers write it: its length.
std::size_t apostrophe_length(std::string_view text) {
  constexpr std::string_view kTypographic = "\u2019";
  if (text.front() == '\'') return 1;
  return text.starts_with(kTypographic) ? kTypographic.size() : 0;
}

}  // namespace

std::string segment_key(std::string_view name) {
  const std::string plain = without_accents(name);
  std::string key;
  bool between = false;
  for (std::string_view rest = plain; !rest.empty();) {
    if (const std::size_t length = apostrophe_length(rest)) {
      rest.remove_prefix(length);
      continue;
    }
    const char c = rest.front();
    rest.remove_prefix(1);
    if (!is_of_key(c)) {
      between = true;
      continue;
    }
    if (between && !key.empty()) key += '_';
    between = false;
    key += c;
  }
  key.resize(std::min(key.size(), kMostOfKey));
  while (key.ends_with('_')) key.pop_back();
  return key.empty() ? "segment" : key;
}

std::vector<std::string> segment_keys(const std::vector<std::string>& names) {
  std::vector<std::string> keys;
  for (const std::string& name : names) keys.push_back(segment_key(name));
  // A number must not make a key that is another segment's own.
  std::set<std::string> taken(keys.begin(), keys.end());
  std::set<std::string> seen;
  for (std::string& key : keys) {
    if (seen.insert(key).second) continue;
    std::string numbered;
    for (int number = 2; numbered.empty() || taken.contains(numbered); ++number) {
      numbered = fmt::format("{}_{}", key, number);
    }
    taken.insert(numbered);
    key = numbered;
  }
  return keys;
}

std::vector<std::string> segment_keys(const Scheme& scheme) {
  std::vector<std::string> names;
  for (const SegmentRule& rule : scheme.segments) names.push_back(rule.name);
  names.push_back(scheme.unmatched.name);
  return segment_keys(names);
}

}  // namespace rfmseg
