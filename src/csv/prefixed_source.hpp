#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "csv/byte_source.hpp"

namespace rfmseg {

/// A source of which the first bytes were already read.
class PrefixedSource final : public ByteSource {
 public:
  PrefixedSource(std::string prefix, std::unique_ptr<ByteSource> rest)
      : prefix_(std::move(prefix)), rest_(std::move(rest)) {}

  std::size_t read(char* buffer, std::size_t size) override {
    const std::size_t from_prefix = prefix_.copy(buffer, size, used_);
    used_ += from_prefix;
    return from_prefix + rest_->read(buffer + from_prefix, size - from_prefix);
  }

  std::uint64_t bytes_consumed() const override { return rest_->bytes_consumed(); }

 private:
  std::string prefix_;
  std::size_t used_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

}  // namespace rfmseg
