#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "cli/option.hpp"
#include "cli/options/input_options.hpp"

namespace rfmseg::cli {

/// How many seconds to wait for other writers of a store.
inline constexpr double kLockTimeout = 60;

/// The longest time in days between dates that follow each other in a store, without a doubt.
inline constexpr std::int64_t kMostGapDays = 60;

/// `--store` in place of INPUT.
[[nodiscard]] Options declare_store(InputOptions& options);
/// What customers are measured from: INPUT or a store, and which rows count.
[[nodiscard]] Options declare_customers(InputOptions& options);
/// The same where a store is what the command is about.
[[nodiscard]] Options declare_required_store(std::string& store);
/// For what writes to a store; `needs` is the option that has it do so, if one does.
[[nodiscard]] Options declare_lock_timeout(
    double& seconds,
    const std::string& description = "Seconds to wait for another program that writes to the store",
    const std::string& needs = {});

[[nodiscard]] std::chrono::milliseconds lock_timeout(double seconds);

}  // namespace rfmseg::cli
