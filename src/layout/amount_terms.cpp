#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kMostTerms = 32;

bool is_operator(char c) {
  return c == '+' || c == '-' || c == '*';
}

/// Reads names of columns and the operators between them.
class TermScanner {
 public:
  explicit TermScanner(std::string_view text) : text_(text), rest_(text) {}

  /// The next name: in double quotes, or up to an operator between blanks.
  [[nodiscard]] ColumnName name() {
    skip_blanks();
    ColumnName name;
    if (rest_.starts_with('"')) {
      const auto quoted = take_quoted(rest_);
      if (!quoted) fail("unmatched quote");
      name = trimmed(*quoted);
    } else {
      const std::size_t end = find_operator();
      name = trimmed(rest_.substr(0, end));
      rest_.remove_prefix(end);
    }
    if (name.empty()) fail("a column is missing");
    return name;
  }

  /// The next operator; nothing at the end.
  [[nodiscard]] std::optional<char> next_operator() {
    skip_blanks();
    if (rest_.empty()) return std::nullopt;
    const char sign = rest_.front();
    if (!is_operator(sign)) {
      fail(fmt::format("expected +, - or * before '{}'", printable(rest_)));
    }
    rest_.remove_prefix(1);
    return sign;
  }

  [[noreturn]] void fail(std::string_view what) const {
    throw UsageError(fmt::format("amount '{}': {}", printable(text_, 200), what));
  }

 private:
  void skip_blanks() {
    rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t"), rest_.size()));
  }

  [[nodiscard]] std::size_t find_operator() const {
    for (std::size_t i = 0; i < rest_.size(); ++i) {
      const bool alone =
          (i == 0 || rest_[i - 1] == ' ') && (i + 1 == rest_.size() || rest_[i + 1] == ' ');
      if (alone && is_operator(rest_[i])) return i;
    }
    return rest_.size();
  }

  std::string_view text_, rest_;
};

/// In double quotes if an operator is among its words.
std::string quoted_name(const ColumnName& name) {
  const std::string words = ' ' + name + ' ';
  const bool plain = words.find(" + ") == std::string::npos &&
                     words.find(" - ") == std::string::npos &&
                     words.find(" * ") == std::string::npos;
  return plain ? quoted_item(name, "") : in_quotes(name);
}

}  // namespace

AmountTerms parse_amount_terms(std::string_view text) {
  TermScanner scanner(text);
  AmountTerms terms = {{false, {scanner.name()}}};
  while (const auto sign = scanner.next_operator()) {
    if (*sign != '*') {
      if (terms.size() == kMostTerms) scanner.fail(fmt::format("more than {} terms", kMostTerms));
      terms.push_back({*sign == '-', {scanner.name()}});
    } else if (terms.back().factors.size() == 2) {
      scanner.fail("a product has two columns");
    } else {
      terms.back().factors.push_back(scanner.name());
    }
  }
  return terms;
}

std::string to_string(const AmountTerms& terms) {
  std::string text;
  for (const AmountTerm& term : terms) {
    if (!text.empty()) text += term.subtracted ? " - " : " + ";
    for (std::size_t i = 0; i < term.factors.size(); ++i) {
      text += (i > 0 ? " * " : "") + quoted_name(term.factors[i]);
    }
  }
  return text;
}

}  // namespace rfmseg
