#include <gtest/gtest.h>

#include <string>

#include "rfmseg/store/store.hpp"
#include "support/temp_dir.hpp"

namespace rfmseg {
namespace {

/// A store with a file of ann's 5, ben's 7 EUR and a return of 2.
class OtherReading : public ::testing::Test {
 protected:
  [[nodiscard]] bool warns(const CleaningOptions& options) {
    const StoredFile again = store_.ingest(path_, {}, options);
    EXPECT_TRUE(again.known);
    return !again.file.warnings.empty();
  }

  static CleaningOptions keeping(const std::string& text) {
    CleaningOptions options;
    options.rules.filters = {RowFilter::parse(RowFilter::Effect::keep, text)};
    return options;
  }

  test::TempDir folder_;
  std::string path_ = folder_.write("a.csv",
                                    "customer,date,amount,kind\n"
                                    "ann,2024-01-05,5,sale\nben,2024-01-06,7,sale\n"
                                    "ben,2024-01-07,2,refund\n");
  Store store_{folder_.path("shop.db"), Store::Access::write};
};

TEST_F(OtherReading, OptionsThatWouldReadAKnownFileOtherwiseAreAWarning) {
  (void)store_.ingest(path_, {}, {});
  EXPECT_FALSE(warns({}));
  EXPECT_TRUE(warns(keeping("customer=ann")));
  EXPECT_FALSE(warns(keeping("customer=*"))) << "all rows count with it, too";
  CleaningOptions returns;
  returns.load.layout.returns = {ColumnValues::parse(Setting::returned, "kind=refund")};
  EXPECT_TRUE(warns(returns)) << "other amounts, the same rows";
  CleaningOptions columns;
  columns.load.columns = parse_column_names("order=kind");
  EXPECT_TRUE(warns(columns)) << "other columns, the same rows";
}

TEST_F(OtherReading, TheSameOptionsAreNone) {
  (void)store_.ingest(path_, {}, keeping("kind=sale"));
  EXPECT_FALSE(warns(keeping("kind=sale")));
  EXPECT_TRUE(warns(keeping("kind=refund")));
}

}  // namespace
}  // namespace rfmseg
