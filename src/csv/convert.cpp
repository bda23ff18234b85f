#include "csv/convert.hpp"

#include <fmt/core.h>
#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "rfmseg/error.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kBufferSize = std::size_t{64} << 10;

/// The number of bytes skipped after an error: one unit of the encoding.
std::size_t unit_of(std::string_view encoding) {
  const auto has = [&](std::string_view part) {
    return encoding.find(part) != std::string_view::npos;
  };
  if (has("32") || has("UCS-4") || has("UCS4")) return 4;
  return has("16") || has("UCS-2") || has("UCS2") ? 2 : 1;
}

class ConvertedSource final : public ByteSource {
 public:
  ConvertedSource(std::unique_ptr<ByteSource> source, const std::string& encoding, char undecodable)
      : source_(std::move(source)),
        converter_(iconv_open("UTF-8", encoding.c_str())),
        undecodable_(undecodable),
        unit_(unit_of(encoding)),
        input_(kBufferSize),
        output_(kBufferSize) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): iconv returns (iconv_t)-1 on failure.
    if (converter_ == reinterpret_cast<iconv_t>(-1)) {
      throw UsageError(fmt::format("unknown encoding '{}' (iconv --list shows the known ones)",
                                   printable(encoding)));
    }
  }
  ~ConvertedSource() override { iconv_close(converter_); }

  std::size_t read(char* buffer, std::size_t size) override {
    std::size_t filled = 0;
    while (filled < size) {
      if (output_begin_ == output_end_ && !convert()) break;
      const std::size_t count = std::min(size - filled, output_end_ - output_begin_);
      std::memcpy(buffer + filled, output_.data() + output_begin_, count);
      output_begin_ += count;
      filled += count;
    }
    return filled;
  }

  std::uint64_t bytes_consumed() const override { return source_->bytes_consumed(); }

 private:
  /// Refills the output; returns false at the end of the input.
  bool convert() {
    char* to = output_.data();
    std::size_t room = output_.size();
    while (to == output_.data()) {
      if (!refill()) return false;
      char* from = input_.data();
      std::size_t left = input_size_;
      const std::size_t status = iconv(converter_, &from, &left, &to, &room);
      const bool undecodable =
          status == static_cast<std::size_t>(-1) &&
          (errno == EILSEQ || (errno == EINVAL && input_ended_));  // incomplete at the end
      if (undecodable) {
        // If there is no room, the same bytes are processed again.
        if (room > 0) {
          *to++ = undecodable_;
          from += std::min(unit_, left);
          left -= std::min(unit_, left);
        }
      }
      std::memmove(input_.data(), from, left);
      input_size_ = left;
    }
    output_begin_ = 0;
    output_end_ = static_cast<std::size_t>(to - output_.data());
    return true;
  }

  /// Reads more input after the rest; returns false if there is none.
  bool refill() {
    if (!input_ended_) {
      const std::size_t wanted = input_.size() - input_size_;
      const std::size_t got = source_->read(input_.data() + input_size_, wanted);
      input_size_ += got;
      input_ended_ = got < wanted;
    }
    return input_size_ > 0;
  }

  std::unique_ptr<ByteSource> source_;
  iconv_t converter_;
  char undecodable_;
  std::size_t unit_;
  std::vector<char> input_;
  std::size_t input_size_ = 0;
  bool input_ended_ = false;
  std::vector<char> output_;
  std::size_t output_begin_ = 0, output_end_ = 0;
};

}  // namespace

std::unique_ptr<ByteSource> convert_to_utf8(std::unique_ptr<ByteSource> source,
                                            const std::string& encoding, char undecodable) {
  return std::make_unique<ConvertedSource>(std::move(source), encoding, undecodable);
}

}  // namespace rfmseg
