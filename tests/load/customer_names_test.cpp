#include "load/customer_names.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(CustomerNames, AreThoseOfOneRowPerCustomer) {
  EXPECT_TRUE(has_customer_names({"user_id", "last_order_date", "orders_count", "total_spent"}));
  EXPECT_TRUE(has_customer_names({"kundennr", "letztkauf", "bestellungen", "umsatz"}));
  EXPECT_TRUE(has_customer_names({"Email", "Total Spent", "Total Orders"})) << "without a date";
  EXPECT_FALSE(has_customer_names({"Email", "Date", "Total Spent", "Total Orders"}));
  EXPECT_FALSE(has_customer_names({"Email", "Order ID", "Total Spent", "Orders"}));
  EXPECT_FALSE(has_customer_names({"Email", "Revenue", "Orders"})) << "of a page, of a day";
  EXPECT_FALSE(has_customer_names({"customer", "last_order_date", "amount"}));
}

TEST(CustomerNames, AreProposed) {
  EXPECT_EQ(customer_settings({"id", "last_order_date", "orders_count", "total_spent"}),
            "last_purchase=last_order_date,frequency=orders_count,monetary=total_spent");
  EXPECT_EQ(customer_settings({"id", "recency", "orders", "spend"}),
            "recency=recency,frequency=orders,monetary=spend");
  EXPECT_EQ(customer_settings({"Email", "Total Spent", "Total Orders"}),
            "last_purchase=NAME,frequency=Total Orders,monetary=Total Spent");
}

}  // namespace
}  // namespace rfmseg
