#include "sql/patterns.hpp"

#include <algorithm>
#include <string_view>

#include "fold.hpp"
#include "sql/statement.hpp"

namespace rfmseg::sql {
namespace {

/// The pattern as LIKE has it, with `!` before what would be a wildcard.
std::string like_pattern(std::string_view pattern, const Dialect& dialect) {
  const char escape = dialect.like.find("ESCAPE") == std::string_view::npos ? '\\' : '!';
  std::string text;
  for (const char c : pattern) {
    if (c == '*') {
      text += '%';
      continue;
    }
    if (c == '%' || c == '_' || c == escape) text += escape;
    text += c;
  }
  return text;
}

}  // namespace

std::string is_one_of(const std::string& column, const std::vector<std::string>& texts,
                      const Dialect& dialect) {
  std::vector<std::string> literals;
  for (const std::string& text : texts) literals.push_back(dialect.literal(lowered(text)));
  return literals.size() == 1 ? fmt::format("LOWER({}) = {}", column, literals.front())
                              : fmt::format("LOWER({}) IN ({})", column, comma_separated(literals));
}

std::string matches_one(const std::string& column, const std::string& pattern,
                        const Dialect& dialect) {
  if (pattern.find('*') == std::string::npos) return is_one_of(column, {pattern}, dialect);
  return fill(dialect.like, fmt::format("LOWER({})", column),
              dialect.literal(like_pattern(lowered(pattern), dialect)));
}

std::string matches_any(const std::string& column, const std::vector<std::string>& patterns,
                        const Dialect& dialect) {
  std::vector<std::string> exact, conditions;
  for (const std::string& pattern : patterns) {
    if (pattern.find('*') == std::string::npos) {
      exact.push_back(pattern);
    } else if (pattern == "*") {
      conditions.push_back(fmt::format("LOWER({}) NOT IN ('', 'false')", column));
    } else {
      conditions.push_back(matches_one(column, pattern, dialect));
    }
  }
  if (!exact.empty()) conditions.insert(conditions.begin(), is_one_of(column, exact, dialect));
  return joined_by("OR", conditions);
}

}  // namespace rfmseg::sql
