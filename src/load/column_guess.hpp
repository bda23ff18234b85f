#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "load/sample.hpp"
#include "rfmseg/load/load_options.hpp"

namespace rfmseg {

/// Guesses, from names and cells, which column a missing field could be: what an error proposes.
/// All arguments must remain valid.
class ColumnGuess {
 public:
  /// `plain`: the plain_name()s of the header. `assigned`: positions of columns that have a field.
  ColumnGuess(const std::vector<std::string>& header, const std::vector<std::string>& plain,
              const Sample& sample, const std::array<int, kFieldCount>& assigned);

  /// The most likely column; nothing if none fits.
  [[nodiscard]] std::optional<std::size_t> column(Field field) const;

  /// Whether the names of the columns look like values: most are numbers or dates.
  [[nodiscard]] bool header_is_data() const;
  /// A header for a file without one: `customer_id,amount,date`.
  [[nodiscard]] std::string proposed_header() const;

 private:
  [[nodiscard]] bool may_be(Field field, std::size_t position) const;
  [[nodiscard]] std::optional<std::size_t> best_by_name(Field field) const;
  [[nodiscard]] std::optional<std::size_t> best_customer() const;
  [[nodiscard]] bool is_free(std::size_t position) const;

  const std::vector<std::string>& header_;
  const std::vector<std::string>& plain_;
  const Sample& sample_;
  const std::array<int, kFieldCount>& assigned_;
};

/// `field=name` as parse_column_names() reads it, with quotes where needed.
[[nodiscard]] std::string column_setting(Field field, const std::string& name);

}  // namespace rfmseg
