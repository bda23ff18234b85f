#include "csv/field_index.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "csv/count.hpp"
#include "csv/exact_pass.hpp"
#include "csv/index_step.hpp"
#include "csv/quoted_lines.hpp"

namespace rfmseg {
namespace {

using Offset = FieldIndex::Offset;

#ifdef __x86_64__
#define RFMSEG_AVX2 gnu::target("avx2,bmi,pclmul,popcnt")

struct Avx2Pass {
  [[RFMSEG_AVX2]] static StepBits look(const char* at, char delimiter) {
    StepBits bits;
    for (std::size_t i = 0; i < kIndexStep; i += 32) {
      const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + i));
      const __m256i zeros = _mm256_cmpeq_epi8(bytes, _mm256_setzero_si256());
      bits.delimiters |= lanes(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(delimiter))) << i;
      bits.newlines |= lanes(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'))) << i;
      bits.quotes |= lanes(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'))) << i;
      const __m256i marks = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(kNoText));
      bits.no_texts |= lanes(_mm256_or_si256(zeros, marks)) << i;
    }
    return bits;
  }
  [[RFMSEG_AVX2]] static std::uint64_t parity(std::uint64_t bits) {
    // A carry-less product with all ones.
    const __m128i ones = _mm_set1_epi8('\xFF');
    const __m128i product =
        _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(bits)), ones, 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }
  [[RFMSEG_AVX2]] static std::size_t count(std::uint64_t bits) {
    return static_cast<std::size_t>(std::popcount(bits));
  }
  [[RFMSEG_AVX2]] static std::size_t lowest(std::uint64_t bits) { return _tzcnt_u64(bits); }

 private:
  [[RFMSEG_AVX2]] static std::uint64_t lanes(__m256i mask) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(mask));
  }
};
#endif

/// Stores the offsets of the bits of the step at offset `at`. As many are stored as a step rarely
/// exceeds, needed or not, and surplus ones are overwritten by the next step: processors would
/// mispredict a loop over the exact number.
template <int kUsual, class Pass>
[[gnu::always_inline]] inline Offset* store_bits(std::uint64_t bits, std::size_t at, Offset* to) {
  Offset* const next = to + Pass::count(bits);
  do {
    for (int i = 0; i < kUsual; ++i) {
      *to++ = static_cast<Offset>(at + Pass::lowest(bits));
      bits &= bits - 1;
    }
  } while (to < next);
  return next;
}

/// Passes over `text` with one bit for each byte. Takes every quote for one that opens or closes,
/// which fails for quotes that are ordinary characters: then it returns nothing, because one of
/// them seems to open after a byte that cannot precede a quote that opens.
template <class Pass>
[[gnu::always_inline]] inline std::optional<Outcome> store_by_bits(std::string_view text,
                                                                   char delimiter, Stored to) {
  std::array<char, kIndexStep> rest;  // NOLINT(*-member-init): written before it is read
  std::uint64_t inside_before = 0;    // all ones if the step begins inside quotes
  std::uint64_t may_open = 1;         // whether the byte before the step may precede a quote
  std::uint64_t ordinary = 0;         // quotes that neither open nor close
  std::uint64_t quoted_newlines = 0;
  std::uint64_t newlines = 0;
  for (std::size_t at = 0; at < text.size(); at += kIndexStep) {
    const StepBits bits = Pass::look(step_at(text, at, rest), delimiter);
    const std::uint64_t inside = Pass::parity(bits.quotes) ^ inside_before;
    inside_before = std::uint64_t{0} - (inside >> 63);
    const std::uint64_t opening = bits.quotes & inside;
    const std::uint64_t may_precede = bits.delimiters | bits.newlines | bits.quotes;
    ordinary |= opening & ~(may_precede << 1 | may_open);
    may_open = may_precede >> 63;
    newlines += Pass::count(bits.newlines);
    quoted_newlines |= bits.newlines & inside;

    const std::uint64_t ends = (bits.delimiters | bits.newlines) & ~inside;
    to.end = store_bits<8, Pass>(ends, at, to.end);
    to.stop = store_bits<1, Pass>(bits.newlines | bits.no_texts, at, to.stop);
    to.quote = store_bits<1, Pass>(opening, at, to.quote);
  }
  if (ordinary != 0) return std::nullopt;
  return Outcome{to, inside_before != 0, newlines, quoted_newlines != 0};
}

std::optional<Outcome> store_portably(std::string_view text, char delimiter, Stored to) {
  return store_by_bits<PortablePass>(text, delimiter, to);
}

#ifdef __x86_64__
[[RFMSEG_AVX2]] std::optional<Outcome> store_with_avx2(std::string_view text, char delimiter,
                                                       Stored to) {
  return store_by_bits<Avx2Pass>(text, delimiter, to);
}
#endif

Outcome store(IndexPass pass, std::string_view text, char delimiter, const RecordShape& shape,
              Stored to) {
  std::optional<Outcome> outcome;
#ifdef __x86_64__
  if (pass == IndexPass::avx2) outcome = store_with_avx2(text, delimiter, to);
#endif
  if (pass == IndexPass::portable) outcome = store_portably(text, delimiter, to);
  if (outcome && !are_faultless(text, delimiter, shape, to, *outcome)) {
    outcome.reset();
  }
  return outcome ? *std::move(outcome) : store_exactly(text, delimiter, shape, to);
}

}  // namespace

IndexPass fastest_index_pass() {
#ifdef __x86_64__
  static const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                           __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
  if (avx2) return IndexPass::avx2;
#endif
  return IndexPass::portable;
}

void FieldIndex::build(std::string_view text, char delimiter, const RecordShape& shape) {
  if (ends_ == nullptr || capacity_ < text.size()) {
    capacity_ = text.size();
    const std::size_t room = 1 + capacity_ + kIndexStep;
    ends_ = std::make_unique_for_overwrite<Offset[]>(room);
    stops_ = std::make_unique_for_overwrite<Offset[]>(room);
    quotes_ = std::make_unique_for_overwrite<Offset[]>(room);
  }
  ends_[0] = kNone;
  Outcome outcome =
      store(pass_, text, delimiter, shape, {ends_.get() + 1, stops_.get(), quotes_.get()});
  const Stored stored = outcome.stored;
  backslashes_from_ = outcome.backslashes_from;
  quoted_rows_ = std::move(outcome.quoted_rows);
  *stored.quote = kNone;
  open_quote_.reset();
  if (outcome.inside_quotes) {
    const Offset* open = stored.quote - 1;
    while (*open > 0 && text[*open - 1] == '"') --open;  // the second of two
    open_quote_ = *open;
  }
  const Offset* end = stored.end;
  while (end[-1] != kNone && text[end[-1]] != '\n') --end;
  end_count_ = static_cast<std::size_t>(end - ends_.get()) - 1;
  const std::size_t indexed = backslashes_from_.value_or(text.size());
  lines_ = outcome.newlines - count_of(text.substr(whole(), indexed - whole()), '\n');
}

void FieldIndex::truncate(std::string_view text, std::size_t size) {
  lines_ -= count_of(text.substr(size, whole() - size), '\n');
  const auto kept = std::ranges::lower_bound(ends(), size);
  end_count_ = static_cast<std::size_t>(kept - ends().begin());
}

}  // namespace rfmseg
