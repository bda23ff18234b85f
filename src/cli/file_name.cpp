#include "cli/file_name.hpp"

#include <fmt/chrono.h>
#include <fmt/core.h>

#include <ctime>
#include <string_view>

#include "rfmseg/error.hpp"

namespace rfmseg::cli {
namespace {

constexpr std::string_view kAsOf = "{as_of}";
constexpr std::string_view kDate = "{date}";

/// `text` begins with a word in braces: its length with them, else 0.
std::size_t placeholder_length(std::string_view text) {
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_-", 1);
  return end == std::string_view::npos || end == 1 || text[end] != '}' ? 0 : end + 1;
}

/// A run that goes on past midnight writes no file of another day than it has begun with.
const std::string& today() {
  static const std::string date = fmt::format("{:%Y-%m-%d}", fmt::localtime(std::time(nullptr)));
  return date;
}

}  // namespace

bool waits_for_as_of(const std::string& name) {
  return name.find(kAsOf) != std::string::npos;
}

std::string file_name(const std::string& name, const std::string& as_of) {
  std::string out;
  std::string_view rest = name;
  while (!rest.empty()) {
    const std::size_t length = rest.front() == '{' ? placeholder_length(rest) : 0;
    const std::string_view word = rest.substr(0, length);
    if (length == 0) {
      out += rest.front();
      rest.remove_prefix(1);
      continue;
    }
    rest.remove_prefix(length);
    if (word == kDate) {
      out += today();
    } else if (word != kAsOf) {
      throw UsageError(fmt::format(
          "{}: {} is not a known placeholder (hint: {{date}} or {{as_of}})", name, word));
    } else if (as_of.empty()) {
      throw UsageError(
          fmt::format("{}: {{as_of}} cannot be used here, because this run has no as-of date "
                      "(hint: {{date}} is today's)",
                      name));
    } else {
      out += as_of.substr(0, std::string_view("2011-12-11").size());
    }
  }
  return out;
}

}  // namespace rfmseg::cli
