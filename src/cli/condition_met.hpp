#pragma once

#include <exception>

namespace rfmseg::cli {

/// Thrown at the end of a run that meets a condition of --fail-if. The log names it.
class ConditionMet : public std::exception {};

}  // namespace rfmseg::cli
