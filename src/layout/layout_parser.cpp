#include <absl/time/time.h>
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>

#include "rfmseg/error.hpp"
#include "rfmseg/layout/layout.hpp"
#include "text.hpp"
#include "toml_table.hpp"

namespace rfmseg {
namespace {

using Kind = TomlNode::Kind;

constexpr std::size_t kMostNames = 64;  ///< in one list; real layouts have at most ten

/// Reads the keys of one layout file.
class LayoutParser {
 public:
  LayoutParser(std::string_view text, const std::string& source)
      : document_(parse_toml(text, source)), table_(document_, source, "") {}

  [[nodiscard]] Layout parse(const std::string& source) {
    table_.allow_only(
        {"title",         "measures",  "where",         "note",        "advice",
         "match",         "without",   "order",         "customer",    "returns_customer",
         "date",          "zone",      "currency",      "country",     "stock_code",
         "quantity",      "amount",    "count",         "leave_out",   "returns",
         "once_an_order", "fill_down", "cancellations", "adjustments", "restate",
         "updated_at",    "refunded",  "goods"});
    Layout layout;
    layout.name = source;
    layout.title = table_.text("title");
    layout.measures = table_.text_or("measures", "");
    layout.where = table_.text_or("where", "");
    layout.note = table_.text_or("note", "");
    layout.advice = table_.text_or("advice", "");
    layout.match = names("match");
    layout.without = names("without");
    layout.order = names("order");
    layout.customer = names("customer");
    layout.returns_customer = names("returns_customer");
    layout.date = names("date");
    layout.quantity = name("quantity");
    layout.stock_code = name("stock_code");
    layout.country = name("country");
    layout.currency = name("currency");
    layout.zone = table_.text_or("zone", "");
    layout.amount = amount(table_);
    for (ColumnValues& values : column_values("count")) {
      layout.filters.push_back({RowFilter::Effect::keep, std::move(values)});
    }
    for (ColumnValues& values : column_values("leave_out")) {
      layout.filters.push_back({RowFilter::Effect::drop, std::move(values)});
    }
    layout.returns = column_values("returns");
    layout.refunded = column_values("refunded");
    layout.once_an_order = names("once_an_order");
    layout.fill_down = names("fill_down");
    layout.cancellations = table_.text_or("cancellations", "");
    layout.adjustments = table_.text_or("adjustments", "");
    layout.restates_orders = restates_orders();
    layout.updated_at = name("updated_at");
    if (const auto goods = table_.table("goods")) {
      goods->allow_only({"amount", "measures"});
      layout.goods = amount(*goods);
      layout.goods_measures = goods->text("measures");
      if (layout.goods.empty()) goods->fail("key 'amount' is missing");
    }
    check(layout);
    return layout;
  }

 private:
  /// A name; each of several alternatives must be one.
  [[nodiscard]] ColumnName column_name(const TomlNode& node) const {
    if (node.kind != Kind::string) {
      table_.fail(node, fmt::format("a column must be a string, not {}", kind_name(node)));
    }
    if (printable(node.text, node.text.size()) != node.text) {
      table_.fail(node, "a column name must be a single line without control characters");
    }
    std::string_view rest = node.text;
    while (true) {
      const std::size_t bar = std::min(rest.find('|'), rest.size());
      const std::string_view one = trimmed(rest.substr(0, bar));
      if (one.empty()) table_.fail(node, "a column name is empty");
      if (one.front() == '#' && one.size() > 1 &&
          one.find_first_not_of("0123456789", 1) == std::string_view::npos &&
          (one.size() > 6 || one[1] == '0')) {
        table_.fail(node, fmt::format("'{}' is not a column number: they start at #1", one));
      }
      if (bar == rest.size()) return node.text;
      rest.remove_prefix(bar + 1);
    }
  }

  [[nodiscard]] ColumnName name(std::string_view key) const {
    const TomlNode* node = table_.find(key);
    return node == nullptr ? ColumnName() : column_name(*node);
  }

  /// A name or a list of names.
  [[nodiscard]] std::vector<ColumnName> names(std::string_view key) const {
    const TomlNode* node = table_.find(key);
    std::vector<ColumnName> names;
    if (node == nullptr) return names;
    if (node->kind != Kind::array) return {column_name(*node)};
    if (node->children.empty()) table_.fail(*node, fmt::format("{} is empty", key));
    if (node->children.size() > kMostNames) {
      table_.fail(*node, fmt::format("{} has more than {} columns", key, kMostNames));
    }
    for (const TomlNode& child : node->children) names.push_back(column_name(child));
    return names;
  }

  [[nodiscard]] static AmountTerms amount(const TomlTable& table) {
    if (table.find("amount") == nullptr) return {};
    const std::string text = table.text("amount");
    try {
      return parse_amount_terms(text);
    } catch (const UsageError& error) {
      table.fail(table.get("amount"), error.what());
    }
  }

  /// `{ "Status" = ["paid", "refunded"], "Cancelled at" = "*" }`.
  [[nodiscard]] std::vector<ColumnValues> column_values(std::string_view key) const {
    std::vector<ColumnValues> all;
    const auto table = table_.table(key);
    if (!table) return all;
    for (const TomlNode& column : table_.get(key).children) {
      ColumnValues values{column.key, {}};
      const auto add = [&](const TomlNode& node) {
        if (node.kind != Kind::string) {
          table->fail(node, fmt::format("a value of '{}' must be a string, not {}",
                                        printable(column.key), kind_name(node)));
        }
        values.patterns.emplace_back(trimmed(node.text));
      };
      if (column.kind == Kind::array) {
        for (const TomlNode& value : column.children) add(value);
      } else {
        add(column);
      }
      if (values.patterns.empty()) {
        table->fail(column, fmt::format("'{}' has no values", printable(column.key)));
      }
      if (trimmed(column.key).empty()) table->fail(column, "a column name is empty");
      all.push_back(std::move(values));
    }
    return all;
  }

  [[nodiscard]] bool restates_orders() const {
    const std::string text = table_.text_or("restate", "");
    if (!text.empty() && text != "order") {
      table_.fail(table_.get("restate"),
                  fmt::format("restate = \"{}\" is not \"order\"", printable(text)));
    }
    return !text.empty();
  }

  void check(const Layout& layout) const {
    if (!layout.advice.empty()) {
      // An export that cannot be used has no other keys.
      table_.allow_only({"title", "match", "without", "advice"});
      return;
    }
    absl::TimeZone zone;
    if (!layout.zone.empty() && !absl::LoadTimeZone(layout.zone, &zone)) {
      table_.fail(*table_.find("zone"),
                  fmt::format("'{}' is not a time zone (for example America/New_York, "
                              "Europe/Berlin or UTC)",
                              printable(layout.zone)));
    }
    const auto needs = [&](std::string_view key, std::string_view other) {
      if (table_.find(key) != nullptr && table_.find(other) == nullptr) {
        table_.fail(*table_.find(key), fmt::format("{} requires {}", key, other));
      }
    };
    needs("once_an_order", "order");
    needs("returns_customer", "returns");
    needs("updated_at", "restate");
    needs("restate", "order");
    for (const ColumnName& column : layout.fill_down) {
      if (std::ranges::find(layout.once_an_order, column) != layout.once_an_order.end() ||
          std::ranges::find(layout.order, column) != layout.order.end()) {
        table_.fail(*table_.find("fill_down"),
                    fmt::format("column '{}' cannot be in fill_down and also be the order or have "
                                "one value per order",
                                printable(column)));
      }
    }
  }

  TomlNode document_;
  TomlTable table_;
};

}  // namespace

Layout parse_layout(std::string_view text, const std::string& source) {
  return LayoutParser(text, source).parse(source);
}

}  // namespace rfmseg
