#include <fmt/core.h>

#include <array>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "report/movement_changes.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

using Kind = RowColumn::Kind;

std::string count_cell(const std::optional<SnapshotCustomer>& customer,
                       std::int64_t SnapshotCustomer::*count) {
  return customer ? std::to_string((*customer).*count) : "";
}

std::string exact_money_cell(const std::optional<SnapshotCustomer>& customer) {
  return customer ? to_string(customer->monetary, 2) : "";
}

/// The scores of recency, frequency and monetary in `553` or `10-3-7`; nothing in other texts.
std::optional<std::array<int, 3>> scores_in(std::string_view code) {
  std::array<int, 3> scores{};
  const bool apart = code.find('-') != std::string_view::npos;
  if (!apart && code.size() != scores.size()) return std::nullopt;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const std::string_view text = code.substr(0, apart ? code.find('-') : 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), scores[i]);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    code.remove_prefix(std::min(code.size(), text.size() + (apart ? 1 : 0)));
  }
  return scores;
}

}  // namespace

std::string what_changed(const Mover& mover) {
  if (!mover.before) return "new";
  if (!mover.after) return "gone";
  const auto before = scores_in(mover.before->rfm_score);
  const auto after = scores_in(mover.after->rfm_score);
  std::string text;
  if (!before || !after) return text;
  constexpr std::array kNames = {"recency", "frequency", "monetary"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if ((*before)[i] == (*after)[i]) continue;
    text += fmt::format("{}{} {} to {}", text.empty() ? "" : ", ", kNames[i], (*before)[i],
                        (*after)[i]);
  }
  return text;
}

void write_transitions(const Movement& movement, RowWriter& rows) {
  rows.begin({{"from", Kind::text},
              {"to", Kind::text},
              {"customers", Kind::number},
              {"monetary_before", Kind::money},
              {"monetary_after", Kind::money}});
  for (const Transition& transition : movement.transitions) {
    rows.row(std::vector<std::string>{
        movement.from_name(transition.from), movement.to_name(transition.to),
        std::to_string(transition.customers), to_string(transition.monetary_before, 2),
        to_string(transition.monetary_after, 2)});
  }
  rows.end();
}

void write_movers(const Movement& movement, RowWriter& rows) {
  rows.begin({{"customer_id", Kind::text},
              {"from", Kind::text},
              {"to", Kind::text},
              {"scores_changed", Kind::text},
              {"recency_before", Kind::number},
              {"recency_after", Kind::number},
              {"frequency_before", Kind::number},
              {"frequency_after", Kind::number},
              {"monetary_before", Kind::money},
              {"monetary_after", Kind::money}});
  for (const Mover& mover : movement.movers) {
    rows.row(std::vector<std::string>{
        mover.id(), movement.from_name(mover.from), movement.to_name(mover.to), what_changed(mover),
        count_cell(mover.before, &SnapshotCustomer::recency),
        count_cell(mover.after, &SnapshotCustomer::recency),
        count_cell(mover.before, &SnapshotCustomer::frequency),
        count_cell(mover.after, &SnapshotCustomer::frequency), exact_money_cell(mover.before),
        exact_money_cell(mover.after)});
  }
  rows.end();
}

}  // namespace rfmseg
