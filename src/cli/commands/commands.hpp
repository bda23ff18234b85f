#pragma once

#include "cli/command.hpp"

namespace rfmseg::cli {

// One per file.
[[nodiscard]] Command analyze_command();
[[nodiscard]] Command clean_command();
[[nodiscard]] Command rfm_command();
[[nodiscard]] Command segment_command();
[[nodiscard]] Command cluster_command();
[[nodiscard]] Command fit_command();
[[nodiscard]] Command explain_command();
[[nodiscard]] Command scheme_command();
[[nodiscard]] Command ingest_command();
[[nodiscard]] Command runs_command();
[[nodiscard]] Command history_command();
[[nodiscard]] Command diff_command();
[[nodiscard]] Command completion_command();
[[nodiscard]] Command manual_command();

}  // namespace rfmseg::cli
