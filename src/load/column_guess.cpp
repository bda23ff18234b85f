#include "load/column_guess.hpp"

#include <fmt/core.h>

#include <algorithm>

#include "load/column_evidence.hpp"
#include "load/field_names.hpp"
#include "quoted_item.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kMostNames = 1'000;  // guesses are useless for longer headers

}  // namespace

ColumnGuess::ColumnGuess(const std::vector<std::string>& header,
                         const std::vector<std::string>& plain, const Sample& sample,
                         const std::array<int, kFieldCount>& assigned)
    : header_(header), plain_(plain), sample_(sample), assigned_(assigned) {}

bool ColumnGuess::is_free(std::size_t position) const {
  return !header_[position].empty() &&
         std::ranges::find(assigned_, static_cast<int>(position)) == assigned_.end();
}

/// Whether nothing in the cells speaks against it.
bool ColumnGuess::may_be(Field field, std::size_t position) const {
  if (sample_.rows() == 0) return true;
  const Cells& cells = sample_.columns[position];
  switch (field) {
    case Field::date:
      return !are_amounts(cells);
    case Field::amount:
      return are_numbers(cells);
    default:
      return !are_dates(cells) && !are_amounts(cells);
  }
}

std::optional<std::size_t> ColumnGuess::best_by_name(Field field) const {
  std::optional<std::size_t> best;
  std::size_t least = kUnlikelyName;
  for (std::size_t i = 0; i < std::min(header_.size(), kMostNames); ++i) {
    if (!is_free(i)) continue;
    const std::size_t far = name_distance(plain_[i], field);
    if (far < least && may_be(field, i)) {
      least = far;
      best = i;
    }
  }
  return best;
}

/// The column with the most ids of which some come back.
std::optional<std::size_t> ColumnGuess::best_customer() const {
  std::optional<std::size_t> best;
  std::size_t most = 1;
  for (std::size_t i = 0; i < std::min(header_.size(), kMostNames); ++i) {
    if (!is_free(i) || !may_be(Field::customer, i)) continue;
    const std::size_t distinct = count_distinct(sample_.columns[i]);
    if (distinct > most && distinct < sample_.rows()) {
      most = distinct;
      best = i;
    }
  }
  return best;
}

std::optional<std::size_t> ColumnGuess::column(Field field) const {
  const auto first = [&](auto fits) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < std::min(header_.size(), kMostNames); ++i) {
      if (is_free(i) && fits(sample_.columns[i])) return i;
    }
    return std::nullopt;
  };
  if (field == Field::customer) {
    if (const auto address = first(are_email_addresses)) return address;
    const auto named = best_by_name(field);
    return named ? named : best_customer();
  }
  const auto named = best_by_name(field);
  if (field == Field::date) {
    if (named && (sample_.rows() == 0 || are_dates(sample_.columns[*named]))) return named;
    const auto dates = first(are_dates);
    return dates ? dates : named;
  }
  if (named) return named;
  const auto price = best_by_name(Field::price);
  return price ? price : first(are_amounts);
}

bool ColumnGuess::header_is_data() const {
  const std::size_t names = std::min(header_.size(), kMostNames);
  const auto values = std::count_if(
      header_.begin(), header_.begin() + static_cast<std::ptrdiff_t>(names),
      [](const std::string& name) { return are_numbers({name}) || are_dates({name}); });
  return values * 2 > static_cast<std::ptrdiff_t>(names);
}

std::string ColumnGuess::proposed_header() const {
  std::string names;
  bool date = false;
  bool amount = false;
  bool customer = false;
  const auto next = [](bool& used, std::string_view name, std::string_view otherwise) {
    const std::string_view given = used ? otherwise : name;
    used = true;
    return given;
  };
  for (std::size_t i = 0; i < std::min<std::size_t>(header_.size(), 12); ++i) {
    Cells cells = sample_.columns[i];
    cells.push_back(header_[i]);
    if (i > 0) names += ',';
    if (are_dates(cells)) {
      names += next(date, "date", "other_date");
    } else if (customer && are_numbers(cells)) {
      names += next(amount, "amount", "other");
    } else {
      names += next(customer, "customer_id", "other");
    }
  }
  return names;
}

std::string column_setting(Field field, const std::string& name) {
  return fmt::format("{}={}", field_name(field), printable_in_full(quoted_item(name, ",\"")));
}

}  // namespace rfmseg
