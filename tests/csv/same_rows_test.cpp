// Neither blocks nor packing change what is read of a file with any bytes.

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "rfmseg/error.hpp"
#include "support/csv_text.hpp"
#include "support/packed.hpp"

namespace rfmseg {
namespace {

using test::CsvText;

struct Contents {
  std::vector<std::string> header;
  std::vector<test::ReadRow> rows;
  std::string error;
  friend bool operator==(const Contents&, const Contents&) = default;
};

Contents read(std::string_view bytes, std::size_t block_size) {
  CsvText csv;
  Contents outcome;
  try {
    const auto file = csv.open(bytes, {std::nullopt, block_size});
    outcome.header = file->header();
    test::read_rows(*file, outcome.rows);
  } catch (const DataError& error) {
    outcome.error = std::string(error.what()).substr(csv.path().size());
  }
  return outcome;
}

RC_GTEST_PROP(SameRows, OfAnyBytesInAnyBlocks, ()) {
  std::string bytes = *rc::gen::element<std::string>("a,b\n", "a\n", "\xEF\xBB\xBF a;b\r\n", "");
  bytes += *rc::gen::container<std::string>(rc::gen::element('a', '1', ',', ',', '"', '"', '\n',
                                                             '\n', '\r', ';', ' ', '\0', '\x1e',
                                                             '\x1f', '\xC3', '\xA9', '\x81'));
  const Contents expected = read(bytes, 1 << 20);
  const auto block_size = *rc::gen::inRange<std::size_t>(bytes.size() / 4 + 1, bytes.size() + 2);
  RC_ASSERT(read(bytes, block_size) == expected);
  RC_ASSERT(read(test::gzipped(bytes), block_size) == expected);
  RC_ASSERT(read(test::zstandard(bytes), block_size) == expected);
}

TEST(SameRows, OfTheNastyFiles) {
  std::size_t files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(RFMSEG_SOURCE_DIR "/tests/csv/nasty")) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(in), {});
    const Contents expected = read(bytes, 1 << 20);
    for (const std::size_t block_size : {bytes.size() / 5 + 1, bytes.size() / 2, bytes.size()}) {
      EXPECT_EQ(read(bytes, block_size), expected) << entry.path() << " by " << block_size;
    }
    EXPECT_EQ(read(test::gzipped(bytes), 64 << 10), expected) << entry.path();
    ++files;
  }
  EXPECT_GT(files, 40U);
}

}  // namespace
}  // namespace rfmseg
