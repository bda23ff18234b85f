#pragma once

#include <string>

namespace rfmseg::cli {

/// Whether a name has {as_of} in it.
[[nodiscard]] bool waits_for_as_of(const std::string& name);

/// The name with today's date in place of {date}, and that of `as_of`, which begins with it, in
/// place of {as_of}. Today is the same day throughout a run. Throws UsageError for another word in
/// braces, and for {as_of} when `as_of` is empty.
[[nodiscard]] std::string file_name(const std::string& name, const std::string& as_of = {});

}  // namespace rfmseg::cli
