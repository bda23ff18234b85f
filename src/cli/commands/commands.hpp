#pragma once

#include <vector>

#include "cli/command.hpp"

namespace rfmseg::cli {

// Each is in the source of its name.
[[nodiscard]] Command analyze_command();
[[nodiscard]] Command inspect_command();
[[nodiscard]] Command clean_command();
[[nodiscard]] Command rfm_command();
[[nodiscard]] Command segment_command();
[[nodiscard]] Command cluster_command();
[[nodiscard]] Command audience_command();
[[nodiscard]] Command fit_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command cohort_command();
[[nodiscard]] Command trend_command();
[[nodiscard]] Command validate_command();
[[nodiscard]] Command clv_command();
[[nodiscard]] Command predict_command();
[[nodiscard]] Command scheme_command();
[[nodiscard]] Command layout_command();
[[nodiscard]] Command ingest_command();
[[nodiscard]] Command store_command();
[[nodiscard]] Command runs_command();
[[nodiscard]] Command history_command();
[[nodiscard]] Command diff_command();
[[nodiscard]] Command sql_command();
[[nodiscard]] Command completion_command();
[[nodiscard]] Command manual_command();
[[nodiscard]] Command names_command();
[[nodiscard]] Command help_command();
[[nodiscard]] Command version_command();  ///< in help.cpp, too

/// In the order of help.
[[nodiscard]] inline std::vector<Command> all_commands() {
  return {inspect_command(), analyze_command(), clean_command(),      rfm_command(),
          segment_command(), cluster_command(), audience_command(),   fit_command(),
          explain_command(), cohort_command(),  trend_command(),      validate_command(),
          clv_command(),     predict_command(), scheme_command(),     layout_command(),
          ingest_command(),  store_command(),   runs_command(),       history_command(),
          diff_command(),    sql_command(),     completion_command(), manual_command(),
          names_command(),   help_command(),    version_command()};
}

}  // namespace rfmseg::cli
