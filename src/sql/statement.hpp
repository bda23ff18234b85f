#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rfmseg::sql {

/// The columns of a SELECT: expressions and their names.
class Columns {
 public:
  void add(std::string_view expression, std::string_view name);
  /// A column of that name.
  void add(std::string_view name);
  /// One per line, indented by two steps.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// A query made of named steps, each of which reads those before it.
class Statement {
 public:
  /// Adds `name AS (query)` under a comment.
  void add(std::string_view name, std::string_view comment, std::string_view query);
  /// The steps, and the query of the last one.
  [[nodiscard]] std::string text(std::string_view last) const;

 private:
  std::string steps_;
};

/// Statements, one after another.
class Script {
 public:
  /// Adds a statement under a comment, which may be empty.
  void add(std::string_view comment, std::string_view statement);
  /// The statements, each with its semicolon.
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

/// `CASE WHEN {condition} THEN {value} ... ELSE {otherwise} END`, a line per condition unless there
/// is one only. `indent` is that of the line on which the text begins.
[[nodiscard]] std::string case_of(const std::vector<std::pair<std::string, std::string>>& cases,
                                  std::string_view otherwise, int indent);

/// `a, b`.
[[nodiscard]] std::string comma_separated(const std::vector<std::string>& items);
/// The conditions joined by `operation` (AND, OR), in parentheses if there are several.
[[nodiscard]] std::string joined_by(std::string_view operation,
                                    const std::vector<std::string>& conditions);

}  // namespace rfmseg::sql
