#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace rfmseg::shop {

/// A field as RFC 4180 wants it: quoted only where it must be.
std::string csv_field(std::string_view text);

/// The two columns that say what was sold, ready to be written: `code,description`.
std::string csv_article(std::string_view code, std::string_view description);

/// When, for whom and where an order is written.
struct OrderHead {
  std::string_view date;
  std::uint64_t minute;  // of the day
  std::optional<std::uint64_t> customer;
  std::string_view country;
};

/// Writes transaction lines in the columns of the UCI Online Retail file, in large chunks.
///
/// A few lines come out damaged, as from a tired export: none of the first few hundred, and then
/// one in kDamagedEvery, each kind of damage in turn, so that no file has more than 0.3% of them.
class TransactionWriter {
 public:
  explicit TransactionWriter(std::ostream& out);

  /// Takes the next order number; `prefix` is empty, "C" or "A".
  void begin_order(std::string_view prefix, const OrderHead& head);

  /// Adds a line to the order begun last; `price` in thousandths.
  void add_line(std::string_view article, std::int64_t quantity, std::int64_t price);

  /// Hands everything to the stream. Only this makes the last lines visible.
  void flush();

 private:
  static constexpr std::uint64_t kFirstDamaged = 350;
  static constexpr std::uint64_t kDamagedEvery = 613;

  void add_damaged_line(std::string_view article, std::int64_t quantity, std::int64_t price);

  std::ostream& out_;
  std::string buffer_;
  std::uint64_t next_order_ = 536365;
  std::uint64_t lines_until_damage_ = kFirstDamaged;
  std::uint64_t damaged_ = 0;
  // The parts that all lines of an order share, with their commas.
  std::string order_;
  std::string date_;
  std::string customer_;
};

}  // namespace rfmseg::shop
