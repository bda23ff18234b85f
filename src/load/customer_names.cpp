#include "load/customer_names.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "load/column_guess.hpp"
#include "load/field_names.hpp"

namespace rfmseg {
namespace {

/// The columns of a header by plain name.
class NamedColumns {
 public:
  explicit NamedColumns(const std::vector<std::string>& header) {
    for (const std::string& name : header) {
      std::string plain = plain_name(name);
      if (is_usual_name(plain)) columns_.emplace(std::move(plain), name);
    }
  }
  /// The column with the first usual name of the field that there is.
  [[nodiscard]] std::optional<std::string> column(Field field) const {
    for (const std::string_view alias : field_aliases(field).front()) {
      const auto found = columns_.find(std::string(alias));
      if (found != columns_.end()) return found->second;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool has(Field field) const { return column(field).has_value(); }

 private:
  std::unordered_map<std::string, std::string> columns_;
};

}  // namespace

bool has_customer_names(const std::vector<std::string>& header) {
  const NamedColumns named(header);
  if (!named.has(Field::frequency) || !named.has(Field::monetary)) return false;
  if (named.has(Field::recency) || named.has(Field::last_purchase)) return true;
  const std::string total = plain_name(*named.column(Field::monetary));
  const bool spent = total == "totalspent" || total == "totalspend";
  return spent && !named.has(Field::date) && !named.has(Field::order);
}

std::string customer_settings(const std::vector<std::string>& header) {
  const NamedColumns named(header);
  std::string text;
  const bool dated = named.has(Field::last_purchase) || !named.has(Field::recency);
  for (const Field field :
       {dated ? Field::last_purchase : Field::recency, Field::frequency, Field::monetary}) {
    const auto name = named.column(field);
    if (!text.empty()) text += ',';
    text += name ? column_setting(field, *name) : fmt::format("{}=NAME", field_name(field));
  }
  return text;
}

}  // namespace rfmseg
