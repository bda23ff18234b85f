#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "parallel.hpp"

namespace rfmseg {

/// A part of a log-likelihood, and its derivatives by the logarithms of up to four parameters.
struct Term {
  double value = 0;
  std::array<double, 4> slope{};

  void add(const Term& more, double times = 1) {
    value += times * more.value;
    for (std::size_t i = 0; i < slope.size(); ++i) slope[i] += times * more.slope[i];
  }
};

/// The sum of `term` of 0 to count - 1, on up to `threads` threads. Each block of them has its own
/// copy of `term`, which may remember what it computed last. Blocks are added up in order, so that
/// threads change nothing.
template <class TermOf>
[[nodiscard]] Term sum_terms(std::size_t count, unsigned threads, const TermOf& term) {
  constexpr std::size_t kBlock = 4096;
  std::vector<Term> blocks((count + kBlock - 1) / kBlock);
  in_parallel(blocks.size(), threads, [&](std::size_t block) {
    TermOf of_block = term;
    const std::size_t end = std::min(count, (block + 1) * kBlock);
    for (std::size_t i = block * kBlock; i < end; ++i) blocks[block].add(of_block(i));
  });
  Term sum;
  for (const Term& block : blocks) sum.add(block);
  return sum;
}

}  // namespace rfmseg
