#include "load/field_names.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "fold.hpp"
#include "load/number.hpp"
#include "quoted_item.hpp"
#include "rfmseg/error.hpp"
#include "setting_format.hpp"
#include "text.hpp"

namespace rfmseg {
namespace {

struct FieldNames {
  Field field;
  std::string_view name;
  std::vector<Aliases> aliases;
};

const std::vector<FieldNames>& all_fields() {
  static const std::vector<FieldNames> fields = {
      {Field::order,
       "order",
       {{"invoiceno",
         "invoice",
         "invoiceid",
         "invoicenumber",
         "invoicenum",
         "orderid",
         "order",
         "orderno",
         "ordernumber",
         "ordernum",
         "orderreference",
         "orderref",
         "bestellnummer",
         "bestellnr",
         "bestellid",
         "auftragsnummer",
         "auftragsnr",
         "auftragsid",
         "numérodecommande",
         "numerodecommande",
         "numérocommande",
         "n°decommande",
         "n°commande",
         "numerocommande",
         "idcommande",
         "númerodepedido",
         "numerodepedido",
         "númeropedido",
         "numeropedido",
         "idpedido",
         "numeroordine",
         "idordine",
         "ordernummer",
         "bestelnummer"},
        {"transactionid",
         "transactionno",
         "transactionnumber",
         "transaction",
         "receiptid",
         "receiptno",
         "receiptnumber",
         "receipt",
         "ticketid",
         "ticketno",
         "ticketnumber",
         "ticket",
         "basketid",
         "basketno",
         "basket",
         "saleid",
         "saleno",
         "billid",
         "billno",
         "billnumber",
         "bill",
         "referenceno",
         "referencenumber",
         "referenceid",
         "reference",
         "ref",
         "rechnungsnummer",
         "rechnungsnr",
         "belegnummer",
         "belegnr",
         "factuurnummer"}}},
      {Field::customer,
       "customer",
       {{"customerid",
         "customer",
         "customerno",
         "customernumber",
         "customercode",
         "customerkey",
         "custid",
         "custno",
         "clientid",
         "client",
         "clientno",
         "clientnumber",
         "userid",
         "user",
         "memberid",
         "member",
         "memberno",
         "membernumber",
         "accountid",
         "account",
         "accountno",
         "accountnumber",
         "buyerid",
         "buyer",
         "householdid",
         "household",
         "householdkey",
         "householdno",
         "householdnumber",
         "donorid",
         "donor",
         "donorno",
         "donornumber",
         "shopperid",
         "shopper",
         "email",
         "emailaddress",
         "customeremail",
         "customeremailaddress",
         "billingemail",
         "buyeremail",
         "clientemail",
         "useremail",
         "contactemail",
         "purchaseemail",
         "kundennummer",
         "kundennr",
         "kundenid",
         "kundenemail",
         "numéroclient",
         "numeroclient",
         "n°client",
         "idclient",
         "idcliente",
         "numerocliente",
         "númerocliente",
         "codicecliente",
         "klantnummer",
         "klantnr",
         "klantid"},
        {"customername", "clientname", "buyername", "membername", "donorname", "username"}}},
      {Field::date,
       "date",
       {{"invoicedate",
         "date",
         "orderdate",
         "datetime",
         "transactiondate",
         "purchasedate",
         "orderdatetime",
         "invoicedatetime",
         "invoicetimestamp",
         "createdat",
         "created",
         "purchasetimestamp",
         "orderpurchasetimestamp",
         "saledate",
         "salesdate",
         "transactiondatetime",
         "transactiontimestamp",
         "orderedat",
         "purchasedat",
         "timestamp",
         "datecreated",
         "ordercreatedat",
         "receiptdate",
         "ticketdate",
         "bookingdate",
         "bestelldatum",
         "auftragsdatum",
         "kaufdatum",
         "datedecommande",
         "datecommande",
         "fechadepedido",
         "fechapedido",
         "dataordine",
         "orderdatum",
         "besteldatum"},
        {"rechnungsdatum", "belegdatum", "factuurdatum", "datefacture", "fechafactura",
         "datafattura"},
        {"time", "ordertime", "eventtime", "day", "datekey"}}},
      {Field::quantity,
       "quantity",
       {{"quantity", "qty", "units", "itemquantity", "itemqty", "orderquantity", "quantityordered",
         "unitssold", "quantitysold", "quantitypurchased", "menge", "quantité", "quantite",
         "cantidad", "quantità", "quantita"},
        {"count", "itemcount", "pieces"}}},
      {Field::price,
       "price",
       {{"unitprice", "price", "itemprice", "priceperunit", "priceeach", "sellingprice",
         "einzelpreis", "stückpreis", "einzelpreisbrutto", "prixunitaire", "prixunitairettc",
         "preciounitario", "prezzounitario", "stuksprijs", "stukprijs"},
        {"unitcost"}}},
      {Field::amount,
       "amount",
       {{"amount",
         "lineamount",
         "revenue",
         "total",
         "totalprice",
         "linetotal",
         "totalamount",
         "sales",
         "salesamount",
         "saleamount",
         "spend",
         "spent",
         "totalspend",
         "totalspent",
         "amountspent",
         "amountpaid",
         "netamount",
         "totalsales",
         "netsales",
         "grosssales",
         "turnover",
         "transactionamount",
         "purchaseamount",
         "totalrevenue",
         "grandtotal",
         "orderamount",
         "invoiceamount",
         "amounttotal",
         "gesamtpreisbrutto",
         "gesamtbrutto",
         "gesamtpreis",
         "gesamtbetrag",
         "gesamtsumme",
         "bestellsumme",
         "rechnungsbetrag",
         "montanttotal",
         "montantttc",
         "montanttotalttc",
         "totalttc",
         "importetotal",
         "importototale",
         "totaalbedrag"},
        {"ordertotal", "ordervalue", "invoicetotal", "paymentvalue", "transactionvalue",
         "basketvalue", "value", "payment"}}},
      {Field::stock_code,
       "stock_code",
       {{"stockcode", "sku", "productid", "productcode", "productsku", "itemid", "itemcode",
         "itemsku", "articleno", "article", "product"}}},
      {Field::description,
       "description",
       {{"description", "productname", "itemname", "itemdescription", "productdescription"}}},
      {Field::country,
       "country",
       {{"country", "countrycode", "market", "shippingcountry", "billingcountry",
         "customercountry"}}},
      {Field::currency,
       "currency",
       {{"currency", "currencycode", "ordercurrency", "paymentcurrency", "transactioncurrency"}}},
      {Field::first_purchase,
       "first_purchase",
       {{"firstpurchase", "firstpurchasedate", "firstorderdate", "firstorder", "erstkauf",
         "ersterkauf", "erstebestellung", "premièrecommande", "premierecommande", "primerpedido",
         "primoordine", "eerstebestelling"}}},
      {Field::last_purchase,
       "last_purchase",
       {{"lastpurchase",    "lastpurchasedate", "lastorderdate",      "lastorder",
         "lastinvoicedate", "mostrecentvisit",  "mostrecentpurchase", "lastvisit",
         "lastpurchasedat", "lastorderat",      "lastdate",           "letztkauf",
         "letzterkauf",     "letztebestellung", "dernièrecommande",   "dernierecommande",
         "últimopedido",    "ultimopedido",     "ultimoordine",       "laatstebestelling"}}},
      {Field::recency,
       "recency",
       {{"recency", "recencydays", "dayssincelastpurchase", "dayssincelastorder",
         "dayssincelast"}}},
      {Field::frequency,
       "frequency",
       {{"frequency",
         "orders",
         "ordercount",
         "numberoforders",
         "numorders",
         "purchases",
         "purchasecount",
         "numberofpurchases",
         "transactions",
         "visits",
         "transactioncount",
         "numberoftransactions",
         "orderscount",
         "totalorders",
         "#orders",
         "numberofvisits",
         "visitcount",
         "bestellungen",
         "anzahlbestellungen",
         "nombredecommandes",
         "pedidos",
         "ordini",
         "bestellingen"}}},
      {Field::monetary,
       "monetary",
       {{"monetary", "monetaryvalue", "revenue", "totalrevenue", "totalspent", "totalspend",
         "totalsales", "totalamount", "spend", "sales", "amount", "umsatz", "gesamtumsatz",
         "lifetimespend", "lifetimerevenue", "totaldépensé", "totalgastado", "totalespeso",
         "totaleuitgaven"}}},
      {Field::items, "items", {{"items", "itemcount", "totalquantity", "quantity", "units"}}},
  };
  return fields;
}

const FieldNames& names_of(Field field) {
  return all_fields()[static_cast<std::size_t>(field)];
}

}  // namespace

std::string_view field_name(Field field) {
  return names_of(field).name;
}

std::string field_names() {
  std::string names;
  for (const FieldNames& field : all_fields()) {
    if (!names.empty()) names += ", ";
    names += field.name;
  }
  return names;
}

FieldsOf fields_of(Field field) {
  if (field == Field::customer) return FieldsOf::both;
  return static_cast<std::size_t>(field) < kFieldCount ? FieldsOf::transactions
                                                       : FieldsOf::customers;
}

std::span<const Aliases> field_aliases(Field field) {
  return names_of(field).aliases;
}

bool is_alias(Field field, std::string_view plain) {
  return std::ranges::any_of(field_aliases(field), [&](const Aliases& rivals) {
    return std::ranges::find(rivals, plain) != rivals.end();
  });
}

bool is_usual_name(std::string_view plain) {
  static const auto names = [] {
    std::unordered_set<std::string_view> all;
    for (const FieldNames& field : all_fields()) {
      for (const Aliases& rivals : field.aliases) all.insert(rivals.begin(), rivals.end());
    }
    return all;
  }();
  return names.contains(plain);
}

std::string plain_name(std::string_view name) {
  constexpr std::string_view kNoBreakSpace = "\xC2\xA0";
  const std::string lower = folded(name);
  name = lower;
  std::string plain;
  for (; !name.empty(); name.remove_prefix(1)) {
    if (name.starts_with(kNoBreakSpace)) {
      name.remove_prefix(1);  // and the second byte of the character
      continue;
    }
    const char c = name.front();
    if (std::string_view(" \t\n_-.").find(c) != std::string_view::npos) continue;
    plain += c;
  }
  return plain;
}

std::size_t name_distance(const std::string& plain, Field field) {
  constexpr std::size_t kLongestName = 64;  // longer texts are not names, and slow to compare
  std::size_t least = kUnlikelyName;
  if (plain.empty() || plain.size() > kLongestName) return least;
  for (const Aliases& rivals : field_aliases(field)) {
    for (const std::string_view alias : rivals) {
      const bool part = alias.size() >= 4 && plain.find(alias) != std::string::npos;
      if (part) least = std::min<std::size_t>(least, plain.size() == alias.size() ? 0 : 1);
      const auto [shorter, longer] = std::minmax({plain.size(), alias.size()});
      if (longer - shorter >= least) continue;  // needs at least this many edits
      const std::size_t edits = edit_distance(plain, alias);
      if (edits * 2 <= std::max(plain.size(), alias.size())) least = std::min(least, edits);
    }
  }
  return least;
}

NameWithCurrency split_currency(std::string_view name) {
  NameWithCurrency without{std::string(name), {}};
  std::string_view rest = trimmed(name);
  if (rest.ends_with(')') || rest.ends_with(']')) rest = trimmed(rest.substr(0, rest.size() - 1));
  const std::size_t mark = rest.find_last_of(" ,([/_-");
  if (mark == std::string_view::npos || mark == 0) return without;
  const std::string_view last = rest.substr(mark + 1);
  // Codes in capitals only: `all`, `try` and `top` are words, too.
  const bool lower = std::ranges::any_of(last, [](char c) { return c >= 'a' && c <= 'z'; });
  if (last.empty() || lower) return without;
  const auto number = parse_number(fmt::format("1 {}", last), '.');
  if (!number || number->currency.empty()) return without;
  rest = rest.substr(0, mark);
  while (!rest.empty() && std::string_view(" ,([/_-").find(rest.back()) != std::string_view::npos) {
    rest.remove_suffix(1);
  }
  if (rest.ends_with(" in")) rest.remove_suffix(3);
  return {std::string(rest), std::string(number->currency)};
}

ColumnNames parse_column_names(std::string_view text) {
  ColumnNames names;
  while (!text.empty()) {
    const std::string_view rest = text;
    const auto field_item = take_item(text, '=');
    const auto column = field_item && field_item->marked ? take_item(text, ',') : std::nullopt;
    const std::string plain = field_item ? plain_name(field_item->text) : std::string();
    const auto known =
        std::find_if(all_fields().begin(), all_fields().end(),
                     [&](const FieldNames& field) { return plain_name(field.name) == plain; });
    if (!column || column->text.empty() || known == all_fields().end()) {
      throw UsageError(fmt::format("{}: '{}' is not FIELD=COLUMN (fields: {})", Setting::columns,
                                   printable(rest), field_names()));
    }
    if (!names.emplace(known->field, column->text).second) {
      throw UsageError(fmt::format("{}: {} is given twice", Setting::columns, known->name));
    }
  }
  const auto named = [&](FieldsOf kind) {
    return std::ranges::find_if(names,
                                [&](const auto& name) { return fields_of(name.first) == kind; });
  };
  const auto transactions = named(FieldsOf::transactions);
  const auto customers = named(FieldsOf::customers);
  if (transactions != names.end() && customers != names.end()) {
    throw UsageError(fmt::format(
        "{}: {} is a field of transactions, but {} is one of customer tables", Setting::columns,
        field_name(transactions->first), field_name(customers->first)));
  }
  return names;
}

}  // namespace rfmseg
