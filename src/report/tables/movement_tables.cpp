#include "report/tables/movement_tables.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/segment/segment_keys.hpp"
#include "rounded.hpp"

namespace rfmseg {
namespace {

using Kind = ResultTable::Kind;

/// `+12`, `-3`, `0`.
std::string change_text(std::int64_t change) {
  return (change > 0 ? "+" : "") + count_text(change);
}
std::string change_text(Amount change) {
  return (change > Amount{} ? "+" : "") + money_text(change);
}

std::string percent_change_text(std::int64_t before, std::int64_t after) {
  if (before == 0) return "";
  const double change = static_cast<double>(after - before) * 100 / static_cast<double>(before);
  return signed_rounded_text(change, 1) + '%';
}

/// Where customers came from or went to. Of those who are new or gone, JSON has no segment.
template <class Items, class Name, class Segment>
void add_segment(const Movement& movement, const std::string& key, const std::string& title,
                 const Items& items, Name name, Segment segment, ResultTable& table) {
  table.add({key, title, Kind::text, kForPeople | kInRows}, items,
            [&](const auto& item) { return (movement.*name)(item.*segment); });
  table.add({key, "", Kind::text, kInJson}, items, [&](const auto& item) {
    const std::size_t at = item.*segment;
    return at == kNoSegment ? std::nullopt : std::optional(movement.segments[at]);
  });
  const std::vector<std::string> keys = segment_keys(movement.segments);
  table.add({key + "_key", "", Kind::text, kInFiles}, items, [&](const auto& item) {
    const std::size_t at = item.*segment;
    return at == kNoSegment ? std::nullopt : std::optional(keys[at]);
  });
}

/// A figure of who was there, or is.
template <class Figure>
std::optional<Figure> figure_of(const std::optional<SnapshotCustomer>& customer,
                                Figure SnapshotCustomer::*figure) {
  return customer ? std::optional((*customer).*figure) : std::nullopt;
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

/// Which scores of a mover changed: `recency 5 to 4, monetary 3 to 4`; `new` and `gone` for who
/// came and went; empty where scores are not known or no score changed.
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

}  // namespace

ResultTable segment_change_table(const Movement& movement) {
  using Change = SegmentChange;
  std::vector<std::string> names = movement.segments;
  names.emplace_back("Total");
  std::vector<Change> changes = movement.changes;
  changes.push_back(movement.total);
  ResultTable table(changes.size());
  table.add({"segment", "Segment"}, [&](std::size_t i) { return names[i]; });
  const std::vector<std::string> keys = segment_keys(movement.segments);
  table.add({"segment_key", "", Kind::text, kInFiles},
            [&](std::size_t i) { return i < keys.size() ? std::optional(keys[i]) : std::nullopt; });
  table.add({"customers_before", "Before", Kind::count}, changes, &Change::before);
  table.add({"customers_after", "After", Kind::count}, changes, &Change::after);
  table.add({"change", "Change", Kind::count, kForPeople}, changes,
            [](const Change& change) { return change_text(change.after - change.before); });
  table.add({"percent", "%", Kind::count, kForPeople}, changes,
            [](const Change& change) { return percent_change_text(change.before, change.after); });
  table.add({"monetary_before", "Monetary before", Kind::money}, changes, &Change::monetary_before);
  table.add({"monetary_after", "Monetary after", Kind::money}, changes, &Change::monetary_after);
  table.rows.back().emphasised = true;
  return table;
}

ResultTable transition_table(const Movement& movement) {
  const std::vector<Transition>& all = movement.transitions;
  ResultTable table(all.size());
  add_segment(movement, "from", "From", all, &Movement::from_name, &Transition::from, table);
  add_segment(movement, "to", "To", all, &Movement::to_name, &Transition::to, table);
  table.add({"customers", "Customers", Kind::count}, all, &Transition::customers);
  table.add({"monetary_before", "Monetary before", Kind::money}, all, &Transition::monetary_before);
  table.add({"monetary_after", "Monetary after", Kind::money}, all, &Transition::monetary_after);
  return table;
}

ResultTable mover_table(const Movement& movement, std::span<const Mover> movers) {
  ResultTable table(movers.size());
  table.add({"customer_id", "Customer"}, movers, &Mover::id);
  add_segment(movement, "from", "From", movers, &Movement::from_name, &Mover::from, table);
  add_segment(movement, "to", "To", movers, &Movement::to_name, &Mover::to, table);
  table.add({"scores_changed", "", Kind::text, kInFiles}, movers, what_changed);
  // JSON has an object for each of the two times instead.
  const auto add_both = [&](const std::string& name, Kind kind, unsigned seen_by, auto figure) {
    table.add({name + "_before", "Before", kind, seen_by}, movers,
              [&](const Mover& mover) { return figure_of(mover.before, figure); });
    table.add({name + "_after", "After", kind, seen_by}, movers,
              [&](const Mover& mover) { return figure_of(mover.after, figure); });
  };
  add_both("recency", Kind::count, kInRows, &SnapshotCustomer::recency);
  add_both("frequency", Kind::count, kInRows, &SnapshotCustomer::frequency);
  add_both("monetary", Kind::money, kForPeople | kInRows, &SnapshotCustomer::monetary);
  table.add({"change", "Change", Kind::money, kForPeople}, movers,
            [](const Mover& mover) { return change_text(mover.gain()); });
  return table;
}

void for_each_mover_table(
    const Movement& movement,
    const std::function<void(std::span<const Mover>, const ResultTable&)>& use) {
  constexpr std::size_t kMoversAtATime = 1'000;
  const Movers& all = movement.movers;
  std::vector<Mover> part;
  std::size_t done = 0;
  do {
    part.clear();
    while (done < all.size() && part.size() < kMoversAtATime) part.push_back(all[done++]);
    use(part, mover_table(movement, part));
  } while (done < all.size());
}

}  // namespace rfmseg
