#include "load/status_words.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(StatusWords, KnowFinishedSales) {
  for (const char* value :
       {"paid", "Completed", "SHIPPED", "Fully Invoiced", "Payment accepted", "bezahlt",
        "Versendet", "payé", "Expédiée", "enviado", "Consegnato", "voltooid", "paid_and_shipped"}) {
    EXPECT_EQ(status_meaning(value), StatusMeaning::sold) << value;
  }
}

TEST(StatusWords, KnowOthers) {
  for (const char* value :
       {"cancelled", "Canceled", "partially_refunded", "failed", "Pending payment", "Draft",
        "unpaid", "Nothing to Invoice", "To Invoice", "not paid", "storniert",
        "Teilweise versendet", "annulée", "Payment declined", "pendiente", "geannuleerd"}) {
    EXPECT_EQ(status_meaning(value), StatusMeaning::not_sold) << value;
  }
  for (const char* value : {"Refund", "Return", "Gutschrift", "Credit memo", "avoir"}) {
    EXPECT_EQ(status_meaning(value), StatusMeaning::returned) << value;
  }
  for (const char* value : {"", "Card", "wc-x", "paid by card", "1"}) {
    EXPECT_EQ(status_meaning(value), StatusMeaning::unknown) << value;
  }
}

}  // namespace
}  // namespace rfmseg
