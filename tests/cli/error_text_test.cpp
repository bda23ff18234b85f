#include "cli/error_text.hpp"

#include <set>

#include "cli/scratch_folder.hpp"
#include "cli/transcript.hpp"

namespace rfmseg::test {
namespace {

/// The options that any command lists, `--k`.
std::set<std::string> options_of_all_commands() {
  const ScratchFolder folder("error-text");
  const std::string help = run_command("rfmseg completion fish", folder.path()).out;
  std::set<std::string> options;
  for (std::size_t at = help.find(" -l "); at != std::string::npos;
       at = help.find(" -l ", at + 1)) {
    const std::size_t begin = at + 4;
    options.insert("--" + help.substr(begin, help.find_first_of(" \n", begin) - begin));
  }
  return options;
}

TEST(ErrorText, EverySettingOfTheLibraryHasAnOption) {
  const std::set<std::string> options = options_of_all_commands();
  ASSERT_TRUE(options.contains("--as-of"));
  std::set<std::string> used;
  for (const Setting setting : kSettings) {
    const std::string option = cli::option_of(setting);
    EXPECT_TRUE(options.contains(option)) << to_string(setting) << ": " << option;
    EXPECT_TRUE(used.insert(option).second) << option << " sets two settings";
  }
}

TEST(ErrorText, NamesOptionsAndTheCommandThatHelps) {
  EXPECT_EQ(cli::error_text(DataError(ErrorKind::missing_store, {"a.db"}, "store not found")),
            "a.db: store not found (hint: rfmseg ingest --store a.db FILE)");
  EXPECT_EQ(cli::error_text(DataError(ErrorKind::missing_run, {"a.db"}, "has no run 7")),
            "a.db: has no run 7 (hint: rfmseg runs --store a.db)");
  EXPECT_EQ(cli::error_text(DataError("no hint")), "no hint");
}

}  // namespace
}  // namespace rfmseg::test
