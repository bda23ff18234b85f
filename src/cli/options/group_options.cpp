#include "cli/options/group_options.hpp"

#include "cli/options/checks.hpp"

namespace rfmseg::cli {

Options declare_groups(GroupOptions& options) {
  return in_group("Segments and clusters",
                  {Option("--by", &options.by, "COLUMN",
                          "Score and segment customers separately for each value of this column, "
                          "e.g. country, in the customer's last row",
                          {.check = require_column, .named = Named::column}),
                   Option("--min-group", &options.min_group, "N",
                          "Score groups with fewer customers together, as (rest)",
                          {.show_default = true, .range = Range{1, 1e9}, .needs = "--by"})});
}

}  // namespace rfmseg::cli
