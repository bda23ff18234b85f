#pragma once

#include <functional>
#include <ostream>

#include "cli/command.hpp"
#include "rfmseg/report/output_file.hpp"

namespace rfmseg::cli {

/// What a command runs that does no more than write to standard output.
[[nodiscard]] inline std::function<void(const Invocation&, RunSummary&)> writing(
    const std::function<void(std::ostream&)>& write) {
  return [write](const Invocation&, RunSummary&) {
    OutputFile output("-");
    write(output.stream());
    output.finish();
  };
}

}  // namespace rfmseg::cli
