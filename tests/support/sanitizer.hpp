#pragma once

#include <gtest/gtest.h>

namespace rfmseg::test {

#if defined(__SANITIZE_THREAD__)
inline constexpr bool kThreadSanitizer = true;
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
inline constexpr bool kThreadSanitizer = true;
#else
inline constexpr bool kThreadSanitizer = false;
#endif
#else
inline constexpr bool kThreadSanitizer = false;
#endif

}  // namespace rfmseg::test

/// For tests of one thread on much data, from which the thread sanitizer learns nothing.
#define RFMSEG_SKIP_UNDER_THREAD_SANITIZER()                                \
  if (rfmseg::test::kThreadSanitizer) {                                     \
    GTEST_SKIP() << "one thread only, and slow under the thread sanitizer"; \
  }                                                                         \
  static_assert(true)
