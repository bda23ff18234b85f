#include "csv/bit_pass.hpp"

#include <array>

#ifdef __x86_64__
#include <immintrin.h>
#endif

#include "csv/special_bytes.hpp"

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

#define RFMSEG_AVX512 gnu::target("avx2,bmi,pclmul,popcnt,avx512f,avx512bw,avx512vbmi2")

struct Avx512Pass : Avx2Pass {
  [[RFMSEG_AVX512]] static StepBits look(const char* at, char delimiter) {
    const __m512i bytes = _mm512_loadu_si512(at);
    StepBits bits;
    bits.delimiters = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter));
    bits.newlines = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n'));
    bits.quotes = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
    bits.no_texts = _mm512_testn_epi8_mask(bytes, bytes) |
                    _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(kNoText));
    return bits;
  }
  /// Stores offsets as store_bits() does, sixteen at a time: an instruction moves the numbers of
  /// the bits together.
  [[RFMSEG_AVX512]] static Offset* store_many(std::uint64_t bits, std::size_t at, Offset* to) {
    constexpr __mmask16 kAll = 0xFFFF;  // without masks, g++ 12 warns of these functions
    alignas(kIndexStep) static constexpr auto kNumbers = [] {
      std::array<char, kIndexStep> numbers{};
      for (std::size_t i = 0; i < kIndexStep; ++i) numbers[i] = static_cast<char>(i);
      return numbers;
    }();
    Offset* const next = to + count(bits);
    const __m512i base = _mm512_set1_epi32(static_cast<int>(at));
    __m512i numbers = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(kNumbers.data()));
    do {
      const __m512i some =
          _mm512_maskz_cvtepu8_epi32(kAll, _mm512_maskz_extracti32x4_epi32(0xF, numbers, 0));
      _mm512_storeu_si512(to, _mm512_add_epi32(base, some));
      numbers = _mm512_maskz_alignr_epi32(kAll, _mm512_setzero_si512(), numbers, 4);
      to += 16;
    } while (to < next);
    return next;
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

/// Implements store_by_bits().
template <class Pass>
[[gnu::always_inline]] inline std::optional<Outcome> store_all(std::string_view text,
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
    if constexpr (requires { &Pass::store_many; }) {
      to.end = Pass::store_many(ends, at, to.end);
    } else {
      to.end = store_bits<8, Pass>(ends, at, to.end);
    }
    to.stop = store_bits<1, Pass>(bits.newlines | bits.no_texts, at, to.stop);
    to.quote = store_bits<1, Pass>(opening, at, to.quote);
  }
  if (ordinary != 0) return std::nullopt;
  return Outcome{to, inside_before != 0, newlines, quoted_newlines != 0};
}

std::optional<Outcome> store_portably(std::string_view text, char delimiter, Stored to) {
  return store_all<PortablePass>(text, delimiter, to);
}

#ifdef __x86_64__
[[RFMSEG_AVX2]] std::optional<Outcome> store_with_avx2(std::string_view text, char delimiter,
                                                       Stored to) {
  return store_all<Avx2Pass>(text, delimiter, to);
}

[[RFMSEG_AVX512]] std::optional<Outcome> store_with_avx512(std::string_view text, char delimiter,
                                                           Stored to) {
  return store_all<Avx512Pass>(text, delimiter, to);
}
#endif

}  // namespace

const std::vector<IndexPass>& usable_index_passes() {
  static const std::vector<IndexPass> all = [] {
    std::vector<IndexPass> passes = {IndexPass::exact, IndexPass::portable};
#ifdef __x86_64__
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                      __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("popcnt");
    const bool avx512 = avx2 && __builtin_cpu_supports("avx512f") &&
                        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2");
    if (avx2) passes.push_back(IndexPass::avx2);
    if (avx512) passes.push_back(IndexPass::avx512);
#endif
    return passes;
  }();
  return all;
}

std::optional<Outcome> store_by_bits(IndexPass pass, std::string_view text, char delimiter,
                                     Stored to) {
#ifdef __x86_64__
  if (pass == IndexPass::avx2) return store_with_avx2(text, delimiter, to);
  if (pass == IndexPass::avx512) return store_with_avx512(text, delimiter, to);
#endif
  return store_portably(text, delimiter, to);
}

}  // namespace rfmseg
