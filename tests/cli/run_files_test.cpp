// No output may be a file that the run reads: each option that writes is given each file that is
// read, under all of its names.

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Transaction.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"

namespace rfmseg::test {
namespace {

namespace fs = std::filesystem;

class RunFiles : public ::testing::Test {
 protected:
  RunFiles() : folder_(::testing::UnitTest::GetInstance()->current_test_info()->name()) {}

  [[nodiscard]] fs::path at(const std::string& name) const {
    return fs::path(folder_.path()) / name;
  }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(at(name).parent_path());
    std::ofstream(at(name), std::ios::binary) << text;
  }

  Outcome run(const std::string& command, int exit_code = 0) const {
    Outcome outcome = run_command(command, folder_.path());
    EXPECT_EQ(outcome.exit_code, exit_code) << "$ " << command << '\n' << outcome.error;
    return outcome;
  }

  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      all.push_back(entry.path().filename().string());
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  /// A usage error with this message; the file and others next to it are unchanged.
  void expect_refused(const std::string& command, const std::string& file,
                      const std::string& message) const {
    const std::string before = read_file(at(file));
    const std::vector<std::string> names_before = names();
    const Outcome outcome = run(command, 2);
    EXPECT_EQ(outcome.error, "rfmseg: error: " + message + '\n') << "$ " << command;
    EXPECT_EQ(outcome.out, "") << "$ " << command;
    EXPECT_EQ(read_file(at(file)), before) << "$ " << command;
    EXPECT_EQ(names(), names_before) << "$ " << command;
  }

  ScratchFolder folder_;
};

constexpr const char* kOther = " (hint: choose another file)";
constexpr const char* kInPlace = " (hint: another file, or --in-place to replace it)";

TEST_F(RunFiles, NoOptionWritesToAnInput) {
  const std::string input = ": is an input of this run";
  for (const std::string filter : {"clean", "rfm", "segment", "cluster --k 2"}) {
    expect_refused("rfmseg " + filter + " tiny.csv -o tiny.csv", "tiny.csv",
                   "-o tiny.csv" + input + kInPlace);
  }
  for (const std::string command :
       {"analyze tiny.csv -o", "analyze tiny.csv --report", "clean tiny.csv --rejects",
        "fit tiny.csv --k 2 -o", "explain tiny.csv --customer 17850 -o", "rfm tiny.csv --log-file",
        "rfm tiny.csv --summary", "ingest tiny.csv --store",
        "ingest --store x.db tiny.csv --summary", "diff tiny.csv tiny.csv -o",
        "diff tiny.csv customers.csv --movers", "diff customers.csv tiny.csv --report",
        "diff tiny.csv --as-of 2011-01-20 --as-of 2011-01-26 --movers"}) {
    const std::string option = command.substr(command.rfind(' ') + 1);
    expect_refused("rfmseg " + command + " tiny.csv", "tiny.csv",
                   option + " tiny.csv" + input + kOther);
  }
}

TEST_F(RunFiles, NoOptionWritesToTheOtherFilesOfTheRun) {
  run("rfmseg fit tiny.csv --k 2 -q -o model.json; rfmseg scheme show classic > own.toml; "
      "rfmseg layout show shopify > layout.toml");
  write("run.toml", "quiet = true\n");
  for (const auto& [read, role] :
       {std::pair<std::string, std::string>{"--model model.json", "model"},
        {"--scheme own.toml", "scheme"},
        {"--layout layout.toml", "layout"},
        {"--config run.toml", "config file"}}) {
    const std::string file = read.substr(read.find(' ') + 1);
    const std::string sources =
        role == "config file" ? "; options were also read from run.toml" : "";
    for (const std::string option : {"-o", "--report", "--log-file", "--summary"}) {
      expect_refused("rfmseg analyze tiny.csv " + read + ' ' + option + ' ' + file, file,
                     option + ' ' + file + ": is the " + role + " of this run" + kOther + sources);
    }
    expect_refused(
        "rfmseg segment tiny.csv -o " + file + " --in-place " + read, file,
        "-o " + file +
            ": cannot be used with --in-place, which writes to tiny.csv (hint: give only one)" +
            sources);
  }
  expect_refused("rfmseg scheme show own.toml >> own.toml", "own.toml",
                 std::string("standard output is the scheme of this run") + kOther);
  expect_refused("rfmseg scheme check own.toml --log-file own.toml", "own.toml",
                 std::string("--log-file own.toml: is the scheme of this run") + kOther);
  expect_refused("rfmseg segment own.toml --scheme own.toml --in-place", "own.toml",
                 std::string("-o own.toml: is the scheme of this run") + kOther);
  // A preset is none, even where a file has its name.
  run("rfmseg segment tiny.csv --scheme classic -q -o classic");
}

TEST_F(RunFiles, NoOptionWritesToTheStore) {
  run("rfmseg ingest tiny.csv --store shop.db -q");
  write("shop.db-wal", "");  // as while another program writes to the store
  for (const std::string file : {"shop.db", "shop.db-wal"}) {
    for (const std::string command :
         {"segment --store shop.db -o", "segment --store shop.db --save-run --summary",
          "analyze --store shop.db --report", "runs --store shop.db -o",
          "history --store shop.db --customer 17850 -o", "diff --store shop.db --movers",
          "ingest --store shop.db customers.csv --log-file"}) {
      const std::string option = command.substr(command.rfind(' ') + 1);
      expect_refused("rfmseg " + command + ' ' + file, file,
                     option + ' ' + file + ": is the store of this run" + kOther);
    }
  }
  expect_refused("rfmseg ingest --store shop.db shop.db", "shop.db",
                 std::string("--store shop.db: is an input of this run") + kOther);
  run("rfmseg scheme show classic > own.toml");
  expect_refused("rfmseg segment --store own.toml --scheme own.toml --save-run", "own.toml",
                 std::string("--store own.toml: is the scheme of this run") + kOther);
  // With --store diff takes numbers of runs, even if files have such names.
  write("1", "");
  EXPECT_EQ(run("rfmseg diff --store shop.db 1 2 -o 1", 2).error,
            "rfmseg: error: shop.db: has no run '1' (hint: rfmseg runs --store shop.db)\n");
}

TEST_F(RunFiles, AFileIsKnownUnderAllOfItsNames) {
  fs::create_symlink("tiny.csv", at("link.csv"));
  fs::create_hard_link(at("tiny.csv"), at("hard.csv"));
  fs::create_directory_symlink(".", at("here"));
  const std::string whole = at("tiny.csv").string();
  for (const std::string& name : {std::string("./tiny.csv"), std::string("link.csv"),
                                  std::string("hard.csv"), std::string("here/tiny.csv"), whole}) {
    expect_refused("rfmseg segment tiny.csv -o " + name, "tiny.csv",
                   "-o " + name + ": is an input of this run" + kInPlace);
    expect_refused("rfmseg segment " + name + " --summary tiny.csv", "tiny.csv",
                   std::string("--summary tiny.csv: is an input of this run") + kOther);
  }
  for (const std::string input : {"< tiny.csv", "- < tiny.csv"}) {
    expect_refused("rfmseg segment -o tiny.csv " + input, "tiny.csv",
                   std::string("-o tiny.csv: is an input of this run") + kOther);
  }
  expect_refused("rfmseg ingest --store tiny.csv < hard.csv", "tiny.csv",
                 std::string("--store tiny.csv: is an input of this run") + kOther);
  write("days/a.csv", read_file(at("tiny.csv")));
  for (const std::string inputs : {"days", "'days/*.csv'", "tiny.csv days"}) {
    expect_refused("rfmseg rfm " + inputs + " --log-file days/a.csv", "days/a.csv",
                   std::string("--log-file days/a.csv: is an input of this run") + kOther);
  }
  // Also where another input is missing.
  expect_refused("rfmseg rfm tiny.csv 'none*' --log-file tiny.csv", "tiny.csv",
                 std::string("--log-file tiny.csv: is an input of this run") + kOther);
}

TEST_F(RunFiles, StandardOutputIsNoInput) {
  expect_refused("rfmseg segment tiny.csv >> tiny.csv", "tiny.csv",
                 std::string("standard output is an input of this run") + kInPlace);
  expect_refused("rfmseg segment < tiny.csv 1<> tiny.csv", "tiny.csv",
                 std::string("standard output is an input of this run") + kOther);
  expect_refused("rfmseg analyze tiny.csv -o out.txt --report - >> tiny.csv", "tiny.csv",
                 std::string("standard output is an input of this run") + kOther);
  run("rfmseg segment tiny.csv -q -o out.csv >> tiny.csv");
}

TEST_F(RunFiles, AFolderOfOutputsHoldsNoInput) {
  run("rfmseg analyze tiny.csv -q --k auto --k-range 2:3 --out results -o /dev/null");
  std::vector<std::string> written;
  for (const auto& entry : fs::directory_iterator(at("results"))) {
    written.push_back(entry.path().filename().string());
  }
  EXPECT_EQ(written.size(), 8U);
  // The ledger of customers would be removed, as there is none.
  for (const std::string& name : written) {
    const std::string file = "box/" + name;
    for (const std::string input : {"tiny.csv", "customers.csv"}) {
      write(file, read_file(at(input)));
      expect_refused(
          "rfmseg analyze " + file + " --out box", file,
          "--out box: " + file + " is an input of this run (hint: choose another folder)");
    }
    fs::remove(at(file));
    EXPECT_TRUE(fs::is_empty(at("box")));
  }
}

TEST_F(RunFiles, AFolderOfOutputsKeepsWhatIsNotItsOwn) {
  const std::string tiny = read_file(at("tiny.csv"));
  const std::vector<std::string> before = names();
  // The working folder, with inputs and more; twice, as the second run replaces the files of the
  // first.
  for (const std::string k : {"2", "3"}) {
    run("rfmseg analyze tiny.csv -q --out . -o /dev/null --k " + k);
    for (const std::string& name : before) EXPECT_TRUE(fs::exists(at(name))) << name;
    EXPECT_EQ(read_file(at("tiny.csv")), tiny);
  }
  EXPECT_EQ(names().size(), before.size() + 7);
  expect_refused("rfmseg analyze ledger.csv --out .", "ledger.csv",
                 "--out .: ./ledger.csv is an input of this run (hint: choose another folder)");
  write("mine/report.html", "mine");
  expect_refused("rfmseg analyze tiny.csv --out mine", "mine/report.html",
                 "mine/report.html: is not from an earlier analysis and would be replaced (hint: "
                 "move it, or choose an empty folder)");
  EXPECT_EQ(read_file(at("mine/report.html")), "mine");
}

TEST_F(RunFiles, AFolderOfSegmentsHoldsNoInput) {
  run("rfmseg segment tiny.csv -q --scheme pymc --segments-dir lists -o all.csv");
  fs::copy_file(at("all.csv"), at("lists/premium.csv"), fs::copy_options::overwrite_existing);
  const std::string input = " is an input of this run (hint: choose another folder)";
  expect_refused("rfmseg segment lists/premium.csv -q --scheme pymc --segments-dir lists",
                 "lists/premium.csv", "--segments-dir lists: lists/premium.csv" + input);
  // Another scheme has no such segment, and would remove the file.
  expect_refused("rfmseg segment lists/premium.csv --segments-dir ./lists", "lists/premium.csv",
                 "--segments-dir ./lists: ./lists/premium.csv" + input);
  expect_refused("rfmseg analyze tiny.csv --segments-dir lists -o lists/champions.csv", "tiny.csv",
                 "--segments-dir lists: lists/champions.csv is another output of this run (hint: "
                 "choose another folder)");
  // A name with a date is known once the rows are read.
  fs::create_directories(at("on-2011-01-26"));
  expect_refused(
      "rfmseg segment tiny.csv -q --segments-dir 'on-{as_of}' -o on-2011-01-26/champions.csv",
      "tiny.csv",
      "--segments-dir on-{as_of}: on-2011-01-26/champions.csv is another output of this run "
      "(hint: choose another folder)");
  EXPECT_TRUE(fs::is_empty(at("on-2011-01-26")));
}

TEST_F(RunFiles, TwoOutputsAreTwoFiles) {
  write("out.csv", "old");
  fs::create_hard_link(at("out.csv"), at("hard.csv"));
  fs::create_symlink("new.csv", at("link.csv"));
  const std::string other = ": is another output of this run (hint: choose another file)";
  expect_refused("rfmseg clean tiny.csv -o out.csv --rejects hard.csv", "out.csv",
                 "--rejects hard.csv" + other);
  expect_refused("rfmseg clean tiny.csv -o new.csv --rejects link.csv", "out.csv",
                 "--rejects link.csv" + other);
  expect_refused("rfmseg diff tiny.csv tiny.csv --movers m.csv --report ./m.csv", "out.csv",
                 "--report ./m.csv" + other);
}

// A run in the store whose files did not appear would be compared with later ones. Here another
// program writes to the store, so that the run cannot be recorded, in the end.
TEST_F(RunFiles, ARunIsRecordedOnceItsFilesHaveAppeared) {
  run("rfmseg ingest tiny.csv --store shop.db -q");
  SQLite::Database other(at("shop.db").string(), SQLite::OPEN_READWRITE);
  const SQLite::Transaction writing(other, SQLite::TransactionBehavior::IMMEDIATE);
  const std::string save = " --store shop.db -q --save-run --lock-timeout 0";
  for (const std::string command :
       {"segment -o out", "cluster --k 2 -o out", "analyze --k 2 -o /dev/null --out out"}) {
    run("rfmseg " + command + save, 1);
    EXPECT_TRUE(fs::exists(at("out"))) << command;
    fs::remove_all(at("out"));
  }
}

TEST_F(RunFiles, AStoreHasThePlainNameThatIsGiven) {
  for (const std::string name : {":memory:", "file:shop.db?mode=memory", "file:shop.db"}) {
    run("rfmseg ingest tiny.csv -q --store '" + name + "'");
    EXPECT_TRUE(fs::exists(at(name))) << name;
    EXPECT_THAT(run("rfmseg segment -q --store '" + name + "'").out,
                ::testing::StartsWith("customer_id,"));
  }
  EXPECT_FALSE(fs::exists(at("shop.db")));
}

// What a store is not yet, and what SQLite will make.
TEST_F(RunFiles, NoOptionWritesToAStoreThatIsToBeMade) {
  for (const std::string file : {"new.db", "new.db-wal", "new.db-shm", "new.db-journal"}) {
    expect_refused("rfmseg ingest tiny.csv --store new.db --log-file " + file, "tiny.csv",
                   "--log-file " + file + ": is the store of this run" + kOther);
  }
}

TEST_F(RunFiles, ANameWithADateIsCheckedWhenItIsKnown) {
  write("2011-01-26.csv", read_file(at("tiny.csv")));
  write("2011-01-26/ledger.csv", read_file(at("tiny.csv")));
  const std::string input = " is an input of this run (hint: choose another f";
  EXPECT_THAT(run("rfmseg segment 2011-01-26.csv -q -o '{as_of}.csv'", 2).error,
              ::testing::HasSubstr("-o {as_of}.csv: 2011-01-26.csv is an input of this run"));
  EXPECT_THAT(run("rfmseg analyze 2011-01-26.csv -q --report '{as_of}.csv'", 2).error,
              ::testing::HasSubstr("--report {as_of}.csv: 2011-01-26.csv" + input + "ile"));
  EXPECT_THAT(run("rfmseg analyze 2011-01-26/ledger.csv -q --out '{as_of}'", 2).error,
              ::testing::HasSubstr("--out {as_of}: 2011-01-26/ledger.csv" + input + "older"));
  EXPECT_EQ(read_file(at("2011-01-26.csv")), read_file(at("tiny.csv")));
  EXPECT_EQ(read_file(at("2011-01-26/ledger.csv")), read_file(at("tiny.csv")));
  run("cp tiny.csv $(date +%F).csv");
  EXPECT_THAT(run("rfmseg rfm $(date +%F).csv --log-file '{date}.csv'", 2).error,
              ::testing::HasSubstr(input + "ile"));
  run("cmp tiny.csv $(date +%F).csv");
}

TEST_F(RunFiles, TheLogAndTheSummaryOfARefusedRunAreWritten) {
  run("rfmseg segment tiny.csv -o tiny.csv --log-file run.log --summary runs.jsonl", 2);
  EXPECT_THAT(read_file(at("run.log")), ::testing::HasSubstr("is an input of this run"));
  EXPECT_THAT(read_file(at("runs.jsonl")), ::testing::HasSubstr("\"exit_code\":2"));
}

TEST_F(RunFiles, PipesAndDevicesAreNoFiles) {
  run("rfmseg segment tiny.csv -q -o /dev/null --log-file /dev/null --summary /dev/null");
  run("mkfifo pipe; cat tiny.csv > pipe & rfmseg segment pipe -q -o /dev/null; wait");
}

TEST_F(RunFiles, InPlaceReplacesTheOnlyInput) {
  const std::string tiny = read_file(at("tiny.csv"));
  for (const std::string filter : {"clean", "rfm", "segment", "cluster --k 2"}) {
    const std::string expected = run("rfmseg " + filter + " tiny.csv -q").out;
    for (const std::string output : {"", " -o own.csv", " -o ./own.csv"}) {
      write("own.csv", tiny);
      const Outcome outcome = run("rfmseg " + filter + " own.csv -q --in-place" + output);
      EXPECT_EQ(outcome.out, "");
      EXPECT_EQ(read_file(at("own.csv")), expected) << filter << output;
    }
  }
  // Where a link leads.
  write("own.csv", tiny);
  fs::create_symlink("own.csv", at("link.csv"));
  run("rfmseg rfm link.csv -q --in-place");
  EXPECT_TRUE(fs::is_symlink(at("link.csv")));
  EXPECT_EQ(read_file(at("own.csv")), run("rfmseg rfm tiny.csv -q").out);
  EXPECT_EQ(read_file(at("tiny.csv")), tiny);
}

TEST_F(RunFiles, InPlaceLeavesTheInputWhereTheRunFails) {
  const std::string tiny = read_file(at("tiny.csv"));
  const std::string broken = tiny + "1012,A1,MUG,x,2011-01-26 13:00:00,2.55,42,France\n";
  for (const std::string command :
       {"clean own.csv", "segment own.csv", "rfm own.csv", "cluster missing.csv"}) {
    write("own.csv", broken);
    const std::vector<std::string> before = names();
    const Outcome outcome =
        run_command("rfmseg " + command + " --in-place --max-errors 0", folder_.path());
    EXPECT_NE(outcome.exit_code, 0);
    EXPECT_EQ(read_file(at("own.csv")), broken);
    EXPECT_EQ(names(), before);
  }
}

TEST_F(RunFiles, InPlaceNeedsOneInputThatItCanReplace) {
  const std::string one = "--in-place requires a single INPUT file (hint: -o FILE)";
  expect_refused("rfmseg segment tiny.csv customers.csv --in-place", "tiny.csv", one);
  expect_refused("rfmseg segment tiny.csv customers.csv --in-place -o tiny.csv", "tiny.csv", one);
  expect_refused("rfmseg segment --in-place < tiny.csv", "tiny.csv", one);
  run("rfmseg ingest tiny.csv --store shop.db -q");
  expect_refused("rfmseg segment --store shop.db --in-place", "shop.db", one);
  run("gzip -k tiny.csv; zstd -q tiny.csv; cp tiny.csv.gz packed.csv");
  for (const std::string packed : {"tiny.csv.gz", "tiny.csv.zst", "packed.csv"}) {
    expect_refused(
        "rfmseg clean " + packed + " --in-place", packed,
        "--in-place: " + packed + " is compressed, but the output is not (hint: -o FILE)");
  }
  expect_refused("cat tiny.csv | rfmseg clean /dev/stdin --in-place", "tiny.csv",
                 "--in-place: /dev/stdin is not a regular file (hint: -o FILE)");
  for (const std::string output : {"other.csv", "-", "'{as_of}.csv'"}) {
    const std::string shown = output.front() == '\'' ? output.substr(1, output.size() - 2) : output;
    expect_refused(
        "rfmseg segment tiny.csv --in-place -o " + output, "tiny.csv",
        "-o " + shown +
            ": cannot be used with --in-place, which writes to tiny.csv (hint: give only one)");
  }
  expect_refused("rfmseg clean tiny.csv --in-place --rejects tiny.csv", "tiny.csv",
                 std::string("--rejects tiny.csv: is an input of this run") + kOther);
}

}  // namespace
}  // namespace rfmseg::test
