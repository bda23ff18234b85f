// The entry point of libFuzzer for the target that RFMSEG_FUZZ_TARGET names. An exception that
// leaves it ends the program, and libFuzzer keeps the input.

#include <cstddef>
#include <cstdint>

#include "fuzz/targets.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  rfmseg::fuzz::RFMSEG_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
