#include "sql/statement.hpp"

#include <fmt/format.h>

namespace rfmseg::sql {
namespace {

constexpr std::size_t kWidth = 110;

/// Appends `text` in lines that begin with `indent`, broken at blanks.
void append_wrapped(std::string& to, std::string_view text, std::string_view indent) {
  while (text.size() + indent.size() > kWidth) {
    std::size_t end = text.rfind(' ', kWidth - indent.size());
    if (end == std::string_view::npos) break;
    to += fmt::format("{}{}\n", indent, text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  to += fmt::format("{}{}\n", indent, text);
}

}  // namespace

void Columns::add(std::string_view expression, std::string_view name) {
  if (!text_.empty()) text_ += ",\n";
  text_ += "    ";
  text_ += expression;
  if (!name.empty()) text_ += fmt::format(" AS {}", name);
}

void Columns::add(std::string_view name) {
  add(name, {});
}

void Statement::add(std::string_view name, std::string_view comment, std::string_view query) {
  steps_ += steps_.empty() ? "WITH\n" : ",\n";
  if (!comment.empty()) append_wrapped(steps_, comment, "-- ");
  steps_ += fmt::format("{} AS (\n{}\n)", name, query);
}

std::string Statement::text(std::string_view last) const {
  return fmt::format("{}\n{}", steps_, last);
}

void Script::add(std::string_view comment, std::string_view statement) {
  if (!text_.empty()) text_ += '\n';
  if (!comment.empty()) append_wrapped(text_, comment, "-- ");
  text_ += fmt::format("{};\n", statement);
}

std::string case_of(const std::vector<std::pair<std::string, std::string>>& cases,
                    std::string_view otherwise, int indent) {
  std::string text = "CASE";
  const std::string line =
      cases.size() == 1 ? " " : '\n' + std::string(static_cast<std::size_t>(indent) + 2, ' ');
  for (const auto& [condition, value] : cases) {
    text += fmt::format("{}WHEN {} THEN {}", line, condition, value);
  }
  if (!otherwise.empty()) text += fmt::format("{}ELSE {}", line, otherwise);
  const std::string end =
      cases.size() == 1 ? " " : '\n' + std::string(static_cast<std::size_t>(indent), ' ');
  return text + end + "END";
}

std::string comma_separated(const std::vector<std::string>& items) {
  return fmt::format("{}", fmt::join(items, ", "));
}

std::string joined_by(std::string_view operation, const std::vector<std::string>& conditions) {
  const std::string text = fmt::format("{}", fmt::join(conditions, fmt::format(" {} ", operation)));
  return conditions.size() > 1 ? '(' + text + ')' : text;
}

}  // namespace rfmseg::sql
