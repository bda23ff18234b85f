// The parser takes 48 MiB for every block. The address sanitizer marks each of these bytes when
// they are given back, which takes longer than all else a fuzz target does: they are kept and used
// again. Everything else comes from the sanitizer's malloc as ever.

#include <malloc.h>

#include <cstddef>
#include <cstdlib>
#include <mutex>
#include <new>

namespace {

constexpr std::size_t kParserBuffer = std::size_t{48} << 20;

std::mutex mutex;
void* spare[4];  // as many as threads may read

}  // namespace

void* operator new[](std::size_t size) {
  if (size == kParserBuffer) {
    const std::scoped_lock lock(mutex);
    for (void*& buffer : spare) {
      if (buffer == nullptr) continue;
      void* const taken = buffer;
      buffer = nullptr;
      return taken;
    }
  }
  void* const memory = std::malloc(size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void operator delete[](void* memory) noexcept {
  if (::malloc_usable_size(memory) == kParserBuffer) {
    const std::scoped_lock lock(mutex);
    for (void*& buffer : spare) {
      if (buffer != nullptr) continue;
      buffer = memory;
      return;
    }
  }
  std::free(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  operator delete[](memory);
}
