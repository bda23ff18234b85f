#include "rfmseg/report/xlsx_report.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "rfmseg/error.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

// What is in a workbook is read back by tests/report/files.py.

TEST(XlsxReport, RefusesMoreCustomersThanASheetHasRows) {
  Analysis analysis;
  for (std::size_t i = 0; i <= kMostSheetCustomers; ++i) analysis.table.ids.push_back("x");
  std::ostringstream out;
  EXPECT_EQ(test::thrown<DataError>([&] { write_xlsx(analysis, out); }),
            "cannot write a workbook: 1,048,576 customers do not fit in a sheet of 1,048,575 rows");
  EXPECT_TRUE(out.str().empty());
}

TEST(XlsxReport, RefusesAnIdThatIsLongerThanACell) {
  Analysis analysis;
  analysis.table.ids.push_back(std::string(32'768, 'x'));
  EXPECT_EQ(xlsx_obstacle(analysis),
            "customer '" + std::string(60, 'x') +
                "...': the id is longer than the 32,767 characters of a cell");
  analysis.table.ids = {};
  analysis.table.ids.push_back(std::string(32'767, 'x'));
  EXPECT_EQ(xlsx_obstacle(analysis), "");
}

}  // namespace
}  // namespace rfmseg
