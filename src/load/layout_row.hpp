#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv/csv_file.hpp"
#include "csv/row_reader.hpp"
#include "load/order_groups.hpp"
#include "load/row_plan.hpp"
#include "text.hpp"

namespace rfmseg {

/// A row as a RowPlan reads it: cells with one value per order, or from above, are in every row.
/// Create one per thread, with the same `seen`.
class LayoutRow {
 public:
  LayoutRow(const CsvFile& file, const RowPlan& plan, std::shared_ptr<SeenOrders> seen);

  /// Whether a row's cell of the column at `position` is its own, rather than the order's or above.
  [[nodiscard]] bool is_own(int position) const {
    return sources_[static_cast<std::size_t>(position)].from == Source::From::row;
  }

  /// Starts with the rows of `block`. Waits until all earlier blocks were started.
  void start(const Block& block);
  /// Moves to the row to which `rows` has moved.
  void next(RowReader& rows) {
    if (groups_) groups_->next_row();
    row_ = &rows;
    if (composes_ && rows.good()) compose();
  }

  // For good rows:

  /// The cell of the column at `position`.
  [[nodiscard]] std::string_view cell(int position) const {
    const auto place = static_cast<std::size_t>(position);
    const Source& source = sources_[place];
    if (source.from == Source::From::order) return groups_->value(source.index);
    if (source.from == Source::From::heading) return heading(source.index);
    const std::string_view own = row_->column(place);
    if (source.from == Source::From::row) return own;
    return trimmed(own).empty() ? groups_->shared_value(source.index) : own;
  }
  [[nodiscard]] std::string_view order() const {
    return is_order_of_group_ ? groups_->order() : first_filled(plan_.order);
  }
  [[nodiscard]] std::string_view customer() const {
    return first_filled(returned_ && !plan_.returns_customer.empty() ? plan_.returns_customer
                                                                     : plan_.customer);
  }
  [[nodiscard]] std::string_view date() const {
    return plan_.date.size() == 1 ? cell(plan_.date.front()) : date_;
  }
  /// Whether the amount is that of a return, with either sign.
  [[nodiscard]] bool returned() const { return returned_; }
  /// Whether, according to the file, the row's amount is fully refunded.
  [[nodiscard]] bool refunded() const { return matches_any(plan_.refunded); }
  /// Whether the row has nothing but cells that the rows below repeat.
  [[nodiscard]] bool is_heading(RowReader& rows) const;

  [[nodiscard]] const std::vector<PlacedTerm>& amount() const { return plan_.amount; }
  [[nodiscard]] bool not_below_zero() const { return plan_.not_below_zero && !returned_; }
  /// The cell of a column of amount(): blank where a value of the order counts in another row.
  [[nodiscard]] std::string_view amount_cell(int position) const;
  /// The order of the row within the block; -1 if the plan does not need to know.
  [[nodiscard]] std::ptrdiff_t order_number() const { return groups_ ? groups_->number() : -1; }
  /// Whether values of the order count in another of its rows.
  [[nodiscard]] bool is_further_line() const { return groups_ && !groups_->counts_here(); }
  /// Whether the amount is that of the order, and counts in another of its rows.
  [[nodiscard]] bool amount_is_elsewhere() const { return only_once_ && is_further_line(); }
  /// Whether the values of the order have already counted, in rows that do not precede this one.
  [[nodiscard]] bool has_counted() const {
    return groups_ && once_amount_ && groups_->repeated() && groups_->counts_here();
  }
  /// Whether no row of the order that is next to this one has its values.
  [[nodiscard]] bool lacks_values() const { return groups_ && groups_->blank(); }
  /// Whether the row needs values of its order from rows that are not next to it.
  [[nodiscard]] bool is_separated() const {
    return groups_ && groups_->repeated() && groups_->blank() && !counts_once_;
  }

 private:
  /// Where the cells of a column are.
  struct Source {
    enum class From : std::uint8_t {
      row,      ///< in the row itself
      order,    ///< OrderGroups::value(index)
      shared,   ///< in the row, or if they are blank OrderGroups::shared_value(index)
      heading,  ///< in column `index` of RowPlan::fill_down, here or above
    };
    From from = From::row;
    std::uint32_t index = 0;
  };

  [[nodiscard]] std::string_view first_filled(const std::vector<int>& places) const;
  [[nodiscard]] bool matches_any(const std::vector<PlacedValues>& filters) const;
  [[nodiscard]] std::string_view heading(std::size_t column) const {
    return headings_[column].empty() ? std::string_view() : headings_[column].back();
  }
  void compose();
  void fill_down();
  void join_date();

  RowPlan plan_;
  bool once_amount_;  ///< whether the amount has a value of the order,
  bool counts_once_;  ///< in each of its terms,
  bool only_once_;    ///< and no others
  bool composes_;     ///< whether compose() has anything to do
  std::shared_ptr<SeenOrders> seen_;
  std::optional<OrderGroups> groups_;
  std::vector<Source> sources_;     ///< by position
  bool is_order_of_group_ = false;  ///< whether the group has the row's order
  /// By column of RowPlan::fill_down: the headings that apply, the innermost last.
  std::vector<std::vector<std::string>> headings_;
  const RowReader* row_ = nullptr;
  bool returned_ = false;
  std::string date_;  ///< of several columns
};

}  // namespace rfmseg
