#include "csv/fingerprint.hpp"

#include <fmt/core.h>
#include <xxhash.h>

#include <new>

namespace rfmseg {

struct Fingerprint::State {
  struct Free {
    void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
  };
  std::unique_ptr<XXH3_state_t, Free> hash{XXH3_createState()};
};

Fingerprint::Fingerprint() : state_(std::make_unique<State>()) {
  if (state_->hash == nullptr) throw std::bad_alloc();
  XXH3_128bits_reset(state_->hash.get());
}

Fingerprint::~Fingerprint() = default;

void Fingerprint::add(std::string_view text) {
  XXH3_128bits_update(state_->hash.get(), text.data(), text.size());
}

std::string Fingerprint::hex() const {
  const XXH128_hash_t hash = XXH3_128bits_digest(state_->hash.get());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace rfmseg
