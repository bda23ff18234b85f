#include "csv/byte_source.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <thread>

#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "support/packed.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::gzipped;
using test::noise;
using test::TempDir;
using test::thrown;
using test::zstandard;

/// All bytes of the input, read `size` at a time.
std::string read_all(ByteSource& source, std::size_t size = 1000) {
  std::string all;
  std::string part(size, '\0');
  while (true) {
    const std::size_t got = source.read(part.data(), size);
    all.append(part, 0, got);
    if (got < size) break;
  }
  EXPECT_EQ(source.read(part.data(), size), 0U) << "after the end comes nothing";
  return all;
}

std::string read_all(const std::string& path, std::size_t size = 1000) {
  return read_all(*open_input(path), size);
}

class ByteSourceTest : public testing::Test {
 protected:
  /// What reading a file of these bytes fails with, its path as FILE.
  std::string failure(std::string_view content) {
    const std::string path = folder_.write("input", content);
    return test::with_path_as(thrown<DataError>([&] { read_all(path); }), path, "FILE");
  }
  std::string contents(std::string_view content, std::size_t size = 1000) {
    return read_all(folder_.write("input", content), size);
  }

  TempDir folder_;
};

TEST_F(ByteSourceTest, ReadsAFile) {
  const std::string text = noise(90'000);
  for (const std::size_t size : {1UL, 3UL, 4UL, 5UL, 65'536UL, 90'000UL, 1'000'000UL}) {
    EXPECT_EQ(contents(text, size), text) << size;
  }
}

TEST_F(ByteSourceTest, ReadsFilesShorterThanAnyMagicNumber) {
  for (const std::string_view text : {"", "a", "ab", "abc", "abcd", "\x1f", "\x28\xb5\x2f"}) {
    EXPECT_EQ(contents(text), text);
    EXPECT_EQ(contents(text, 1), text);
  }
}

TEST_F(ByteSourceTest, CountsTheBytesTaken) {
  const std::string path = folder_.write("input", noise(5000));
  const auto source = open_input(path);
  std::string buffer(2000, '\0');
  EXPECT_EQ(source->read(buffer.data(), 2000), 2000U);
  EXPECT_EQ(source->bytes_consumed(), 2000U);
  EXPECT_EQ(input_size(path), 5000U);
  EXPECT_EQ(input_size("-"), std::nullopt);
  EXPECT_EQ(input_size(folder_.path()), std::nullopt);
}

TEST_F(ByteSourceTest, NamesWhatItCannotOpen) {
  EXPECT_EQ(thrown<DataError>([&] { (void)open_input("/no/such/file.csv"); }),
            "/no/such/file.csv: cannot open: No such file or directory");
  const std::string dir = folder_.path();
  EXPECT_EQ(thrown<DataError>([&] { (void)open_input(dir); }),
            dir + ": is a directory (hint: use the files in it: " + dir + "/*.csv)");
  EXPECT_EQ(thrown<DataError>([&] { (void)open_input(dir + "/"); }),
            dir + "/: is a directory (hint: use the files in it: " + dir + "/*.csv)");
  EXPECT_EQ(input_name("-"), "<stdin>");
  EXPECT_EQ(input_name("a.csv"), "a.csv");
}

TEST_F(ByteSourceTest, FillsEveryReadFromAPipeThatDeliversByteByByte) {
  const std::string text = "InvoiceNo,Quantity\n1,2\n";
  for (const std::string& sent : {text, gzipped(text), zstandard(text)}) {
    std::array<int, 2> ends{};
    ASSERT_EQ(::pipe(ends.data()), 0);
    std::thread writer([&] {
      for (const char c : sent) {
        if (::write(ends[1], &c, 1) != 1) break;
      }
      ::close(ends[1]);
    });
    const auto source = open_input("/dev/fd/" + std::to_string(ends[0]));
    EXPECT_EQ(read_all(*source, 10), text);
    writer.join();
    ::close(ends[0]);
  }
}

TEST_F(ByteSourceTest, StopsWaitingForASilentPipeWhenInterrupted) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe(ends.data()), 0);
  ASSERT_EQ(::write(ends[1], "some", 4), 4);
  const auto source = open_input("/dev/fd/" + std::to_string(ends[0]));
  std::thread interrupter([] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    request_interrupt();
  });
  std::string buffer(100, '\0');
  EXPECT_THROW((void)source->read(buffer.data(), buffer.size()), Interrupted);
  interrupter.join();
  clear_interrupt();
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(ByteSourceTest, UnpacksGzip) {
  const std::string text = noise(700'000);
  for (const std::size_t size : {1UL, 1000UL, 1'000'000UL}) {
    EXPECT_EQ(contents(gzipped(text), size), text) << size;
  }
  EXPECT_EQ(contents(gzipped("")), "");
  EXPECT_EQ(contents(gzipped(std::string(3'000'000, 'a'))), std::string(3'000'000, 'a'));
}

TEST_F(ByteSourceTest, UnpacksGzipMembersOneAfterAnother) {
  EXPECT_EQ(contents(gzipped("one,") + gzipped("") + gzipped("two")), "one,two");
  const std::string big = noise(400'000);
  EXPECT_EQ(contents(gzipped(big) + gzipped(big)), big + big);
}

TEST_F(ByteSourceTest, PassesOverZeroBytesAfterGzip) {
  EXPECT_EQ(contents(gzipped("text") + std::string(1000, '\0')), "text");
  EXPECT_EQ(contents(gzipped("one,") + std::string(512, '\0') + gzipped("two")), "one,two");
}

TEST_F(ByteSourceTest, SaysThatGzipEndsTooEarlyWhereverItDoes) {
  const std::string packed = gzipped(noise(5000));
  for (std::size_t size = 2; size < packed.size(); size += 97) {
    EXPECT_EQ(failure(packed.substr(0, size)), "FILE: gzip data is truncated") << size;
  }
  EXPECT_EQ(failure(packed.substr(0, packed.size() - 1)), "FILE: gzip data is truncated");
  EXPECT_EQ(failure(packed + packed.substr(0, 20)), "FILE: gzip data is truncated");
}

TEST_F(ByteSourceTest, SaysThatGzipIsDamaged) {
  std::string packed = gzipped(noise(5000));
  packed[packed.size() - 6] ^= 1;  // in the check sum
  EXPECT_EQ(failure(packed), "FILE: gzip data is damaged: incorrect data check");
  EXPECT_EQ(failure(gzipped("text") + "garbage"),
            "FILE: gzip data is damaged: incorrect header check");
}

TEST_F(ByteSourceTest, FailsAgainWhenReadAgainAfterDamage) {
  const auto source = open_input(folder_.write("input", gzipped("text").substr(0, 12)));
  std::string buffer(100, '\0');
  EXPECT_THROW((void)source->read(buffer.data(), 100), DataError);
  EXPECT_THROW((void)source->read(buffer.data(), 100), DataError);
}

TEST_F(ByteSourceTest, UnpacksZstandard) {
  const std::string text = noise(700'000);
  for (const std::size_t size : {1UL, 1000UL, 1'000'000UL}) {
    EXPECT_EQ(contents(zstandard(text), size), text) << size;
  }
  EXPECT_EQ(contents(zstandard("")), "");
  EXPECT_EQ(contents(zstandard(std::string(3'000'000, 'a'))), std::string(3'000'000, 'a'));
}

TEST_F(ByteSourceTest, UnpacksZstandardFramesOneAfterAnother) {
  EXPECT_EQ(contents(zstandard("one,") + zstandard("") + zstandard("two")), "one,two");
  const std::string skippable = std::string("\x50\x2a\x4d\x18\x03\x00\x00\x00", 8) + "abc";
  EXPECT_EQ(contents(zstandard("one,") + skippable + zstandard("two")), "one,two");
}

TEST_F(ByteSourceTest, SaysThatZstandardEndsTooEarlyOrIsDamaged) {
  const std::string packed = zstandard(noise(5000));
  for (std::size_t size = 4; size < packed.size(); size += 97) {
    EXPECT_EQ(failure(packed.substr(0, size)), "FILE: zstd data is truncated") << size;
  }
  EXPECT_EQ(failure(packed + packed.substr(0, 20)), "FILE: zstd data is truncated");
  EXPECT_EQ(failure(zstandard("text") + "garbage").substr(0, 27), "FILE: zstd data is damaged:");
}

TEST_F(ByteSourceTest, SaysThatAFileChangesWhileItIsRead) {
  const std::string path = folder_.write("input", std::string(1000, 'a'));
  const auto read_and = [&](const std::function<void()>& change) {
    const auto source = open_input(path);
    std::string part(500, '\0');
    (void)source->read(part.data(), part.size());
    change();
    return test::with_path_as(thrown<DataError>([&] { read_all(*source); }), path, "FILE");
  };
  EXPECT_EQ(
      read_and([&] { std::ofstream(path, std::ios::app) << "more"; }),
      "FILE: changed while it was read, from 1000 to 1004 bytes (hint: wait until it is complete)");
  EXPECT_EQ(
      read_and([&] { std::filesystem::resize_file(path, 700); }),
      "FILE: changed while it was read, from 1004 to 700 bytes (hint: wait until it is complete)");
}

}  // namespace
}  // namespace rfmseg
