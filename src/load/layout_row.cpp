#include "load/layout_row.hpp"

#include <algorithm>
#include <utility>

#include "load/footer.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

/// The index in `places` by position.
std::vector<int> indexes_of(const std::vector<int>& places, std::size_t columns) {
  std::vector<int> indexes(columns, -1);
  for (std::size_t i = 0; i < places.size(); ++i) {
    indexes[static_cast<std::size_t>(places[i])] = static_cast<int>(i);
  }
  return indexes;
}

std::vector<int> concatenated(std::vector<int> places, const std::vector<int>& more) {
  places.insert(places.end(), more.begin(), more.end());
  return places;
}

}  // namespace

LayoutRow::LayoutRow(const CsvFile& file, const RowPlan& plan, std::shared_ptr<SeenOrders> seen)
    : plan_(plan),
      once_amount_(plan.has_once_amount()),
      counts_once_(plan.counts_once()),
      composes_(!plan.fill_down.empty() || !plan.returns.empty() || plan.date.size() > 1),
      seen_(std::move(seen)),
      once_at_(indexes_of(plan.once, file.header().size())),
      shared_at_(indexes_of(concatenated(plan.shared, plan.filtered), file.header().size())),
      fill_at_(indexes_of(plan.fill_down, file.header().size())),
      is_own_(file.header().size(), 1),
      headings_(plan.fill_down.size()) {
  for (const auto* places : {&plan.once, &plan.shared, &plan.filtered, &plan.fill_down}) {
    for (const int place : *places) is_own_[static_cast<std::size_t>(place)] = 0;
  }
  if (plan.once.empty()) return;
  groups_.emplace(file, plan);
  is_order_of_group_ = std::ranges::all_of(
      plan.order, [&](int place) { return is_own_[static_cast<std::size_t>(place)] != 0; });
}

void LayoutRow::start(const Block& block) {
  if (!groups_) return;
  try {
    groups_->start(block);
  } catch (...) {
    seen_->in_order(block.sequence, [] {});  // others wait for this block
    throw;
  }
  groups_->mark_repeated(*seen_, block.sequence);
}

/// Finds what a row has from more than one cell.
void LayoutRow::compose() {
  if (!plan_.fill_down.empty()) fill_down();
  returned_ = matches_any(plan_.returns);
  if (plan_.date.size() > 1) join_date();
}

void LayoutRow::join_date() {
  date_.clear();
  for (const int place : plan_.date) {
    const std::string_view part = trimmed(cell(place));
    if (!date_.empty() && !part.empty()) date_ += ' ';
    date_ += part;
  }
}

bool LayoutRow::matches_any(const std::vector<PlacedValues>& filters) const {
  return std::ranges::any_of(filters, [&](const PlacedValues& values) {
    return values.values.match(trimmed(cell(values.position)));
  });
}

void LayoutRow::fill_down() {
  for (std::size_t i = 0; i < plan_.fill_down.size(); ++i) {
    const std::string_view text =
        trimmed(row_->column(static_cast<std::size_t>(plan_.fill_down[i])));
    if (text.empty()) continue;
    std::vector<std::string>& headings = headings_[i];
    constexpr std::string_view kEnd = "total for ";
    if (same_letters(text.substr(0, kEnd.size()), kEnd)) {
      // What follows the rows of a sub-customer is the parent's again.
      const auto ended = std::ranges::find(headings, text.substr(kEnd.size()));
      headings.erase(ended, headings.end());
    } else if (!is_footer_text(text) && (headings.empty() || headings.back() != text)) {
      // Headings without totals do not end.
      constexpr std::size_t kMostLevels = 16;
      if (headings.size() == kMostLevels) headings.erase(headings.begin());
      headings.emplace_back(text);
    }
  }
}

std::string_view LayoutRow::cell_elsewhere(std::size_t place) const {
  if (once_at_[place] >= 0) return groups_->value(static_cast<std::size_t>(once_at_[place]));
  if (fill_at_[place] >= 0) {
    const auto& headings = headings_[static_cast<std::size_t>(fill_at_[place])];
    return headings.empty() ? std::string_view() : headings.back();
  }
  const std::string_view own = row_->column(place);
  if (shared_at_[place] < 0 || !trimmed(own).empty()) return own;
  return groups_->shared_value(static_cast<std::size_t>(shared_at_[place]));
}

std::string_view LayoutRow::amount_cell(int position) const {
  const bool elsewhere = once_at_[static_cast<std::size_t>(position)] >= 0 && is_further_line();
  return elsewhere ? std::string_view{} : cell(position);
}

std::string_view LayoutRow::first_filled(const std::vector<int>& places) const {
  if (places.size() == 1) return cell(places.front());
  for (const int place : places) {
    const std::string_view text = cell(place);
    if (!trimmed(text).empty()) return text;
  }
  return {};
}

bool LayoutRow::is_heading(RowReader& rows) const {
  if (plan_.fill_down.empty()) return false;
  rows.read_other_columns();
  for (std::size_t i = 0; i < fill_at_.size(); ++i) {
    if (fill_at_[i] < 0 && !trimmed(rows.column(i)).empty()) return false;
  }
  return true;
}

}  // namespace rfmseg
