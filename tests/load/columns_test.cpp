#include "load/columns.hpp"

#include <gtest/gtest.h>

#include <set>

#include "load/column_evidence.hpp"
#include "rfmseg/error.hpp"
#include "support/sanitizer.hpp"
#include "support/thrown.hpp"

namespace rfmseg {
namespace {

using test::thrown;

using Header = std::vector<std::string>;

/// `order customer date ...` as positions, for the fields in the order of the enum.
std::array<int, kFieldCount> positions(const Header& header, std::string_view names = "") {
  Sample none;
  none.columns.resize(header.size());
  return find_transaction_columns("f.csv", header, parse_column_names(names), none).position;
}

std::string failure(const Header& header, std::string_view names = "") {
  return thrown<DataError>([&] { (void)positions(header, names); });
}

const Header kRetail = {"InvoiceNo",   "StockCode", "Description", "Quantity",
                        "InvoiceDate", "UnitPrice", "CustomerID",  "Country"};

TEST(Columns, FindsThoseOfUciOnlineRetail) {
  //                            order customer date quantity price amount stock description country
  //                            currency
  EXPECT_EQ(positions(kRetail), (std::array{0, 6, 4, 3, 5, -1, 1, 2, 7, -1}));
  EXPECT_EQ(positions({"Invoice", "StockCode", "Description", "Quantity", "InvoiceDate", "Price",
                       "Customer ID", "Country"}),
            (std::array{0, 6, 4, 3, 5, -1, 1, 2, 7, -1}));
}

TEST(Columns, FindsThoseOfOtherFiles) {
  EXPECT_EQ(positions({"customer_id", "date", "quantity", "amount"}),
            (std::array{-1, 0, 1, 2, -1, 3, -1, -1, -1, -1}));
  EXPECT_EQ(positions({"customer_id", "order_date", "revenue"}),
            (std::array{-1, 0, 1, -1, -1, 2, -1, -1, -1, -1}));
  EXPECT_EQ(positions({"order_id", "client_id", "timestamp", "qty", "unit_price", "sku"}),
            (std::array{0, 1, 2, 3, 4, -1, 5, -1, -1, -1}));
}

TEST(Columns, CaseBlanksUnderscoresHyphensAndDotsDoNotMatter) {
  EXPECT_EQ(plain_name(" Customer_ID "), "customerid");
  for (const char* name : {"CUSTOMERID", "customer id", "Customer_Id", "customer-id", "Customer.ID",
                           " C u s t o m e r I D", "Customer\nID", "Customer\xC2\xA0ID"}) {
    EXPECT_EQ(positions({"date", "amount", name})[1], 2) << name;
  }
}

TEST(Columns, TheSurestAliasWins) {
  EXPECT_EQ(positions({"transaction", "customer", "date", "value", "amount", "order_id"}),
            (std::array{5, 1, 2, -1, -1, 4, -1, -1, -1, -1}));
}

TEST(Columns, UsesTheNamesThatAreGiven) {
  EXPECT_EQ(
      positions({"Kunde", "Datum", "Betrag", "date"}, "customer=Kunde,date=Datum,amount=Betrag"),
      (std::array{-1, 0, 1, -1, -1, 2, -1, -1, -1, -1}));
  EXPECT_EQ(positions({"who", "date", "amount"}, "Customer=WHO")[1], 0);
  EXPECT_EQ(positions({"customer", "date", "amount", "a=b"}, "stock code=a=b")[6], 3);
}

TEST(Columns, AGivenNameIsTakenAsItIsWrittenFirst) {
  const Header header = {"CustomerID", "Customer ID", "date", "amount"};
  EXPECT_EQ(positions(header, "customer=Customer ID")[1], 1);
  EXPECT_EQ(positions(header, "customer=CustomerID")[1], 0);
  EXPECT_EQ(failure(header, "customer=customerid"),
            "f.csv:1: columns customer=customerid: two columns have this name: 'CustomerID' and "
            "'Customer ID' "
            "(rename one)");
}

TEST(Columns, AnAliasNeverTakesAColumnThatWasGivenAnotherMeaning) {
  EXPECT_EQ(positions({"invoice", "date", "amount"}, "customer=invoice")[0], -1);
  EXPECT_EQ(positions({"customer", "order", "invoice", "date", "amount"}, "stock_code=invoice")[0],
            1);
  EXPECT_EQ(positions({"customer", "date", "amount"}, "order=date,date=date"),
            (std::array{1, 0, 1, -1, -1, 2, -1, -1, -1, -1}))
      << "one column may be given two";
}

TEST(Columns, AGivenColumnHasToBeThere) {
  EXPECT_EQ(thrown<UsageError>([] {
              (void)positions({"customer", "date", "amount"}, "order=Bon");
            }),
            "f.csv: columns order=Bon: no such column among: customer, date, amount");
}

TEST(Columns, TwoColumnsOfOneNameAreAnError) {
  EXPECT_EQ(failure({"customer", "date", "amount", "Customer"}),
            "f.csv:1: columns 'customer' () and 'Customer' () could both be the customer (hint: "
            "columns customer=customer or customer=Customer)");
  EXPECT_EQ(positions({"customer", "date", "amount", "x", "x"})[1], 0) << "others do not matter";
}

TEST(Columns, NamesTheMissingColumnAndTheNearestGuess) {
  EXPECT_EQ(failure({"InvoiceNo", "InvoiceDate", "Amount", "Custmer"}),
            "f.csv:1: no customer column among: InvoiceNo, InvoiceDate, Amount, Custmer (hint: "
            "columns customer=Custmer)");
  EXPECT_EQ(failure({"customer_id", "amount", "my_order_date"}),
            "f.csv:1: no date column among: customer_id, amount, my_order_date (hint: columns "
            "date=my_order_date)");
  EXPECT_EQ(failure({"customer", "date", "quantity"}),
            "f.csv:1: no amount column among: customer, date, quantity (hint: columns "
            "amount=NAME)");
  EXPECT_EQ(failure({"a", "b"}),
            "f.csv:1: no customer, date or amount column among: a, b (hint: columns "
            "customer=NAME,date=NAME,amount=NAME)");
}

TEST(Columns, NamesTheCandidatesForADoubtfulField) {
  EXPECT_EQ(failure({"customer", "date", "quantity", "Cost"}),
            "f.csv:1: no amount column among: customer, date, quantity, Cost (hint: columns "
            "amount=NAME; the amount may be 'Cost', or price=NAME, of one unit)");
  EXPECT_EQ(failure({"customer", "date", "quantity", "Kaufpreis pro Stück"}),
            "f.csv:1: no amount column among: customer, date, quantity, Kaufpreis pro Stück (hint: "
            "columns price=Kaufpreis pro Stück)");
  EXPECT_EQ(failure({"customer", "date", "Lines/Quantity", "Lines/Unit Price"}),
            "f.csv:1: no amount column among: customer, date, Lines/Quantity, Lines/Unit Price "
            "(hint: columns quantity=Lines/Quantity,price=Lines/Unit Price)");
  EXPECT_EQ(failure({"customer", "date", "Kaufpreis netto", "Verkaufspreis netto"}),
            "f.csv:1: no amount column among: customer, date, Kaufpreis netto, Verkaufspreis "
            "netto (hint: columns amount=NAME; the amount may be 'Kaufpreis netto', "
            "'Verkaufspreis netto')");
}

TEST(Columns, LastDatesAreThoseOfCustomers) {
  const std::string error = thrown<DataError>([] {
    (void)find_transaction_columns("f.csv", {"email", "last seen", "n", "ltv"}, {},
                                   {{{"a@x.org"}, {"2024-01-05"}, {"3"}, {"9.50"}}});
  });
  EXPECT_EQ(error,
            "f.csv:1: no date or amount column among: email, last seen, n, ltv (hint: columns "
            "date=NAME,amount=NAME; the date may be 'last seen'; a table of customers needs "
            "customer=NAME,last_purchase=NAME,frequency=NAME,monetary=NAME)");
}

TEST(Columns, ProposesOnlyWhatIsSure) {
  const auto proposals = [](const Header& header) -> std::size_t {
    try {
      (void)find_transaction_columns("f.csv", header, {}, {});
    } catch (const DataError& error) {
      return error.proposals().size();
    }
    return 9;
  };
  EXPECT_EQ(proposals({"customer", "date", "Price incl", "Price excl"}), 1U);
  EXPECT_EQ(proposals({"customer", "date", "Price excl"}), 0U);
}

TEST(Columns, FindsNamesOfOtherLanguages) {
  const auto found = [](const Header& header) {
    const TransactionColumns columns = find_transaction_columns("f.csv", header, {}, {});
    std::string text;
    for (const Field field : {Field::order, Field::customer, Field::date, Field::quantity,
                              Field::price, Field::amount}) {
      text += columns.has(field) ? header[static_cast<std::size_t>(columns.at(field))] : "-";
      text += ' ';
    }
    return text;
  };
  EXPECT_EQ(found({"Auftragsnummer", "Bestelldatum", "Kundennummer", "Menge", "Einzelpreis"}),
            "Auftragsnummer Kundennummer Bestelldatum Menge Einzelpreis - ");
  EXPECT_EQ(found({"order_number", "order_date_time", "customer_number", "amount_total"}),
            "order_number customer_number order_date_time - - amount_total ");
  EXPECT_EQ(found({"Numéro de commande", "Date de commande", "Numéro client", "Total TTC"}),
            "Numéro de commande Numéro client Date de commande - - Total TTC ");
  EXPECT_EQ(found({"Numero ordine", "Data ordine", "Codice cliente", "Importo totale"}),
            "Numero ordine Codice cliente Data ordine - - Importo totale ");
  EXPECT_EQ(found({"Numero de pedido", "Fecha de pedido", "ID cliente", "Importe total"}),
            "Numero de pedido ID cliente Fecha de pedido - - Importe total ");
  EXPECT_EQ(found({"Bestelnummer", "Besteldatum", "Klantnummer", "Totaalbedrag"}),
            "Bestelnummer Klantnummer Besteldatum - - Totaalbedrag ");
}

TEST(Columns, MessagesStandHugeAndHostileHeaders) {
  RFMSEG_SKIP_UNDER_THREAD_SANITIZER();
  Header header(100'000, std::string("\x1b[31m"));
  EXPECT_LT(failure(header).size(), 1000U);
  EXPECT_EQ(failure(header).find('\x1b'), std::string::npos);
  EXPECT_LT(failure({std::string(8'000'000, 'x'), "date", "amount"}).size(), 1000U);
}

TEST(Columns, ReadsGivenNames) {
  EXPECT_EQ(parse_column_names(""), ColumnNames{});
  EXPECT_EQ(parse_column_names("customer=a,STOCK_CODE= b "),
            (ColumnNames{{Field::customer, "a"}, {Field::stock_code, "b"}}));
  for (const char* bad : {"customer", "customer=", "=x", "buyer=x", "customer=a,,date=b", ",", "=",
                          "customer=a,customer=b"}) {
    EXPECT_THROW((void)parse_column_names(bad), UsageError) << bad;
  }
  EXPECT_EQ(
      thrown<UsageError>([] { (void)parse_column_names("buyer=x"); }),
      "columns: 'buyer=x' is not FIELD=COLUMN (fields: order, customer, date, quantity, price, "
      "amount, stock_code, description, country, currency, first_purchase, last_purchase, recency, "
      "frequency, monetary, items)");
}

TEST(Columns, EveryFieldHasItsName) {
  std::set<std::string_view> names;
  constexpr auto kAllFields = static_cast<std::size_t>(Field::items) + 1;
  for (std::size_t i = 0; i < kAllFields; ++i) names.insert(field_name(static_cast<Field>(i)));
  EXPECT_EQ(names.size(), kAllFields);
  EXPECT_EQ(field_name(Field::items), "items");
  EXPECT_EQ(field_name(Field::order), "order");
  EXPECT_EQ(field_name(Field::country), "country");
}

/// The name of the field's column in a file with these columns and cells.
std::string column_of(Field field, const Header& header, const std::vector<Cells>& cells) {
  const TransactionColumns columns = find_transaction_columns("f.csv", header, {}, {cells});
  return header[static_cast<std::size_t>(columns.at(field))];
}

TEST(Columns, AnIdWithSeveralDatesIsTheCustomer) {
  const Header header = {"id", "date", "amount"};
  const Cells dates = {"2024-01-05", "2024-01-06", "2024-01-07"};
  const Cells amounts = {"1", "2", "3"};
  EXPECT_EQ(column_of(Field::customer, header, {{"7", "8", "7"}, dates, amounts}), "id");
  const std::string error = thrown<DataError>([&] {
    (void)column_of(Field::customer, header, {{"7", "8", "9"}, dates, amounts});
  });
  EXPECT_EQ(error.find("f.csv:1: no customer column among: id, date, amount"), 0U) << error;
}

TEST(Columns, OfTwoDatesOfOneDayTheOneWithTheTimeIsRead) {
  const Cells days = {"2024-01-05", "2024-01-06"};
  const Cells times = {"2024-01-05 10:15", "2024-01-06 11:30"};
  const Cells values = {"7", "8"};
  EXPECT_EQ(column_of(Field::date, {"customer", "order_date", "invoice_date", "amount"},
                      {values, days, times, values}),
            "invoice_date");
  EXPECT_EQ(column_of(Field::date, {"customer", "invoice_date", "order_date", "amount"},
                      {values, days, times, values}),
            "order_date");
}

}  // namespace
}  // namespace rfmseg
