#include "load/layout_row.hpp"

#include <algorithm>
#include <utility>

#include "load/footer.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

std::vector<int> concatenated(std::vector<int> places, const std::vector<int>& more) {
  places.insert(places.end(), more.begin(), more.end());
  return places;
}

}  // namespace

LayoutRow::LayoutRow(const CsvFile& file, const RowPlan& plan, std::shared_ptr<SeenOrders> seen)
    : plan_(plan),
      once_amount_(plan.has_once_amount()),
      counts_once_(plan.counts_once()),
      only_once_(plan.has_only_once_amounts()),
      composes_(!plan.fill_down.empty() || !plan.returns.empty() || plan.date.size() > 1),
      seen_(std::move(seen)),
      sources_(file.header().size()),
      headings_(plan.fill_down.size()) {
  const auto set = [&](const std::vector<int>& places, Source::From from) {
    for (std::uint32_t i = 0; i < places.size(); ++i) {
      sources_[static_cast<std::size_t>(places[i])] = {from, i};
    }
  };
  set(concatenated(plan.shared, plan.filtered), Source::From::shared);
  set(plan.fill_down, Source::From::heading);
  set(plan.once, Source::From::order);
  if (plan.once.empty()) return;
  groups_.emplace(file, plan);
  is_order_of_group_ = std::ranges::all_of(plan.order, [&](int place) { return is_own(place); });
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

std::string_view LayoutRow::amount_cell(int position) const {
  const bool once = sources_[static_cast<std::size_t>(position)].from == Source::From::order;
  return once && is_further_line() ? std::string_view{} : cell(position);
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
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    if (sources_[i].from != Source::From::heading && !trimmed(rows.column(i)).empty()) return false;
  }
  return true;
}

}  // namespace rfmseg
