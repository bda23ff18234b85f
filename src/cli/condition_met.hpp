#pragma once

#include <exception>

namespace rfmseg::cli {

/// Thrown when all is done and a condition of --fail-if holds, which has been said.
class ConditionMet : public std::exception {};

}  // namespace rfmseg::cli
