#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "load/number.hpp"
#include "rfmseg/load/decimal.hpp"
#include "rfmseg/load/number_format.hpp"

namespace rfmseg {

/// A cell of a number, and where it stands.
struct NumberCell {
  std::string_view text;
  int column = 0;  ///< its position
  std::uint64_t line = 0;
};

/// Reads the numbers of one file in any notation. Create one per thread.
class NumberReader {
 public:
  enum class Outcome { number, blank, unreadable };

  /// `otherwise` ends the hint to give the other decimal mark: what that does.
  NumberReader(std::string file, std::vector<std::string> header, NumberFormat format,
               std::string_view otherwise = "drops the others as unreadable")
      : file_(std::move(file)),
        header_(std::move(header)),
        format_(std::move(format)),
        otherwise_(otherwise) {}

  /// Parses a quantity, or an amount, which may have a currency: currency() is then what it is.
  /// Throws DataError if the value contradicts the detected decimal mark.
  [[nodiscard]] Outcome read_quantity(const NumberCell& cell, Decimal& number) {
    return read(cell, number, false);
  }
  [[nodiscard]] Outcome read_amount(const NumberCell& cell, Decimal& number) {
    return read(cell, number, true);
  }

  /// The currency of the amounts read since the last forget_currency(): that of the last one.
  [[nodiscard]] std::string_view currency() const { return currency_; }
  void forget_currency() {
    if (!currency_.empty()) currency_.clear();
  }

 private:
  [[nodiscard]] Outcome read(const NumberCell& cell, Decimal& number, bool amount);
  [[nodiscard]] std::optional<WrittenNumber> parse(const NumberCell& cell) const;
  void check_mark(const NumberCell& cell, const std::optional<WrittenNumber>& number) const;
  [[noreturn]] void contradict(const NumberCell& cell, std::string_view problem) const;

  std::string file_;
  std::vector<std::string> header_;
  NumberFormat format_;
  std::string_view otherwise_;
  std::string currency_;
};

}  // namespace rfmseg
