#include <fmt/core.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "report/movement_sections.hpp"
#include "report/number_text.hpp"
#include "report/people_dates.hpp"
#include "report/tables/movement_tables.hpp"
#include "rfmseg/report/movement_report.hpp"

namespace rfmseg {
namespace {

/// Without a time at midnight.
std::string date_of(const std::string& as_of) {
  constexpr std::string_view kMidnight = "T00:00:00";
  return as_of.ends_with(kMidnight) ? as_of.substr(0, as_of.size() - kMidnight.size()) : as_of;
}

std::string time_name(const std::string& name, const std::string& as_of) {
  const std::string date = date_of(as_of);
  return date.empty() || date == name ? name : fmt::format("{} (as of {})", name, date);
}

std::string were_or_was(std::int64_t customers) {
  return customers == 1 ? "is" : "are";
}

/// A matrix of more segments could not be read, and its size is their square.
bool fits_a_matrix(const Movement& movement) {
  constexpr std::size_t kMostSegments = 40;
  return movement.segments.size() <= kMostSegments;
}

}  // namespace

Amount worth(const Transition& transition) {
  return transition.to == kNoSegment ? transition.monetary_before : transition.monetary_after;
}

std::string before_name(const Movement& movement) {
  return time_name(movement.before, movement.as_of_before);
}

std::string after_name(const Movement& movement) {
  return time_name(movement.after, movement.as_of_after);
}

std::string people_before_name(const Movement& movement) {
  return time_name(people_date(movement.before), people_date(movement.as_of_before));
}

std::string people_after_name(const Movement& movement) {
  return time_name(people_date(movement.after), people_date(movement.as_of_after));
}

std::string movement_sentence(const Movement& movement) {
  return fmt::format(
      "Of {} before, {} stayed in their segment, {} moved to another and {} {} gone; {} {} new.",
      counted(movement.total.before, "customer"), count_text(movement.stayed),
      count_text(movement.moved), count_text(movement.went), were_or_was(movement.went),
      count_text(movement.came), were_or_was(movement.came));
}

Table transition_list(const Movement& movement,
                      const std::function<std::string(const Transition&)>& cell) {
  Table table{{{"From", Align::left}, {"To", Align::left}, {"", Align::right, true}}, {}};
  for (const Transition& transition : movement.transitions) {
    table.rows.push_back(
        {{movement.from_name(transition.from), movement.to_name(transition.to), cell(transition)}});
  }
  return table;
}

Table transition_matrix(const Movement& movement,
                        const std::function<std::string(const Transition&)>& cell) {
  if (!fits_a_matrix(movement)) return transition_list(movement, cell);
  std::map<std::pair<std::size_t, std::size_t>, std::string> cells;
  for (const Transition& transition : movement.transitions) {
    cells[{transition.from, transition.to}] = cell(transition);
  }
  Table table{{{"Before \\ after", Align::left}}, {}};
  for (std::size_t to = 0; to < movement.segments.size(); ++to) {
    table.columns.push_back({std::to_string(to + 1)});
  }
  if (movement.went > 0) table.columns.push_back({movement.to_name(kNoSegment)});
  const auto add_row = [&](std::string name, std::size_t from) {
    Table::Row row{{std::move(name)}};
    for (std::size_t to = 0; to < movement.segments.size(); ++to) {
      row.cells.push_back(cells[{from, to}]);
    }
    if (movement.went > 0) row.cells.push_back(cells[{from, kNoSegment}]);
    table.rows.push_back(std::move(row));
  };
  for (std::size_t from = 0; from < movement.segments.size(); ++from) {
    add_row(fmt::format("{} {}", from + 1, movement.segments[from]), from);
  }
  if (movement.came > 0) add_row(movement.from_name(kNoSegment), kNoSegment);
  return table;
}

Document describe(const Movement& movement) {
  Document document;
  document.push_back(
      Heading{fmt::format("Changes from {} to {}", before_name(movement), after_name(movement))});
  document.push_back(Paragraph{movement_sentence(movement)});
  document.push_back(people_table(segment_change_table(movement)));
  document.push_back(Heading{"Movement between segments"});
  document.push_back(Paragraph{fits_a_matrix(movement)
                                   ? "Customers. Rows: segment before. Columns: segment after."
                                   : "Customers."});
  document.push_back(transition_matrix(
      movement, [](const Transition& transition) { return count_text(transition.customers); }));
  document.push_back(
      Paragraph{"Spend of the same customers after, in whole units; of those that left, before."});
  document.push_back(transition_matrix(movement, [](const Transition& transition) {
    return grouped(to_rounded_string(worth(transition), 0));
  }));
  if (!movement.gains.empty()) {
    document.push_back(Heading{"Largest gains"});
    document.push_back(people_table(mover_table(movement, movement.gains)));
  }
  if (!movement.losses.empty()) {
    document.push_back(Heading{"Largest losses"});
    document.push_back(people_table(mover_table(movement, movement.losses)));
  }
  return document;
}

}  // namespace rfmseg
