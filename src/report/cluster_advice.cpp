#include "report/cluster_advice.hpp"

#include <array>
#include <cstddef>
#include <optional>

namespace rfmseg {
namespace {

/// By profile: 4 for customers that bought recently, 2 for many orders, 1 for high spend.
constexpr std::array kAdvice = {"Send automated mail only; stop paid advertising to them.",
                                "Offer a personal discount on what they bought before.",
                                "Remind them of what they usually buy, with a time-limited offer.",
                                "Call them before they leave, and ask what went wrong.",
                                "Send a welcome series and a voucher for the next order.",
                                "Suggest what goes with their large orders, to win the next one.",
                                "Raise order values with bundles and a free-delivery threshold.",
                                "Thank them with early access to new lines and a named contact."};

/// Nothing for a cluster that hardly differs from all.
std::optional<std::size_t> profile_of(const GroupProfile& cluster, const FiveNumbers& recency,
                                      const FiveNumbers& frequency, const FiveNumbers& spend) {
  const auto above = [](const FiveNumbers& of, const FiveNumbers& all) {
    return of.median > all.median ? 1U : 0U;
  };
  constexpr int kLeastDifferences = 2;
  const int differences = static_cast<int>(cluster.recency.median != recency.median) +
                          static_cast<int>(cluster.frequency.median != frequency.median) +
                          static_cast<int>(cluster.spend.median != spend.median);
  if (differences < kLeastDifferences) return std::nullopt;
  return 4U * (1U - above(cluster.recency, recency)) + 2U * above(cluster.frequency, frequency) +
         above(cluster.spend, spend);
}

}  // namespace

std::vector<std::string> cluster_advice(const Analysis& analysis) {
  std::array<bool, kAdvice.size()> given{};
  std::vector<std::string> advice;
  for (const GroupProfile& cluster : analysis.clusters) {
    const auto profile = profile_of(cluster, analysis.recency.spread, analysis.frequency.spread,
                                    analysis.monetary.spread);
    const bool is_new = profile && !given[*profile];
    advice.emplace_back(is_new ? kAdvice[*profile] : "");
    if (is_new) given[*profile] = true;
  }
  return advice;
}

}  // namespace rfmseg
