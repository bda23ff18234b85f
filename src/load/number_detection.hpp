#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "rfmseg/load/number.hpp"

namespace rfmseg {

/// Finds out how a file's numbers are written from values of it: the decimal mark, and the currency
/// that most of the amounts have, if any.
class NumberDetection {
 public:
  /// `told` is the decimal mark the user gave.
  explicit NumberDetection(std::optional<char> given) : given_(given) {}

  /// `column` is how messages call the value's column.
  void add_quantity(std::string_view value, std::uint64_t line, const std::string& column);
  void add_amount(std::string_view value, std::uint64_t line, const std::string& column);

  /// Whether the values so far tell the decimal mark: not when some are other numbers with a comma
  /// than with a point (`1,234`) and none can be read in one way only.
  [[nodiscard]] bool decided() const { return given_ || point_ + comma_ > 0 || !either_; }

  /// How numbers are written. Throws DataError that names `--decimal` when that is not decided().
  [[nodiscard]] NumberFormat format(const std::string& file) const;

 private:
  struct Example {
    std::string value;
    std::uint64_t line = 0;
    std::string column;
  };

  void weigh(std::string_view value, const std::optional<WrittenNumber>& with_point,
             const std::optional<WrittenNumber>& with_comma, std::uint64_t line,
             const std::string& column);

  std::optional<char> given_;
  std::uint64_t point_ = 0;  ///< values that are numbers only with a decimal point
  std::uint64_t comma_ = 0;  ///< only with a decimal comma
  std::optional<Example> either_;
  std::map<std::string, std::uint64_t, std::less<>> currencies_;
};

/// Whether a decimal point and a decimal comma make different numbers of a value that has a comma.
/// Dots alone do not count: `1.234` is what every program writes, where commas are a person's.
[[nodiscard]] bool differ_by_mark(std::string_view value, const WrittenNumber& with_point,
                                  const WrittenNumber& with_comma);

}  // namespace rfmseg
