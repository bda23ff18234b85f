// What a store refuses of a file, warns of, or only rehearses.

#include <fmt/core.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>

#include "rfmseg/error.hpp"
#include "rfmseg/store/store.hpp"
#include "support/temp_dir.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::TempDir;
using test::thrown;

constexpr const char* kFourColumns = "order,customer,date,amount\n";

class IngestRulesTest : public testing::Test {
 protected:
  IngestRulesTest() { rules_.most_gap = std::chrono::days(60); }

  [[nodiscard]] Store store(Store::Access access = Store::Access::write) const {
    return Store(path_, access, std::chrono::milliseconds(50));
  }
  StoredFile ingest(const std::string& rows) { return ingest_text(kFourColumns + rows); }
  StoredFile ingest_text(const std::string& text) {
    const std::string name = folder_.write(fmt::format("{}.csv", ++files_), text);
    return store().ingest(name, {}, {}, rules_);
  }
  /// The message of the error, without the folder.
  std::string refused(const std::string& rows) {
    const std::string message = thrown<DataError>([&] { ingest(rows); });
    return message.substr(message.rfind('/') + 1);
  }
  [[nodiscard]] std::size_t stored_files() const { return store().files().size(); }
  static std::string warnings(const StoredFile& stored) {
    std::string text;
    for (const Message& warning : stored.file.warnings) {
      text += warning.text() + '\n';
    }
    return text;
  }

  TempDir folder_;
  std::string path_ = folder_.path("shop.db");
  IngestRules rules_;
  int files_ = 0;
};

const std::string kMay = "1,a,2024-05-01,5\n2,b,2024-05-03,5\n";

TEST_F(IngestRulesTest, ADateFarFromTheStoreIsRefused) {
  ingest("0,x,1999-01-01,5\n" + kMay);  // the first file may have any dates
  EXPECT_EQ(refused("3,a,2024-05-04,1\n4,a,2025-05-04,1\n"),
            "2.csv:3: date 2025-05-04 is 365 days after the previous date of the file, "
            "2024-05-04; the store is unchanged (hint: correct the date, or if it is right: "
            "allow_gap)");
  EXPECT_EQ(refused("4,a,2025-05-04,1\n"),
            "3.csv:2: date 2025-05-04 is 366 days after the last date of the store, 2024-05-03; "
            "the store is unchanged (hint: correct the date, or if it is right: allow_gap)");
  EXPECT_EQ(refused("4,a,1998-05-04,1\n"),
            "4.csv:2: date 1998-05-04 is 242 days before the first date of the store, 1999-01-01; "
            "the store is unchanged (hint: correct the date, or if it is right: allow_gap)");
  EXPECT_EQ(stored_files(), 1U);
  EXPECT_EQ(to_date_string(store().measure({}).transactions->last_purchase), "2024-05-03");
}

TEST_F(IngestRulesTest, ADateFarFromTheStoreIsAWarningIfAllowed) {
  ingest(kMay);
  rules_.allows_gap = true;
  const StoredFile stored = ingest("4,a,2025-05-04,1\n");
  EXPECT_NE(
      warnings(stored).find(
          "2.csv:2: date 2025-05-04 is 366 days after the last date of the store, 2024-05-03"),
      std::string::npos)
      << warnings(stored);
  EXPECT_EQ(stored_files(), 2U);
  // The store now reaches to this date.
  rules_.allows_gap = false;
  EXPECT_EQ(warnings(ingest("5,a,2025-06-01,1\n")), "");
}

TEST_F(IngestRulesTest, WithoutALimitAnyDateIsAdded) {
  ingest(kMay);
  rules_.most_gap.reset();
  EXPECT_EQ(warnings(ingest("4,a,2025-05-04,1\n")), "");
}

TEST_F(IngestRulesTest, AFileReadInAnotherWayIsAWarning) {
  const std::string header = "order,customer,date,amount\n";
  ingest_text(header + "1,a,13/05/2024,5\n");
  EXPECT_EQ(warnings(ingest_text(header + "2,a,14/05/2024,5\n")), "");
  const std::string dates = warnings(ingest_text(header + "3,a,05/15/2024,5\n"));
  EXPECT_NE(dates.find("dates are read as %m/%d/%Y, those of "), std::string::npos) << dates;
  EXPECT_NE(dates.find("2.csv as %d/%m/%Y, although both have the same header"), std::string::npos)
      << dates;
  // Another header may mean another program.
  EXPECT_EQ(warnings(ingest_text("order,customer,time,amount\n4,a,2024-05-16,5\n")), "");
}

TEST_F(IngestRulesTest, AFileWithoutTransactionsIsAWarning) {
  ingest(kMay);
  const std::string text = warnings(ingest(""));
  EXPECT_NE(text.find("2.csv: has no transactions"), std::string::npos) << text;
  // Rows that the store has already are transactions.
  EXPECT_EQ(warnings(ingest(kMay + "1,a,2024-05-01,5\n")), "");
}

TEST_F(IngestRulesTest, AFileInAnotherCurrencyIsRefused) {
  ingest_text("order,customer,date,amount\n1,a,2024-05-01,€5.00\n2,a,2024-05-02,€6.00\n");
  const std::string message = thrown<DataError>([&] {
    ingest_text("order,customer,date,amount\n3,a,2024-05-03,£5.00\n4,a,2024-05-03,£7.00\n");
  });
  EXPECT_NE(message.find("2.csv: its amounts are in GBP, those of the store in EUR"),
            std::string::npos)
      << message;
  EXPECT_EQ(stored_files(), 1U);
}

TEST_F(IngestRulesTest, ADryRunKnowsItsEarlierFilesAndLeavesTheStoreUnchanged) {
  ingest(kMay);
  rules_.dry_run = true;
  const std::string first =
      folder_.write("x.csv", std::string(kFourColumns) + "3,a,2024-05-04,1\n");
  const std::string second =
      folder_.write("y.csv", std::string(kFourColumns) + "3,a,2024-05-04,1\n4,a,2024-05-05,1\n");
  {
    Store rehearsal = store();
    EXPECT_EQ(rehearsal.ingest(first, {}, {}, rules_).already_stored.rows, 0U);
    EXPECT_EQ(rehearsal.ingest(second, {}, {}, rules_).already_stored.rows, 1U);
    EXPECT_TRUE(rehearsal.ingest(first, {}, {}, rules_).known);
  }
  EXPECT_EQ(stored_files(), 1U);
}

TEST_F(IngestRulesTest, AStoreThatGotNoFileIsRemoved) {
  EXPECT_THROW(ingest_text("nonsense\n"), DataError);
  rules_.dry_run = true;
  ingest(kMay);
  for (const char* const ending : {"", "-wal", "-shm", "-journal"}) {
    EXPECT_FALSE(std::filesystem::exists(path_ + ending)) << ending;
  }
  rules_.dry_run = false;
  ingest(kMay);
  EXPECT_THROW(ingest_text("nonsense\n"), DataError);
  EXPECT_EQ(stored_files(), 1U);
}

// A program that writes to the pipe may take long.
TEST_F(IngestRulesTest, APipeIsReadBeforeTheStoreIsLocked) {
  ingest(kMay);
  const std::string pipe = folder_.path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  StoredFile piped;
  std::thread reader([&] { piped = store().ingest(pipe, {}, {}, rules_); });
  std::ofstream out(pipe);  // opens once the other end is read
  out << kFourColumns << "3,a,2024-05-04,1\n" << std::flush;
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(ingest("4,a,2024-05-05,1\n").file.rows, 1U);
  out << "5,a,2024-05-06,1\n";
  out.close();
  reader.join();
  EXPECT_EQ(piped.file.rows, 2U);
  EXPECT_EQ(stored_files(), 3U);
}

// SQLite looks for its log next to the file that the link leads to.
TEST_F(IngestRulesTest, AStoreIsReadByALinkInAnUnwritableFolder) {
  Store open = store();
  open.ingest(folder_.write("a.csv", kFourColumns + kMay), {}, {});
  const std::string links = folder_.path("links");
  std::filesystem::create_directory(links);
  std::filesystem::create_symlink(path_, links + "/shop.db");
  std::filesystem::permissions(
      links, std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  EXPECT_EQ(Store(links + "/shop.db", Store::Access::read).files().size(), 1U);
  std::filesystem::permissions(links, std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace rfmseg
