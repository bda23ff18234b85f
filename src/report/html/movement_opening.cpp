#include "report/html/movement_opening.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/charts/scale.hpp"
#include "report/figures/segment_groups.hpp"
#include "report/movement_sections.hpp"
#include "report/number_text.hpp"
#include "rounded.hpp"

namespace rfmseg::html {
namespace {

using figures::Shift;

std::string signed_text(std::int64_t change) {
  return (change > 0 ? "+" : "") + count_text(change);
}

class MovementOpeningMaker {
 public:
  MovementOpeningMaker(const Movement& movement, const figures::SegmentLooks& looks,
                       const std::vector<Shift>& shifts, const HtmlOptions& options)
      : movement_(movement), looks_(looks), shifts_(shifts), options_(options) {
    for (const SegmentChange& change : movement_.changes) {
      largest_ = std::max(largest_, std::abs(change.after - change.before));
    }
  }

  [[nodiscard]] MovementOpening make() const {
    MovementOpening opening;
    opening.facts = facts();
    opening.finding = finding();
    for (const Shift& shift : shifts_) opening.cards.push_back(card(shift));
    opening.columns = {"Before", "After", "Change in %", "Before", "After"};
    const std::vector<SegmentsOfGroup> groups = by_group(looks_);
    for (const SegmentsOfGroup& group : groups) {
      MovementOpening::Group shown;
      if (groups.size() > 1 || group.group) shown.title = figures::title_of(group.group);
      for (const std::size_t s : group.segments) {
        shown.segments.push_back(
            segment(movement_.segments[s], movement_.changes[s], looks_.segments[s].color));
      }
      opening.groups.push_back(std::move(shown));
    }
    opening.total = segment("Total", movement_.total, "");
    return opening;
  }

 private:
  [[nodiscard]] std::string unit() const {
    return movement_.currency.empty() ? "" : ' ' + movement_.currency;
  }
  [[nodiscard]] std::string money(Amount amount) const {
    return charts::short_number(amount.to_double()) + unit();
  }
  [[nodiscard]] Opening::Text money_cell(Amount amount) const {
    return {charts::short_number(amount.to_double()), exact_money_text(amount) + unit()};
  }

  [[nodiscard]] std::vector<Opening::Text> facts() const {
    std::vector<Opening::Text> facts;
    if (!options_.source.empty()) facts.push_back({options_.source});
    facts.push_back(
        {fmt::format("{} to {}", people_before_name(movement_), people_after_name(movement_))});
    facts.push_back({fmt::format("{}, {} before", counted(movement_.total.after, "customer"),
                                 count_text(movement_.total.before))});
    facts.push_back(
        {fmt::format("{} spent, {} before", money(movement_.total.monetary_after),
                     money(movement_.total.monetary_before)),
         fmt::format("{}, {} before", exact_money_text(movement_.total.monetary_after) + unit(),
                     exact_money_text(movement_.total.monetary_before) + unit())});
    return facts;
  }

  /// `87 customers who spent 120k`; without a shift `no customer`.
  [[nodiscard]] std::string who(const Shift& shift) const {
    return fmt::format("{} who spent {}", counted(shift.customers, "customer"),
                       money(shift.spend()));
  }

  [[nodiscard]] std::string finding() const {
    if (!looks_.metrics || std::ranges::none_of(looks_.segments, [](const auto& look) {
          return look.group.has_value();
        })) {
      return movement_sentence(movement_);
    }
    const Shift* const slipped = figures::find_shift(shifts_, Shift::Kind::slipped);
    const Shift* const back = figures::find_shift(shifts_, Shift::Kind::won_back);
    const Shift* const up = figures::find_shift(shifts_, Shift::Kind::moved_up);
    std::string text = slipped == nullptr ? "No customer slipped away."
                                          : fmt::format("{} slipped away.", who(*slipped));
    if (back != nullptr && up != nullptr) {
      const std::int64_t customers = back->customers + up->customers;
      return text + fmt::format(" {} who spent {} rose: {} came back and {} moved up.",
                                count_text(customers), money(back->spend() + up->spend()),
                                count_text(back->customers), count_text(up->customers));
    }
    if (back != nullptr) return text + fmt::format(" {} came back.", who(*back));
    if (up != nullptr) return text + fmt::format(" {} moved up.", who(*up));
    return text + (slipped == nullptr ? " No customer rose." : " None rose.");
  }

  /// The three with the highest spend.
  [[nodiscard]] std::string top(const Shift& shift) const {
    constexpr std::size_t kShown = 3;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, shift.top.size()); ++i) {
      const Mover& mover = shift.top[i];
      text += fmt::format(
          "{}{} ({})", text.empty() ? "" : ", ", mover.id(),
          charts::short_number((mover.after ? mover.after : mover.before)->monetary.to_double()));
    }
    return fmt::format("Top: {}.", text);
  }

  [[nodiscard]] std::string last_order(const Shift& shift) const {
    const bool one_day = shift.recency.to_double() == 1;
    return fmt::format("last order {} {} ago{}", number_text(shift.recency),
                       one_day ? "day" : "days", shift.customers == 1 ? "" : " (median)");
  }

  [[nodiscard]] std::string since(const Shift& shift) const {
    return fmt::format("{} spent, {} of it since", money(shift.after),
                       money(shift.after - shift.before));
  }

  [[nodiscard]] Opening::Action card(const Shift& shift) const {
    const std::string customers = count_text(shift.customers);
    switch (shift.kind) {
      case Shift::Kind::slipped:
        return {"slipped",
                fmt::format("{} slipped away", customers),
                {fmt::format("From Keep or Grow to Win back or Low cost: {} spent, {}.",
                             money(shift.after), last_order(shift)),
                 top(shift)}};
      case Shift::Kind::won_back:
        return {"won-back",
                fmt::format("{} came back", customers),
                {fmt::format("From Win back or Low cost to Keep or Grow: {}.", since(shift)),
                 top(shift)}};
      case Shift::Kind::moved_up:
        return {"moved-up",
                fmt::format("{} moved up", customers),
                {fmt::format("From Grow to Keep: {}.", since(shift)), top(shift)}};
      case Shift::Kind::came:
        return {"came",
                fmt::format("{} {} new", customers, shift.customers == 1 ? "is" : "are"),
                {fmt::format("{} spent, {}.", money(shift.after), last_order(shift)), top(shift)}};
      case Shift::Kind::went:
        break;
    }
    return {"went",
            fmt::format("{} {} gone", customers, shift.customers == 1 ? "is" : "are"),
            {fmt::format("Not among the customers any more: {} spent before.", money(shift.before)),
             top(shift)}};
  }

  [[nodiscard]] MovementOpening::Segment segment(const std::string& name,
                                                 const SegmentChange& change,
                                                 const std::string& color) const {
    const std::int64_t difference = change.after - change.before;
    std::string percent;
    if (change.before > 0) {
      const double share =
          static_cast<double>(difference) * 100 / static_cast<double>(change.before);
      percent = signed_rounded_text(share, 0) + '%';
      if (percent == "0%" && difference != 0) percent = "<1%";
    }
    return {name,
            color,
            signed_text(difference),
            color.empty() || largest_ == 0
                ? 0
                : 100 * static_cast<double>(difference) / static_cast<double>(largest_),
            {{count_text(change.before)},
             {count_text(change.after)},
             {percent},
             money_cell(change.monetary_before),
             money_cell(change.monetary_after)}};
  }

  const Movement& movement_;
  const figures::SegmentLooks& looks_;
  const std::vector<Shift>& shifts_;
  const HtmlOptions& options_;
  std::int64_t largest_ = 0;
};

}  // namespace

std::vector<SegmentsOfGroup> by_group(const figures::SegmentLooks& looks) {
  std::vector<SegmentsOfGroup> groups;
  const auto add = [&](const std::optional<SegmentGroup>& group) {
    SegmentsOfGroup found{group, {}};
    for (std::size_t i = 0; i < looks.segments.size(); ++i) {
      if (looks.segments[i].group == group) found.segments.push_back(i);
    }
    if (!found.segments.empty()) groups.push_back(std::move(found));
  };
  for (const SegmentGroup group : kSegmentGroups) add(group);
  add(std::nullopt);
  return groups;
}

MovementOpening make_movement_opening(const Movement& movement, const figures::SegmentLooks& looks,
                                      const std::vector<Shift>& shifts,
                                      const HtmlOptions& options) {
  return MovementOpeningMaker(movement, looks, shifts, options).make();
}

}  // namespace rfmseg::html
