#include "load/column_guess.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <string_view>

#include "load/blank_cell.hpp"
#include "load/column_evidence.hpp"
#include "load/field_names.hpp"
#include "load/name_words.hpp"
#include "quoted_item.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kMostNames = 1'000;  // guesses are useless for longer headers
constexpr int kStep = 10;
constexpr int kLeastProposed = static_cast<int>(Support::fair) * kStep;

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
  if (std::ranges::all_of(cells, [](const std::string& cell) { return is_blank_cell(cell); })) {
    return false;
  }
  switch (field) {
    case Field::date:
      return !are_amounts(cells);
    case Field::amount:
      return are_numbers(cells);
    default:
      return !are_dates(cells) && !are_amounts(cells);
  }
}

/// Whether the name is a usual one with a slip: `Custmer`.
bool ColumnGuess::is_misspelled(Field field, std::size_t position) const {
  constexpr std::size_t kShortest = 6;
  constexpr std::size_t kLongest = 64;
  const std::string& name = plain_[position];
  if (name.size() < kShortest || name.size() > kLongest || is_usual_name(name)) return false;
  return std::ranges::any_of(field_aliases(field), [&](const Aliases& rivals) {
    return std::ranges::any_of(rivals, [&](std::string_view alias) {
      return alias.size() >= kShortest && edit_distance(name, alias) == 1;
    });
  });
}

int ColumnGuess::likelihood(Field field, std::size_t position) const {
  if (!is_free(position) || !may_be(field, position)) return 0;
  int likely = static_cast<int>(name_support(field, header_[position])) * kStep;
  if (likely == 0 && is_misspelled(field, position)) likely = kLeastProposed;
  if (sample_.rows() == 0) return likely;
  const Cells& cells = sample_.columns[position];
  if (field == Field::date) {
    // Texts in a column that is called an order date may be dates of an unusual format.
    const bool surely_named = likely >= static_cast<int>(Support::strong) * kStep;
    if (!are_dates(cells)) return surely_named ? kLeastProposed : 0;
    return std::max(likely, 1);
  }
  if (field == Field::amount) return likely;
  const bool addresses = are_email_addresses(cells);
  if (likely > 0) return likely + (addresses ? 1 : 0);
  // That ids repeat proves nothing: those of orders with several rows repeat, too.
  const std::size_t distinct = count_distinct(cells);
  return addresses ||
                 (distinct > 1 && distinct < sample_.rows() && !is_usual_name(plain_[position]))
             ? 1
             : 0;
}

std::vector<ColumnGuess::Candidate> ColumnGuess::ranked(Field field) const {
  std::vector<Candidate> found;
  for (std::size_t i = 0; i < std::min(header_.size(), kMostNames); ++i) {
    const int likely = likelihood(field, i);
    if (likely > 0) found.push_back({i, likely});
  }
  std::ranges::stable_sort(found, std::ranges::greater{}, &Candidate::likely);
  return found;
}

std::optional<std::size_t> ColumnGuess::column(Field field) const {
  const std::vector<Candidate> found = ranked(field);
  if (found.empty()) return std::nullopt;
  const bool rivalled = found.size() > 1 && found[1].likely == found[0].likely;
  if (rivalled) return std::nullopt;
  // A price next to other amounts is one of them: with or without tax, before or after discounts.
  const bool is_price = found.front().likely < static_cast<int>(Support::good) * kStep;
  if (field == Field::amount && is_price && found.size() > 1) return std::nullopt;
  return found.front().likely >= kLeastProposed ? std::optional(found.front().position)
                                                : std::nullopt;
}

std::vector<std::size_t> ColumnGuess::candidates(Field field) const {
  std::vector<std::size_t> positions;
  for (const Candidate& one : ranked(field)) positions.push_back(one.position);
  return positions;
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
