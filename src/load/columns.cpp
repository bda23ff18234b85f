#include "load/columns.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <optional>

#include "layout/near_layout.hpp"
#include "load/column_evidence.hpp"
#include "load/column_guess.hpp"
#include "load/name_words.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::string_view kNone = "none";

/// Whether two columns with usual names of the field mean the same in all rows of the sample.
bool agree(Field field, const Cells& a, const Cells& b) {
  switch (field) {
    case Field::order:
    case Field::customer:
      return same_groups(a, b);
    case Field::date:
      return same_days(a, b);
    case Field::quantity:
    case Field::price:
    case Field::amount:
      return same_values(a, b);
    default:
      return true;  // fields that only filters use: the first one
  }
}

/// Positions in a header, by plain name.
using PositionsByName = std::map<std::string, std::vector<std::size_t>, std::less<>>;

/// Finds the columns of one file.
class ColumnFinder {
 public:
  ColumnFinder(const std::string& file, const std::vector<std::string>& header,
               const ColumnNames& names, const Sample& sample, const KnownColumns& known,
               const std::vector<std::string>& carried)
      : file_(file), header_(header), names_(names), sample_(sample), known_(known) {
    for (const std::string& name : carried) carried_.push_back(plain_name(name));
    for (std::size_t i = 0; i < header.size(); ++i) {
      plain_.push_back(plain_name(header[i]));
      if (is_usual_name(plain_[i])) by_name_[plain_[i]].push_back(i);
      const NameWithCurrency split = split_currency(header[i]);
      if (split.currency.empty()) continue;
      const std::string plain = plain_name(split.name);
      if (is_usual_name(plain)) by_name_without_currency_[plain].push_back(i);
    }
    columns_.position.fill(-1);
    for (const auto& [field, name] : names) {
      if (!is_off(field))
        set(field,
            find_named_column(file, header, name, Setting::columns, column_setting(field, name)));
    }
    for (const auto& [field, position] : known) {
      if (!names.contains(field)) set(field, position);
    }
  }

  [[nodiscard]] TransactionColumns find() {
    for (const Field field : {Field::order, Field::customer, Field::date, Field::quantity,
                              Field::stock_code, Field::description, Field::country}) {
      find_usual(field);
    }
    find_customer_id();
    find_currency();
    find_worth();
    require_all();
    return columns_;
  }

 private:
  /// Whether the user or a layout switched the field off.
  [[nodiscard]] bool is_off(Field field) const {
    if (names_.contains(field)) return is_switched_off(names_, field, header_);
    return known_.contains(field) && known_.at(field) < 0;
  }

  void set(Field field, int position) {
    columns_.position[static_cast<std::size_t>(field)] = position;
  }

  [[nodiscard]] bool is_assigned(std::size_t position) const {
    return std::ranges::find(columns_.position, static_cast<int>(position)) !=
           columns_.position.end();
  }

  /// The columns with a name of the first list of usual names that the file has, in the list's
  /// order, of those in `by_name`.
  [[nodiscard]] std::vector<std::size_t> usual_columns(Field field,
                                                       const PositionsByName& by_name) const {
    for (const Aliases& rivals : field_aliases(field)) {
      std::vector<std::size_t> found;
      for (const std::string_view alias : rivals) {
        const auto named = by_name.find(alias);
        if (named == by_name.end()) continue;
        std::ranges::copy_if(named->second, std::back_inserter(found),
                             [&](std::size_t position) { return !is_assigned(position); });
      }
      if (!found.empty()) return found;
    }
    return {};
  }

  void find_usual(Field field) {
    if (columns_.has(field) || is_off(field)) return;
    std::vector<std::size_t> rivals = usual_columns(field, by_name_);
    const bool money = field == Field::amount || field == Field::price;
    if (rivals.empty() && money) rivals = usual_columns(field, by_name_without_currency_);
    if (field == Field::customer) leave_carried(rivals);
    if (rivals.empty()) return;
    std::size_t best = rivals.front();
    for (const std::size_t rival : rivals) {
      if (rival == best) continue;
      if (plain_[rival] == plain_[best] && is_needed(field)) ask(field, best, rival);
      if (!agree(field, sample_.columns[best], sample_.columns[rival])) ask(field, best, rival);
      const bool longer =
          field == Field::date && sample_.rows() > 0 &&
          sample_.columns[rival].front().size() > sample_.columns[best].front().size();
      if (longer) best = rival;  // the one with the time
    }
    set(field, static_cast<int>(best));
  }

  /// Removes columns that customers carry, such as an e-mail address, if all others have ids.
  void leave_carried(std::vector<std::size_t>& rivals) {
    std::vector<std::size_t> others;
    std::vector<std::size_t> removed;
    for (const std::size_t rival : rivals) {
      const bool is_carried = std::ranges::find(carried_, plain_[rival]) != carried_.end();
      (is_carried ? removed : others).push_back(rival);
    }
    const auto has_ids = [&](std::size_t position) {
      return plain_[position].find("mail") == std::string::npos &&
             plain_[position].find("name") == std::string::npos;
    };
    if (others.empty() || !std::ranges::all_of(others, has_ids)) return;
    for (const std::size_t rival : removed) {
      const Cells& ids = sample_.columns[others.front()];
      if (!agree(Field::customer, ids, sample_.columns[rival])) {
        columns_.carried_rival = static_cast<int>(rival);
      }
    }
    rivals = others;
  }

  static bool is_needed(Field field) {
    return field == Field::order || field == Field::customer || field == Field::date ||
           field == Field::quantity || field == Field::price || field == Field::amount;
  }

  /// `id` is the customer if the same id has several dates: an order has one.
  void find_customer_id() {
    if (columns_.has(Field::customer) || is_off(Field::customer) || !columns_.has(Field::date)) {
      return;
    }
    const auto id = std::ranges::find(plain_, "id");
    if (id == plain_.end()) return;
    const auto position = static_cast<std::size_t>(id - plain_.begin());
    const Cells& dates = sample_.columns[static_cast<std::size_t>(columns_.at(Field::date))];
    if (!is_assigned(position) && count_with_several(sample_.columns[position], dates) > 0) {
      set(Field::customer, static_cast<int>(position));
    }
  }

  void find_currency() { find_usual(Field::currency); }

  /// Finds what gives a row its amount.
  void find_worth() {
    const bool amount_named = columns_.has(Field::amount);
    if (!amount_named) find_usual(Field::price);
    const bool by_unit = columns_.has(Field::price) && columns_.has(Field::quantity);
    if (by_unit && !known_.contains(Field::price) && is_amazon_total()) {
      set(Field::amount, columns_.at(Field::price));
      set(Field::price, -1);
    } else if (by_unit && !amount_named) {
      columns_.worth = Field::price;
      columns_.by_unit = true;
      find_amount_to_compare();
      return;
    } else if (!amount_named) {
      find_usual(Field::amount);
    }
    // The price of a row without a quantity is that of all its items.
    if (!columns_.has(Field::amount)) {
      set(Field::amount, columns_.at(Field::price));
      set(Field::price, -1);
    }
  }

  /// Amazon's order reports: `item-price` next to `quantity-purchased` is the price of all of them.
  [[nodiscard]] bool is_amazon_total() const {
    return plain_[static_cast<std::size_t>(columns_.at(Field::price))] == "itemprice" &&
           plain_[static_cast<std::size_t>(columns_.at(Field::quantity))] == "quantitypurchased";
  }

  /// The line amount next to quantity and price: of several columns, the surest name.
  void find_amount_to_compare() {
    if (is_off(Field::amount)) return;
    const Aliases& line_amounts = field_aliases(Field::amount).front();
    for (const std::string_view alias : line_amounts) {
      const auto found = std::ranges::find(plain_, alias);
      const auto position = static_cast<std::size_t>(found - plain_.begin());
      if (found == plain_.end() || is_assigned(position)) continue;
      if (!are_numbers(sample_.columns[position])) continue;
      set(Field::amount, static_cast<int>(position));
      return;
    }
  }

  /// Throws DataError: two columns may be the field.
  [[noreturn]] void ask(Field field, std::size_t a, std::size_t b) const {
    const std::string name(field_name(field));
    DataError error(
        ErrorKind::missing_column, {file_, 1},
        fmt::format("columns '{}' ({}) and '{}' ({}) could both be the {} (hint: {} {} or {})",
                    printable(header_[a]), first_values(sample_.columns[a]), printable(header_[b]),
                    first_values(sample_.columns[b]), name, Setting::columns,
                    column_value(field, a), column_value(field, b)));
    error.propose(Setting::columns, with_given(column_value(field, a)));
    error.propose(Setting::columns, with_given(column_value(field, b)));
    throw error;
  }

  [[nodiscard]] std::string column_value(Field field, std::size_t position) const {
    return column_setting(field, header_[position]);
  }

  /// What the user gave for other fields, and `more`.
  [[nodiscard]] std::string with_given(const std::string& more) const {
    std::string text;
    for (const auto& [field, name] : names_) {
      const std::string entry = fmt::format(",{}=", field_name(field));
      if ((',' + more).find(entry) == std::string::npos) text += column_setting(field, name) + ',';
    }
    return text + more;
  }

  /// Throws DataError if a field is missing that a file must have, with a guess for each.
  void require_all() const {
    std::vector<Field> missing;
    for (const Field field : {Field::customer, Field::date, Field::amount}) {
      const bool found = field == Field::amount && columns_.by_unit;
      if (!found && !columns_.has(field)) missing.push_back(field);
    }
    if (missing.empty()) return;
    const ColumnGuess guess(header_, plain_, sample_, columns_.position);
    if (guess.header_is_data()) {
      throw DataError(ErrorKind::missing_column, {file_, 1},
                      fmt::format("no header: the first line looks like a row: {} (hint: add a "
                                  "line with column names before it, such as {})",
                                  listed(header_), guess.proposed_header()));
    }
    std::string fields;
    std::string values;
    std::string candidates;
    bool all_guessed = true;
    for (std::size_t i = 0; i < missing.size(); ++i) {
      if (i > 0) fields += i + 1 == missing.size() ? " or " : ", ";
      fields += field_name(missing[i]);
      if (i > 0) values += ',';
      if (const auto proposal = proposed(missing[i], guess)) {
        values += *proposal;
      } else {
        all_guessed = false;
        values += fmt::format("{}=NAME", field_name(missing[i]));
        candidates += candidates_text(missing[i], guess);
      }
    }
    if (!columns_.has(Field::date) && !guess.column(Field::date) && has_last_date()) {
      candidates +=
          "; a table of customers needs customer=NAME,last_purchase=NAME,frequency=NAME,"
          "monetary=NAME";
    }
    const auto near = known_.empty() ? find_near_layout(header_) : std::nullopt;
    DataError error(ErrorKind::missing_column, {file_, 1},
                    fmt::format("no {} column among: {}{} (hint: {} {}{})", fields, listed(header_),
                                near ? "; the file is " + near->text() : "", Setting::columns,
                                values, candidates));
    if (all_guessed) error.propose(Setting::columns, with_given(values));
    throw error;
  }

  /// `field=column` for the column that is surely the field; nothing if none is.
  [[nodiscard]] std::optional<std::string> proposed(Field field, const ColumnGuess& guess) const {
    const auto column = guess.column(field);
    if (!column) return std::nullopt;
    const std::string& name = header_[*column];
    if (field != Field::amount || !is_price_name(name)) return column_value(field, *column);
    const std::vector<std::size_t> quantities = quantity_columns();
    if (quantities.empty()) return column_value(field, *column);
    // Next to a quantity a price may be that of one unit, or of all of them.
    if (!is_unit_price_name(name) || quantities.size() > 1) return std::nullopt;
    const std::string price = column_value(Field::price, *column);
    if (columns_.has(Field::quantity)) return price;
    return column_value(Field::quantity, quantities.front()) + ',' + price;
  }

  /// Whether a column has the last dates of something, as customers do.
  [[nodiscard]] bool has_last_date() const {
    constexpr std::size_t kMost = 100;
    for (std::size_t i = 0; i < std::min(header_.size(), kMost); ++i) {
      const std::vector<std::string> words = name_words(printable(header_[i], kMost));
      const bool last = std::ranges::find(words, "last") != words.end();
      if (last && sample_.rows() > 0 && are_dates(sample_.columns[i])) return true;
    }
    return false;
  }

  /// The column that is the quantity, or all that may be.
  [[nodiscard]] std::vector<std::size_t> quantity_columns() const {
    if (columns_.has(Field::quantity)) {
      return {static_cast<std::size_t>(columns_.at(Field::quantity))};
    }
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (!is_off(Field::quantity) && is_quantity_name(header_[i])) found.push_back(i);
    }
    return found;
  }

  /// The columns that may be the field, for a person to choose from.
  [[nodiscard]] std::string candidates_text(Field field, const ColumnGuess& guess) const {
    constexpr std::size_t kShown = 6;
    const std::vector<std::size_t> positions = guess.candidates(field);
    std::string text;
    for (std::size_t i = 0; i < std::min(positions.size(), kShown); ++i) {
      text += fmt::format("{}'{}'", text.empty() ? "" : ", ", printable(header_[positions[i]], 40));
    }
    if (text.empty()) return text;
    const bool by_unit = field == Field::amount && !quantity_columns().empty();
    return fmt::format("; the {} may be {}{}", field_name(field), text,
                       by_unit ? ", or price=NAME, of one unit" : "");
  }

  const std::string& file_;
  const std::vector<std::string>& header_;
  const ColumnNames& names_;
  const Sample& sample_;
  const KnownColumns& known_;
  std::vector<std::string> plain_;
  // Of usual names only, as headers may have a million others.
  std::vector<std::string> carried_;  ///< plain names
  PositionsByName by_name_;
  PositionsByName by_name_without_currency_;  ///< of names that end in a currency
  TransactionColumns columns_;
};

}  // namespace

TransactionColumns find_transaction_columns(const std::string& file,
                                            const std::vector<std::string>& header,
                                            const ColumnNames& names, const Sample& sample,
                                            const KnownColumns& known,
                                            const std::vector<std::string>& carried) {
  return ColumnFinder(file, header, names, sample, known, carried).find();
}

bool is_switched_off(const ColumnNames& names, Field field,
                     const std::vector<std::string>& header) {
  const auto name = names.find(field);
  return name != names.end() && name->second == kNone &&
         std::ranges::find(header, kNone) == header.end();
}

int find_named_column(const std::string& file, const std::vector<std::string>& header,
                      const std::string& name, Setting setting, const std::string& given) {
  const auto position = [&](const auto& matches) {
    const auto found = std::find_if(header.begin(), header.end(), matches);
    const auto again =
        found == header.end() ? found : std::find_if(found + 1, header.end(), matches);
    if (again != header.end()) {
      throw DataError(ErrorKind::missing_column, {file, 1},
                      fmt::format("{} {}: two columns have this name: '{}' and '{}' (rename one)",
                                  setting, printable(given), printable(*found), printable(*again)));
    }
    return found == header.end() ? -1 : static_cast<int>(found - header.begin());
  };
  int found = position([&](const std::string& column) { return column == name; });
  if (found < 0) {
    const std::string plain = plain_name(name);
    found = position([&](const std::string& column) { return plain_name(column) == plain; });
  }
  if (found < 0) {
    throw UsageError({file}, fmt::format("{} {}: no such column among: {}", setting,
                                         printable(given), listed(header)));
  }
  return found;
}

}  // namespace rfmseg
