#pragma once

#include <functional>
#include <string>

#include "rfmseg/movement/movement.hpp"
#include "rfmseg/report/document.hpp"

namespace rfmseg {

// Parts of a movement, for text and page alike.

/// How many stayed, moved, came and went.
[[nodiscard]] std::string movement_sentence(const Movement& movement);
/// What the two times are called: `run 3 (as of 2011-11-09)`.
[[nodiscard]] std::string before_name(const Movement& movement);
[[nodiscard]] std::string after_name(const Movement& movement);
/// The same for people: `run 3 (as of 9 Nov 2011)`, `9 Nov 2011`.
[[nodiscard]] std::string people_before_name(const Movement& movement);
[[nodiscard]] std::string people_after_name(const Movement& movement);

/// From every segment (rows) to every one (columns, numbered as the rows are).
[[nodiscard]] Table transition_matrix(const Movement& movement,
                                      const std::function<std::string(const Transition&)>& cell);
/// The same as a list, which takes as much room as there are transitions.
[[nodiscard]] Table transition_list(const Movement& movement,
                                    const std::function<std::string(const Transition&)>& cell);
/// What a transition is worth: after it, or before where its customers are gone.
[[nodiscard]] Amount worth(const Transition& transition);

}  // namespace rfmseg
