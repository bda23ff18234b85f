#include "load/name_words.hpp"

#include <algorithm>
#include <initializer_list>

#include "fold.hpp"
#include "load/field_names.hpp"

namespace rfmseg {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool is_name_letter(char c) {
  const bool ascii = (c >= 'a' && c <= 'z') || is_upper(c) || (c >= '0' && c <= '9');
  return ascii || static_cast<unsigned char>(c) >= 0x80 || c == '%';
}

/// A name as whole words, and as letters in which words of compounds are found.
class NameParts {
 public:
  explicit NameParts(std::string_view name) {
    constexpr std::size_t kLongestName = 64;  // longer texts are not names
    if (name.size() > kLongestName) return;
    words_ = name_words(name);
    letters_ = without_accents(plain_name(name));
  }

  [[nodiscard]] bool has_word(Words words) const {
    return std::ranges::any_of(words_, [&](const std::string& word) {
      return std::ranges::find(words, word) != words.end();
    });
  }
  [[nodiscard]] bool has_part(Words parts) const {
    return std::ranges::any_of(
        parts, [&](std::string_view part) { return letters_.find(part) != std::string::npos; });
  }
  [[nodiscard]] bool ends_with(Words ends) const {
    return std::ranges::any_of(ends, [&](std::string_view end) { return letters_.ends_with(end); });
  }

 private:
  std::vector<std::string> words_;
  std::string letters_;
};

bool is_id_name(const NameParts& name) {
  return name.has_word({"id", "ids", "no", "nr", "num", "number", "code", "key", "ref", "reference",
                        "uuid", "guid"}) ||
         name.has_part({"nummer", "numero", "codice", "codigo"}) ||
         name.ends_with({"nr", "number", "code"});
}

bool is_gross_name(const NameParts& name) {
  return name.has_word(
             {"incl", "including", "inkl", "inc", "inclusive", "ttc", "bruto", "lordo"}) ||
         name.has_part({"brutto", "gross", "inclusief", "inklusive", "ivaincl", "ivainclu"});
}

bool is_net_name(const NameParts& name) {
  return name.has_word({"net", "excl", "excluding", "exkl", "exclusive", "ex", "ht", "hors", "neto",
                        "netto", "sin", "before"}) ||
         name.has_part({"netto", "subtotal", "zwischensumme", "soustotal", "imponibile",
                        "exclusief", "untaxed"});
}

Support customer_support(const NameParts& name) {
  const bool other =
      name.has_word({"group",  "note",    "notes",   "type",    "first",   "last",  "address",
                     "city",   "state",   "country", "zip",     "phone",   "date",  "time",
                     "since",  "order",   "orders",  "count",   "segment", "agent", "seller",
                     "vendor", "staff",   "agreed",  "vat",     "tax",     "total", "price",
                     "amount", "company", "title",   "accepts", "language"}) ||
      name.has_part({"gruppe",   "telefon",   "phone",    "groupe",      "gruppo",
                     "service",  "marketing", "merchant", "verkaufer",   "vendeur",
                     "supplier", "lieferant", "employee", "mitarbeiter", "birth",
                     "geburt",   "bestell",   "auftrag",  "datum",       "useragent"});
  if (other) return Support::none;
  const bool person =
      name.has_word({"client", "clients", "user", "buyer", "member", "donor", "shopper", "koper",
                     "contact", "patron", "payer", "subscriber"}) ||
      name.has_part({"custom", "kunde", "kund", "klant", "cliente", "kaufer", "acheteur",
                     "comprador", "acquirente", "mitglied", "purchaser", "debitor"});
  const bool address = name.has_part({"email"}) || name.has_word({"mail"});
  if (name.ends_with({"name", "nom"}) || name.has_word({"name", "nombre", "nome"})) {
    return person ? Support::weak : Support::none;
  }
  if (person) return is_id_name(name) || address ? Support::best : Support::strong;
  return address ? Support::fair : Support::none;
}

Support date_support(const NameParts& name) {
  const bool other =
      name.has_word({"last", "first", "due", "end", "expires", "expiry", "until", "zone"}) ||
      name.has_part({"update",     "modif",      "ship",      "deliver", "versand", "liefer",
                     "geander",    "cancel",     "storn",     "refund",  "birth",   "geburt",
                     "naissance",  "nacimiento", "nascita",   "faellig", "fallig",  "expir",
                     "regist",     "signup",     "livraison", "expedi",  "entrega", "consegna",
                     "spedizione", "verzend",    "lever",     "note",    "payout",  "letzt",
                     "erst"});
  if (other) return Support::none;
  const bool date = name.has_word({"time", "at", "on", "day", "data", "zeit", "tag", "jour"}) ||
                    name.has_part({"date", "datum", "fecha", "timestamp", "zeitpunkt"});
  const bool sale =
      name.has_part({"order",   "purchas",  "sale",   "sold",    "invoice", "transact", "bestell",
                     "auftrag", "rechnung", "kauf",   "beleg",   "command", "achat",    "vente",
                     "facture", "pedido",   "compra", "venta",   "factura", "ordine",   "acquisto",
                     "vendita", "fattura",  "bestel", "factuur", "placed"});
  if (date && sale) return Support::best;
  if (name.has_part({"created", "erstellt", "ordered", "purchased"})) return Support::strong;
  if (date) return name.has_part({"paid", "bezahl", "pay"}) ? Support::weak : Support::fair;
  return sale && name.has_word({"on", "at"}) ? Support::fair : Support::none;
}

Support amount_support(const NameParts& name) {
  const bool gross = is_gross_name(name);
  const bool net = is_net_name(name);
  // `Total incl. VAT` is a total; `Total VAT` is a tax.
  const bool tax = name.has_word({"tax", "taxes", "vat", "iva", "tva", "btw", "gst", "ust"}) ||
                   name.has_part({"mwst", "steuer", "impuesto", "imposta"});
  const bool other =
      is_id_name(name) ||
      name.has_word({"id",     "qty",    "units",   "count",  "items",    "zip",
                     "plz",    "cap",    "phone",   "tel",    "rate",     "percent",
                     "%",      "pct",    "fee",     "fees",   "tip",      "tips",
                     "weight", "points", "channel", "rep",    "currency", "status",
                     "type",   "method", "orders",  "date",   "year",     "month",
                     "due",    "age",    "margin",  "profit", "quote",    "refunded"}) ||
      name.has_part({"quantit",   "menge",       "anzahl",  "cantidad", "aantal",      "postcode",
                     "postal",    "telefon",     "prozent", "discount", "rabatt",      "remise",
                     "descuento", "sconto",      "korting", "shipping", "versand",     "livraison",
                     "envio",     "spedizione",  "verzend", "refund",   "erstatt",     "rembours",
                     "reembolso", "rimborso",    "gebuhr",  "gewicht",  "salesperson", "voucher",
                     "giftcard",  "outstanding", "balance", "wahrung",  "delivery",    "promo",
                     "coupon",    "zahlungsart", "exchange"});
  if (other || (tax && !gross && !net)) return Support::none;
  const bool total =
      name.has_word({"total", "totals", "amount", "sum", "sales", "paid", "spend", "spent", "value",
                     "valor", "ca"}) ||
      name.has_part({"betrag", "summe", "gesamt", "umsatz", "erlos", "revenue", "turnover",
                     "montant", "importe", "importo", "bedrag", "totaal", "totale", "omzet",
                     "grandtotal", "amountpaid", "ordertotal", "linetotal"});
  const bool price = name.has_word({"price", "prices", "charge", "charged", "vk"}) ||
                     name.has_part({"preis", "prix", "precio", "prezzo", "prijs", "price"});
  const bool part_of_total = name.has_part({"subtotal", "zwischensumme", "soustotal"});
  if (net && !gross) {
    const bool money = total || price || part_of_total || name.has_word({"net"});
    return money ? Support::weak : Support::none;
  }
  // Costs may be those of the shop.
  if (!total && !price && name.has_word({"cost", "costs"})) return Support::weak;
  if (total) return gross ? Support::best : Support::strong;
  if (price || name.has_part({"brutto", "gross"})) return gross ? Support::good : Support::fair;
  return Support::none;
}

}  // namespace

std::vector<std::string> name_words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(without_accents(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!is_name_letter(c)) {
      end_word();
      continue;
    }
    // `OrderDate`, `customerID`
    const bool after_small = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (is_upper(c) && after_small) end_word();
    word += c;
  }
  end_word();
  return words;
}

Support name_support(Field field, std::string_view name) {
  const NameParts words(name);
  if (field == Field::customer) return customer_support(words);
  if (field == Field::date) return date_support(words);
  return field == Field::amount ? amount_support(words) : Support::none;
}

bool is_price_name(std::string_view name) {
  const Support support = name_support(Field::amount, name);
  return support == Support::fair || support == Support::good;
}

bool is_unit_price_name(std::string_view name) {
  const NameParts words(name);
  return words.has_word({"unit", "each", "per", "pro", "je"}) ||
         words.has_part(
             {"einzelpreis", "stuckpreis", "unitaire", "unitario", "stukprijs", "stuksprijs"});
}

bool is_quantity_name(std::string_view name) {
  const NameParts words(name);
  return words.has_word({"qty", "units", "pieces", "qte"}) ||
         words.has_part({"quantit", "menge", "anzahl", "stuckzahl", "cantidad", "aantal"});
}

}  // namespace rfmseg
