#include "csv/block_workers.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "support/csv_text.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::CsvText;
using test::thrown;

constexpr CsvOptions kOneRowABlock{std::nullopt, 1};

std::string rows(int count) {
  std::string text = "id\n";
  for (int i = 0; i < count; ++i) text += std::to_string(1000 + i) + '\n';
  return text;
}

void sleep_ms(int ms) {
  std::this_thread::sleep_for(std::chrono::milliseconds(ms));
}

TEST(BlockWorkers, GivesEveryBlockToOneWorker) {
  for (const std::size_t threads : {1U, 2U, 5U}) {
    CsvText csv;
    const auto file = csv.open(rows(200), kOneRowABlock);
    std::vector<std::atomic<int>> seen(200);
    const BlockWork work = [&](const Block& block, Turn&) {
      ++seen[static_cast<std::size_t>(std::stoi(std::string(block.text())) - 1000)];
    };
    for_each_block(*file, std::vector<BlockWork>(threads, work));
    for (const auto& count : seen) EXPECT_EQ(count, 1);
  }
}

TEST(BlockWorkers, TurnsComeInTheOrderOfTheFile) {
  CsvText csv;
  const auto file = csv.open(rows(100), kOneRowABlock);
  std::string in_order;
  const BlockWork work = [&](const Block& block, Turn& turn) {
    if (block.sequence % 3 == 0) sleep_ms(1);
    turn.wait();
    in_order += block.text();
    turn.end();
    if (block.sequence % 5 == 0) sleep_ms(1);
  };
  for_each_block(*file, {work, work, work, work});
  EXPECT_EQ("id\n" + in_order, rows(100));
}

TEST(BlockWorkers, AWorkerThatDoesNotWaitDoesNotHoldUpOthers) {
  CsvText csv;
  const auto file = csv.open(rows(100), kOneRowABlock);
  std::atomic<int> waited = 0;
  const BlockWork work = [&](const Block& block, Turn& turn) {
    if (block.sequence % 2 == 0) return;
    turn.wait();
    ++waited;
  };
  for_each_block(*file, {work, work});
  EXPECT_EQ(waited, 50);
}

TEST(BlockWorkers, TheFirstFailingBlockWinsWhateverTheTiming) {
  for (const int slow : {3, 4}) {
    CsvText csv;
    const auto file = csv.open(rows(50), kOneRowABlock);
    const BlockWork work = [&](const Block& block, Turn&) {
      if (static_cast<int>(block.sequence) == slow) sleep_ms(20);
      if (block.sequence == 3) throw DataError("three");
      if (block.sequence == 4) throw DataError("four");
    };
    EXPECT_EQ(thrown<DataError>([&] { for_each_block(*file, {work, work}); }), "three");
  }
}

TEST(BlockWorkers, AFailureReachesThoseThatWaitForTheirTurn) {
  CsvText csv;
  const auto file = csv.open(rows(50), kOneRowABlock);
  const BlockWork work = [&](const Block& block, Turn& turn) {
    if (block.sequence == 0) {
      sleep_ms(20);
      throw DataError("zero");
    }
    turn.wait();
    ADD_FAILURE() << "block " << block.sequence << " got its turn";
  };
  EXPECT_EQ(thrown<DataError>([&] { for_each_block(*file, {work, work, work}); }), "zero");
}

TEST(BlockWorkers, AFailureToReadComesAfterThoseOfTheBlocksBefore) {
  const std::string text = rows(10) + "\"never closed\n";
  for (const bool fails_before : {false, true}) {
    CsvText csv;
    const auto file = csv.open(text, kOneRowABlock);
    std::atomic<int> blocks = 0;
    const BlockWork work = [&](const Block& block, Turn&) {
      ++blocks;
      if (block.sequence == 9 && fails_before) {
        sleep_ms(10);
        throw DataError("nine");
      }
    };
    const std::string message = thrown<DataError>([&] { for_each_block(*file, {work, work}); });
    EXPECT_EQ(blocks, 10);
    EXPECT_EQ(message, fails_before ? "nine"
                                    : csv.path() +
                                          ":12: the quote that opens here is never closed (hint: "
                                          "write a quote in the text twice)");
  }
}

TEST(BlockWorkers, StopsWhenInterrupted) {
  CsvText csv;
  const auto file = csv.open(rows(1000), kOneRowABlock);
  std::atomic<int> blocks = 0;
  const BlockWork work = [&](const Block&, Turn& turn) {
    turn.wait();
    if (++blocks == 5) request_interrupt();
  };
  EXPECT_THROW(for_each_block(*file, {work, work}), Interrupted);
  EXPECT_LT(blocks, 10);
  clear_interrupt();
}

}  // namespace
}  // namespace rfmseg
