#include "load/status_words.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <vector>

#include "fold.hpp"
#include "load/name_words.hpp"

namespace rfmseg {
namespace {

// Without accents. Each word of a value is compared, so `Payment accepted` needs both.
constexpr auto kSold = std::to_array<std::string_view>(
    {"paid", "complete", "completed", "shipped", "dispatched", "delivered", "fulfilled",
     "succeeded", "success", "successful", "approved", "captured", "settled", "invoiced", "sale",
     "sold", "purchase", "accepted", "received", "finished", "done",
     // German, French, Spanish, Italian, Dutch
     "bezahlt", "abgeschlossen", "versendet", "versandt", "verschickt", "geliefert", "ausgeliefert",
     "zugestellt", "erledigt", "verkauf", "paye", "payee", "expedie", "expediee", "livre", "livree",
     "termine", "terminee", "vente", "pagado", "pagada", "completado", "completada", "enviado",
     "enviada", "entregado", "entregada", "venta", "pagato", "pagata", "completato", "completata",
     "spedito", "spedita", "consegnato", "consegnata", "evaso", "evasa", "vendita", "betaald",
     "voltooid", "verzonden", "geleverd", "afgerond", "verkoop"});

/// Words that say nothing next to others.
constexpr auto kFillers = std::to_array<std::string_view>(
    {"and", "fully", "order", "payment", "und", "vollstandig", "et", "y", "e", "en", "paiement",
     "pago", "pagamento", "betaling", "zahlung", "commande", "pedido", "ordine", "bestellung"});

constexpr auto kReturned = std::to_array<std::string_view>(
    {"refund",     "refunds",       "return",     "returns",       "creditmemo",
     "credit",     "chargeback",    "gutschrift", "retoure",       "ruckerstattung",
     "erstattung", "remboursement", "avoir",      "retour",        "devolucion",
     "reembolso",  "rimborso",      "reso",       "terugbetaling", "creditnota"});

bool is_listed(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

}  // namespace

StatusMeaning status_meaning(std::string_view value) {
  constexpr std::size_t kLongest = 40;
  if (value.size() > kLongest) return StatusMeaning::unknown;
  const std::vector<std::string> words = name_words(value);
  const auto all_of = [&](auto fits) { return std::ranges::all_of(words, fits); };
  const auto any_is = [&](std::span<const std::string_view> list) {
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return is_listed(word, list); });
  };
  if (any_is(kReturned) && all_of([](const std::string& word) {
        return is_listed(word, kReturned) || word == "memo" || word == "note" ||
               is_listed(word, kFillers);
      })) {
    return StatusMeaning::returned;
  }
  constexpr auto kParts = std::to_array<std::string_view>(
      {"cancel",  "refund",      "fail",      "pending",     "draft",        "void",
       "unpaid",  "declin",      "return",    "revers",      "reject",       "expired",
       "abandon", "chargeback",  "storn",     "offen",       "ausstehend",   "entwurf",
       "erstatt", "abgebrochen", "unbezahlt", "annul",       "rembours",     "echoue",
       "attente", "brouillon",   "reembols",  "pendiente",   "rechaz",       "fallid",
       "rimbors", "attesa",      "bozza",     "geannuleerd", "terugbetaald", "openstaand",
       "mislukt", "unfulfilled", "awaiting"});
  constexpr auto kWords = std::to_array<std::string_view>(
      {"not", "no", "nothing", "open", "partial", "partially", "hold", "teilweise", "nicht", "non",
       "niet", "unshipped", "incomplete", "waiting", "error", "test", "to", "retourniert"});
  const bool open = std::ranges::any_of(words, [&](const std::string& word) {
    return is_listed(word, kWords) || std::ranges::any_of(kParts, [&](std::string_view part) {
             return word.find(part) != std::string::npos;
           });
  });
  if (open) return StatusMeaning::not_sold;
  const bool sold = any_is(kSold) && all_of([](const std::string& word) {
                      return is_listed(word, kSold) || is_listed(word, kFillers);
                    });
  return sold ? StatusMeaning::sold : StatusMeaning::unknown;
}

}  // namespace rfmseg
