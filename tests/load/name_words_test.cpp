#include "load/name_words.hpp"

#include <gtest/gtest.h>

namespace rfmseg {
namespace {

TEST(NameWords, AreSplitAtSignsAndCapitals) {
  using Words = std::vector<std::string>;
  EXPECT_EQ(name_words("Order_date-time"), (Words{"order", "date", "time"}));
  EXPECT_EQ(name_words("customerID"), (Words{"customer", "id"}));
  EXPECT_EQ(name_words("Prix payé (€)"), (Words{"prix", "paye", "€"}));
  EXPECT_EQ(name_words(" "), Words{});
}

TEST(NameWords, TotalsAreAmountsAndOtherNumbersAreNot) {
  for (const char* name : {"Order total", "Gesamtsumme", "Montant", "Importe pedido", "Importo",
                           "Bedrag", "amountPaid", "Umsatz EUR"}) {
    EXPECT_EQ(name_support(Field::amount, name), Support::strong) << name;
  }
  for (const char* name : {"Total incl. VAT", "Summe brutto", "Montant TTC"}) {
    EXPECT_EQ(name_support(Field::amount, name), Support::best) << name;
  }
  for (const char* name : {"Price excl", "Total HT", "Summe netto", "Subtotal ($)", "net_sales"}) {
    EXPECT_EQ(name_support(Field::amount, name), Support::weak) << name;
  }
  for (const char* name :
       {"sales_channel_id", "Menge", "Quantity", "PLZ", "zip", "Telefon", "Tax amount", "VAT %",
        "Steuersatz", "Total tax", "Discount amount", "Versandkosten", "refunded_amount", "Weight",
        "Total items", "Order number", "Gutscheincode", "Kostenstelle", "x"}) {
    EXPECT_EQ(name_support(Field::amount, name), Support::none) << name;
  }
  EXPECT_EQ(name_support(Field::amount, "Price incl"), Support::good);
  EXPECT_EQ(name_support(Field::amount, "VK Preis"), Support::fair);
  EXPECT_TRUE(is_price_name("Price incl"));
  EXPECT_FALSE(is_price_name("Total incl"));
  EXPECT_TRUE(is_unit_price_name("Prezzo unitario"));
  EXPECT_FALSE(is_unit_price_name("Price incl"));
}

TEST(NameWords, CustomersArePeopleAndNotWhatTheyOrder) {
  for (const char* name : {"Kunden-Nr.", "Customer reference", "Client e-mail", "Codice cliente"}) {
    EXPECT_EQ(name_support(Field::customer, name), Support::best) << name;
  }
  EXPECT_EQ(name_support(Field::customer, "Kunde"), Support::strong);
  EXPECT_EQ(name_support(Field::customer, "Kundenname"), Support::weak);
  EXPECT_EQ(name_support(Field::customer, "E-Mail"), Support::fair);
  for (const char* name : {"Bestellnummer", "Customer group", "customer_note", "Kundengruppe",
                           "seller_email", "Product name", "customer_order_number"}) {
    EXPECT_EQ(name_support(Field::customer, name), Support::none) << name;
  }
}

TEST(NameWords, DatesAreThoseOfSales) {
  for (const char* name :
       {"my_order_date", "Bestellzeitpunkt", "Fecha del pedido", "Data ordine"}) {
    EXPECT_EQ(name_support(Field::date, name), Support::best) << name;
  }
  EXPECT_EQ(name_support(Field::date, "Datum"), Support::fair);
  EXPECT_EQ(name_support(Field::date, "Paid at"), Support::weak);
  for (const char* name : {"Note", "updated_at", "Ship date", "Lieferdatum", "Geburtsdatum",
                           "last_order_date", "Date registered", "due date"}) {
    EXPECT_EQ(name_support(Field::date, name), Support::none) << name;
  }
}

}  // namespace
}  // namespace rfmseg
