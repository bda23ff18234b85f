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

  /// The column that name or cells support more than all others; nothing if there is none. People
  /// run what an error proposes unread, so a doubtful column is only a candidate.
  [[nodiscard]] std::optional<std::size_t> column(Field field) const;
  /// The columns that could be the field, the likely ones first.
  [[nodiscard]] std::vector<std::size_t> candidates(Field field) const;

  /// Whether the names of the columns look like values: most are numbers or dates.
  [[nodiscard]] bool header_is_data() const;
  /// A header for a file without one: `customer_id,amount,date`.
  [[nodiscard]] std::string proposed_header() const;

 private:
  /// A column, and how likely it is; 0: not the field.
  struct Candidate {
    std::size_t position = 0;
    int likely = 0;
  };

  [[nodiscard]] bool is_misspelled(Field field, std::size_t position) const;
  [[nodiscard]] std::vector<Candidate> ranked(Field field) const;
  [[nodiscard]] int likelihood(Field field, std::size_t position) const;
  [[nodiscard]] bool may_be(Field field, std::size_t position) const;
  [[nodiscard]] bool is_free(std::size_t position) const;

  const std::vector<std::string>& header_;
  const std::vector<std::string>& plain_;
  const Sample& sample_;
  const std::array<int, kFieldCount>& assigned_;
};

/// `field=name` as parse_column_names() reads it, with quotes where needed.
[[nodiscard]] std::string column_setting(Field field, const std::string& name);

}  // namespace rfmseg
