#include "cli/options/carry_option.hpp"

#include <fmt/core.h>

#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg::cli {

std::vector<std::string> parse_columns(std::string_view option, const std::string& text) {
  std::vector<std::string> names;
  if (text.empty()) return names;
  std::string_view rest = text;
  for (bool marked = true; marked;) {
    const auto item = take_item(rest, ',');
    if (!item) {
      throw UsageError(fmt::format("{}: '{}' has a quote that is not closed, or text after one",
                                   option, printable(text)));
    }
    if (item->text.empty()) {
      throw UsageError(fmt::format("{}: '{}' has an empty name", option, printable(text)));
    }
    names.push_back(item->text);
    marked = item->marked;
  }
  return names;
}

Options declare_carry(InputOptions& options) {
  return in_group(
      "Output",
      {Option(
          "--carry", parsed(&options.cleaning.load.carried_columns, parse_columns), "COLUMN,...",
          "Also write these columns of the input, e.g. email,country: each customer's last row "
          "with a value in the first of them, by time and then order id; a name with a comma in "
          "double quotes",
          {.named = Named::columns})});
}

}  // namespace rfmseg::cli
