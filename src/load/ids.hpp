#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "load/column_evidence.hpp"
#include "rfmseg/load/load_options.hpp"
#include "text.hpp"
#include "words.hpp"

namespace rfmseg {

/// How the customer ids of a file are read.
struct IdFormat {
  /// Ids that mean no customer, in any case.
  std::vector<std::string> nobody;
  bool missing_words = true;  ///< whether is_missing_word() words mean no customer, too
  /// Which ids are one if they differ in case only.
  enum class Fold { none, email_addresses, all } fold = Fold::none;
};

/// The id format that `options` give, or else the sample's customer column: `0` means none if the
/// other ids are longer numbers; e-mail addresses, if there are any, are compared without case.
[[nodiscard]] IdFormat find_id_format(const Cells& customers, const LoadOptions& options);

/// Implements plain_id() for an id that ends in `.0`.
[[nodiscard]] std::string_view without_decimals(std::string_view id);

/// Trims an id, and converts a spreadsheet's `17850.0` to `17850`.
[[nodiscard, gnu::always_inline]] inline std::string_view plain_id(std::string_view id) {
  id = trimmed(id);
  return id.ends_with(".0") ? without_decimals(id) : id;
}

[[nodiscard]] inline bool is_email_address(std::string_view id) {
  return id.find('@') != std::string_view::npos && id.find('.') != std::string_view::npos;
}

/// Whether a spreadsheet has replaced digits of an id by an exponent: `4.5678E+12`.
[[nodiscard]] bool has_lost_digits(std::string_view id);

/// Reads the ids of one file. Create one per thread.
class IdReader {
 public:
  explicit IdReader(IdFormat format) : format_(std::move(format)) {}

  /// Ids returned before are no longer used.
  void forget() { folded_.clear(); }

  /// Whether an id is only what plain_id() returns: not missing, not folded, with all its digits.
  /// True for most ids; decides without looking at all bytes.
  [[nodiscard]] bool is_ordinary(std::string_view id) const {
    return id.size() > 1 && is_digit(id.front()) && format_.fold == IdFormat::Fold::none &&
           (id.size() < 6 || id[id.size() - 3] != '+');
  }
  [[nodiscard]] bool is_nobody(std::string_view id) const;
  /// The id as ids are compared. Valid until forget().
  [[nodiscard]] std::string_view folded(std::string_view id);

 private:
  IdFormat format_;
  std::deque<std::string> folded_;
};

}  // namespace rfmseg
