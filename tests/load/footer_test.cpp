#include "load/footer.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(Footer, WordsForTotalsAreNoIds) {
  for (const char* id : {"Total", "TOTAL:", " Grand Total ", "Summe", "sub-total"}) {
    EXPECT_TRUE(is_total(id)) << id;
  }
  for (const char* id : {"", "Total Wine", "Totals Ltd", "12", "C536379"}) {
    EXPECT_FALSE(is_total(id)) << id;
  }
}

TEST(Footer, TextsAreTotalsOrRemarksOfPrograms) {
  for (const char* text : {"Total", "Total 1,234.00", "Total: 5", "Grand Total of all stores",
                           "2 record(s) downloaded", "(3 rows affected)", "End of report"}) {
    EXPECT_TRUE(is_footer_text(text)) << text;
  }
  for (const char* text : {"", "Total Wine", "Totally", "Summer", "12", "the end of report"}) {
    EXPECT_FALSE(is_footer_text(text)) << text;
  }
}

}  // namespace
}  // namespace rfmseg
