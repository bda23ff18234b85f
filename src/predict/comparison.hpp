#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "rfmseg/predict/contest.hpp"

namespace rfmseg {

/// Measures the predictions of all models in bootstrap samples of the customers, which are the same
/// for all, and sets the best model and how far the others are behind.
void compare_models(Contest& contest, const std::vector<int>& fold_of, unsigned threads);

/// The model that is asked for, which is one of them, or the simplest that is not worse than the
/// best one.
[[nodiscard]] std::size_t choose_model(const Contest& contest, const std::string& asked);

}  // namespace rfmseg
