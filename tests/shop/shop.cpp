#include "shop.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "calendar.hpp"
#include "catalogue.hpp"
#include "customers.hpp"
#include "hash.hpp"
#include "transaction_writer.hpp"

namespace rfmseg::shop {
namespace {

// How often, in (customer, day) pairs, things happen that no known customer does.
constexpr std::uint64_t kGuestEvery = 200;
constexpr std::uint64_t kStockCheckEvery = 2600;

constexpr std::uint64_t kOpens = 8 * 60;
constexpr std::uint64_t kMinutesOpen = 10 * 60;
constexpr std::uint64_t kBookkeeping = 18 * 60 + 30;
constexpr std::string_view kHome = "United Kingdom";

constexpr std::array<std::string_view, 6> kStockNotes{"damaged",       "lost", "wet, thrown away",
                                                      "counted again", "?",    ""};

/// Draws products for one order, each at most once, and the best sellers more often.
class Shelf {
 public:
  explicit Shelf(Dice& dice) : dice_(dice) {}

  std::size_t take() {
    std::size_t product = dice_.below(1 + dice_.below(kCatalogue.size()));
    while (taken_[product]) product = (product + 1) % kCatalogue.size();
    taken_.set(product);
    return product;
  }

 private:
  Dice& dice_;
  std::bitset<kCatalogue.size()> taken_;
};

/// One line of an order, before prices.
struct BasketLine {
  std::size_t product;
  std::int64_t quantity;
  bool free;
  bool scanned_twice;
};

std::uint64_t basket_of(const ShopOptions& options) {
  if (options.basket != 0) return options.basket;
  return options.customers < 1000 ? 3 : 17;
}

class Shop {
 public:
  Shop(const ShopOptions& options, std::ostream& out)
      : options_(options),
        mean_basket_(basket_of(options)),
        days_(open_days()),
        customers_(options.customers, options.seed, days_),
        guests_(mix(options.seed + 1), kGuestEvery),
        stock_checks_(mix(options.seed + 2), kStockCheckEvery),
        dice_(mix(options.seed + 3)),
        writer_(out) {
    for (const Product& product : kCatalogue) {
      articles_.push_back(csv_article(product.code, product.description));
    }
  }

  void trade(std::uint32_t day) {
    for (std::uint64_t index = 0; index < options_.customers; ++index) {
      const Customer customer = customers_.at(index);
      if (brings_back(customer, day)) strip_back(index, customer, day);
      if (customers_.visits(customer, day)) sell(index, customer, day);
      if (guests_.rings()) sell_to_guest(index, day);
      if (stock_checks_.rings()) correct_stock(index, customer, day);
    }
    if (days_[day].ends_month) keep_books(day);
  }

  std::uint32_t day_count() const { return static_cast<std::uint32_t>(days_.size()); }
  void flush() { writer_.flush(); }

 private:
  /// The walk through the customers is the walk through the day.
  std::uint64_t minute(std::uint64_t index) const {
    return kOpens + index * kMinutesOpen / options_.customers;
  }

  OrderHead head(std::uint64_t index, const Customer& customer, std::uint32_t day) const {
    return {days_[day].date, minute(index), customers_.id(index), Customers::country(customer)};
  }

  std::int64_t price(const BasketLine& line, std::uint32_t day) const {
    return line.free ? 0 : price(line.product, day);
  }

  std::int64_t price(std::size_t product, std::uint32_t day) const {
    return days_[day].summer_prices ? kCatalogue[product].summer_price : kCatalogue[product].price;
  }

  /// Many short orders and a few long ones, about `mean` lines on average.
  static std::uint64_t pick_length(Dice& dice, std::uint64_t mean) {
    const std::uint64_t most = 1 + dice.below(4 * mean - 3);
    return std::min<std::uint64_t>(1 + dice.below(most), kCatalogue.size());
  }

  /// The same for the same customer and day, so that a return needs no memory of the sale.
  const std::vector<BasketLine>& basket(const Customer& customer, std::uint32_t day) {
    const Persona& persona = kPersonas[customer.persona];
    Dice dice(mix(customer.key ^ (day + 1) * kGolden));
    basket_.clear();
    const std::uint64_t mean = (mean_basket_ * persona.basket + 50) / 100;
    const std::uint64_t length = pick_length(dice, std::max<std::uint64_t>(mean, 1));
    Shelf shelf(dice);
    for (std::uint64_t line = 0; line < length; ++line) {
      const std::size_t product = shelf.take();
      const auto packs = static_cast<std::int64_t>(1 + dice.below(1 + dice.below(persona.bulk)));
      const std::uint64_t luck = dice.below(1000);
      basket_.push_back({product, packs * kCatalogue[product].pack, luck < 6, luck >= 995});
    }
    return basket_;
  }

  void sell(std::uint64_t index, const Customer& customer, std::uint32_t day) {
    writer_.begin_order("", head(index, customer, day));
    for (const BasketLine& line : basket(customer, day)) {
      const std::int64_t unit_price = price(line, day);
      writer_.add_line(articles_[line.product], line.quantity, unit_price);
      if (line.scanned_twice) writer_.add_line(articles_[line.product], line.quantity, unit_price);
    }
    if (Customers::country(customer) != kHome) writer_.add_line(postage_, 1, 18000);
    if (dice_.one_in(60)) {
      // Two draws never stand in one call: compilers differ in which comes first.
      const auto amount = static_cast<std::int64_t>(500 + 125 * dice_.below(160));
      writer_.add_line(dice_.one_in(4) ? manual_with_note_ : manual_, 1, amount);
    }
  }

  /// Everyone has a habitual number of days after which things come back.
  static std::uint32_t days_to_return(const Customer& customer) {
    return 2 + static_cast<std::uint32_t>(customer.key >> 40 & 15);
  }

  bool brings_back(const Customer& customer, std::uint32_t day) const {
    const std::uint32_t wait = days_to_return(customer);
    if (day < wait || ((customer.key >> 44) + day) % 8 != 0) return false;
    return customers_.visits(customer, day - wait);
  }

  void strip_back(std::uint64_t index, const Customer& customer, std::uint32_t day) {
    const std::uint32_t bought = day - days_to_return(customer);
    std::uint64_t left = 1 + dice_.below(3);
    writer_.begin_order("C", head(index, customer, day));
    for (const BasketLine& line : basket(customer, bought)) {
      if (left-- == 0) break;
      // Most things come back whole; sometimes it is one of the pack.
      const std::int64_t quantity = dice_.one_in(5) ? 1 : line.quantity;
      writer_.add_line(articles_[line.product], -quantity, price(line, bought));
    }
  }

  /// A guest pays at the till or on the web and leaves no customer id.
  void sell_to_guest(std::uint64_t index, std::uint32_t day) {
    writer_.begin_order("", {days_[day].date, minute(index), std::nullopt, kHome});
    const std::uint64_t length = pick_length(dice_, mean_basket_);
    Shelf shelf(dice_);
    for (std::uint64_t line = 0; line < length; ++line) {
      const std::size_t product = shelf.take();
      writer_.add_line(articles_[product], static_cast<std::int64_t>(1 + dice_.below(3)),
                       price(product, day));
    }
    if (dice_.one_in(4)) {
      writer_.add_line(web_postage_, 1, static_cast<std::int64_t>(4950 + 1000 * dice_.below(20)));
    }
  }

  void correct_stock(std::uint64_t index, const Customer& customer, std::uint32_t day) {
    // Sometimes the breakage happened on the way to a customer, and is booked on them.
    OrderHead order = head(index, customer, day);
    if (!dice_.one_in(5)) order = {order.date, order.minute, std::nullopt, kHome};
    const std::size_t product = dice_.below(kCatalogue.size());
    const std::string_view note = kStockNotes[dice_.below(kStockNotes.size())];
    writer_.begin_order("", order);
    writer_.add_line(csv_article(kCatalogue[product].code, note),
                     -static_cast<std::int64_t>(dice_.below(40)), 0);
  }

  void keep_books(std::uint32_t day) {
    const std::uint64_t index = dice_.below(options_.customers);
    OrderHead known = head(index, customers_.at(index), day);
    known.minute = kBookkeeping;
    const OrderHead unknown{known.date, kBookkeeping, std::nullopt, kHome};
    writer_.begin_order("", dice_.one_in(2) ? known : unknown);
    writer_.add_line(bank_charges_, 1, 15000);
    if (!days_[day].ends_quarter) return;
    const auto debt = static_cast<std::int64_t>(20000 + 10 * dice_.below(40000));
    for (const auto& [order, amount] : {std::pair{unknown, debt}, std::pair{known, -debt}}) {
      writer_.begin_order("A", order);
      writer_.add_line(bad_debt_, 1, amount);
    }
  }

  ShopOptions options_;
  std::uint64_t mean_basket_;
  std::vector<OpenDay> days_;
  Customers customers_;
  Ticker guests_;
  Ticker stock_checks_;
  Dice dice_;
  TransactionWriter writer_;
  std::vector<std::string> articles_;  // as kCatalogue
  std::vector<BasketLine> basket_;     // kept only for its memory
  std::string postage_ = csv_article("POST", "POSTAGE");
  std::string web_postage_ = csv_article("DOT", "WEB SHOP POSTAGE");
  std::string manual_ = csv_article("M", "Manual");
  std::string manual_with_note_ = csv_article("M", "Manual\nsee note in till");
  std::string bank_charges_ = csv_article("BANK CHARGES", "Bank Charges");
  std::string bad_debt_ = csv_article("B", "Adjust bad debt");
};

}  // namespace

void write_shop(const ShopOptions& options, std::ostream& out) {
  Shop shop(options, out);
  for (std::uint32_t day = 0; day < shop.day_count() && out; ++day) shop.trade(day);
  shop.flush();
}

}  // namespace rfmseg::shop
