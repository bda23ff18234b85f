#include "cli/options/group_options.hpp"

#include "cli/options/checks.hpp"

namespace rfmseg::cli {

Options declare_groups(GroupOptions& options) {
  return in_group("Segments and clusters",
                  {Option("--by", &options.by, "COLUMN",
                          "Score and segment within each group of customers, e.g. country: those "
                          "with the same text in this column, in their last row",
                          {.check = require_column, .named = Named::column}),
                   Option("--min-group", &options.min_group, "N",
                          "Groups of fewer customers are scored together, as the rest",
                          {.show_default = true, .range = Range{1, 1e9}, .needs = "--by"})});
}

}  // namespace rfmseg::cli
