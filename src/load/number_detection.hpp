#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "load/number.hpp"

namespace rfmseg {

/// Detects the number format of a file from some of its values: the decimal mark, and the currency
/// of most amounts, if any.
class NumberDetection {
 public:
  /// `told` is the decimal mark given by the user, if any.
  explicit NumberDetection(std::optional<char> given) : given_(given) {}

  /// `column` is the name of the value's column in messages.
  void add_quantity(std::string_view value, std::uint64_t line, const std::string& column);
  void add_amount(std::string_view value, std::uint64_t line, const std::string& column);

  /// Whether the decimal mark is determined by the values so far. It is not if some of them have
  /// different values with a comma and with a point, and none is valid with only one of these. With
  /// points (`1.500`) that takes that no number has a comma, or four digits without a separator.
  [[nodiscard]] bool decided() const { return given_ || point_ + comma_ > 0 || !doubtful(); }

  /// Whether programs write numbers like the values so far: without commas and currencies.
  [[nodiscard]] bool are_plain() const { return !any_comma_ && currencies_.empty(); }

  /// The number format. Throws DataError, with Setting::decimal in the hint, unless decided().
  [[nodiscard]] NumberFormat format(const std::string& file) const;

 private:
  struct Example {
    std::string value;
    std::uint64_t line = 0;
    std::string column;
  };

  /// The first value that may be one number or another.
  [[nodiscard]] const std::optional<Example>& doubtful() const {
    const bool points = !plain_thousands_ && !any_comma_;
    return either_ || !points ? either_ : dotted_;
  }

  void weigh(std::string_view value, const std::optional<WrittenNumber>& with_point,
             const std::optional<WrittenNumber>& with_comma, std::uint64_t line,
             const std::string& column);

  std::optional<char> given_;
  std::uint64_t point_ = 0;        ///< values that are valid only with a decimal point
  std::uint64_t comma_ = 0;        ///< values that are valid only with a decimal comma
  std::optional<Example> either_;  ///< the first with a comma and two meanings
  std::optional<Example> dotted_;  ///< the first with a point and two meanings
  bool any_comma_ = false;
  bool plain_thousands_ = false;  ///< whether a number has four digits without a separator
  std::map<std::string, std::uint64_t, std::less<>> currencies_;
};

/// Whether a value with a comma has different values with a decimal point and a decimal comma.
/// Values with dots only do not count: programs write `1.234`, people write commas.
[[nodiscard]] bool differ_by_mark(std::string_view value, const WrittenNumber& with_point,
                                  const WrittenNumber& with_comma);

}  // namespace rfmseg
