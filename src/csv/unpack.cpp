#include "csv/unpack.hpp"

#include <fmt/core.h>
#include <zlib.h>
#include <zstd.h>

#include <utility>
#include <vector>

#include "rfmseg/error.hpp"

namespace rfmseg {
namespace {

constexpr std::size_t kPackedBufferSize = std::size_t{256} << 10;

/// Reads the compressed bytes buffer by buffer.
class PackedInput {
 public:
  explicit PackedInput(std::unique_ptr<ByteSource> source)
      : source_(std::move(source)), buffer_(kPackedBufferSize) {}

  /// The next bytes; empty at the end of the input.
  std::pair<const char*, std::size_t> next() {
    const std::size_t size = source_->read(buffer_.data(), buffer_.size());
    return {buffer_.data(), size};
  }
  [[nodiscard]] std::uint64_t bytes_consumed() const { return source_->bytes_consumed(); }

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<char> buffer_;
};

class GzipSource final : public ByteSource {
 public:
  GzipSource(std::unique_ptr<ByteSource> packed, std::string name)
      : input_(std::move(packed)), name_(std::move(name)) {
    constexpr int kLargestWindowGzipOnly = 15 + 16;
    if (inflateInit2(&stream_, kLargestWindowGzipOnly) != Z_OK) throw std::bad_alloc();
  }
  ~GzipSource() override { inflateEnd(&stream_); }

  std::size_t read(char* buffer, std::size_t size) override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out > 0 && !ended_) {
      if (stream_.avail_in == 0) refill();
      if (stream_.avail_in == 0) {
        if (inside_member_)
          throw DataError(ErrorKind::damaged_file, {name_}, "gzip data is truncated");
        ended_ = true;
        break;
      }
      if (!inside_member_) {
        // Zero bytes may pad the end of a gzip file (tape blocks); other bytes are a new member.
        if (*stream_.next_in == 0) {
          ++stream_.next_in;
          --stream_.avail_in;
          continue;
        }
        inflateReset(&stream_);
        inside_member_ = true;
      }
      const int status = inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        inside_member_ = false;
      } else if (status != Z_OK && status != Z_BUF_ERROR) {
        throw DataError(ErrorKind::damaged_file, {name_},
                        fmt::format("gzip data is damaged: {}",
                                    stream_.msg != nullptr ? stream_.msg : "unknown error"));
      }
    }
    return size - stream_.avail_out;
  }

  std::uint64_t bytes_consumed() const override { return input_.bytes_consumed(); }

 private:
  void refill() {
    const auto [bytes, size] = input_.next();
    // zlib's member is not const, but inflate() only reads.
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes));
    stream_.avail_in = static_cast<uInt>(size);
  }

  PackedInput input_;
  std::string name_;
  z_stream stream_{};
  bool inside_member_ = true;
  bool ended_ = false;
};

class ZstandardSource final : public ByteSource {
 public:
  ZstandardSource(std::unique_ptr<ByteSource> packed, std::string name)
      : input_(std::move(packed)), name_(std::move(name)), stream_(ZSTD_createDStream()) {
    if (stream_ == nullptr) throw std::bad_alloc();
  }
  ~ZstandardSource() override { ZSTD_freeDStream(stream_); }

  std::size_t read(char* buffer, std::size_t size) override {
    ZSTD_outBuffer output{buffer, size, 0};
    while (output.pos < output.size) {
      if (packed_.pos == packed_.size) {
        const auto [bytes, count] = input_.next();
        if (count == 0 && !inside_frame_) break;
        packed_ = {bytes, count, 0};
      }
      const bool input_ended = packed_.size == 0;
      const std::size_t written_before = output.pos;
      const std::size_t status = ZSTD_decompressStream(stream_, &output, &packed_);
      if (ZSTD_isError(status) != 0) {
        throw DataError(ErrorKind::damaged_file, {name_},
                        fmt::format("zstd data is damaged: {}", ZSTD_getErrorName(status)));
      }
      inside_frame_ = status != 0;
      if (input_ended && inside_frame_ && output.pos == written_before) {
        throw DataError(ErrorKind::damaged_file, {name_}, "zstd data is truncated");
      }
    }
    return output.pos;
  }

  std::uint64_t bytes_consumed() const override { return input_.bytes_consumed(); }

 private:
  PackedInput input_;
  std::string name_;
  ZSTD_DStream* stream_;
  ZSTD_inBuffer packed_{nullptr, 0, 0};
  bool inside_frame_ = true;
};

}  // namespace

std::unique_ptr<ByteSource> unpack_gzip(std::unique_ptr<ByteSource> packed, std::string name) {
  return std::make_unique<GzipSource>(std::move(packed), std::move(name));
}

std::unique_ptr<ByteSource> unpack_zstandard(std::unique_ptr<ByteSource> packed, std::string name) {
  return std::make_unique<ZstandardSource>(std::move(packed), std::move(name));
}

}  // namespace rfmseg
