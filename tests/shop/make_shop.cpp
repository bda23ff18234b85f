#include <charconv>
#include <cstdint>
#include <exception>
#include <iostream>
#include <string>
#include <string_view>

#include "shop.hpp"

namespace {

constexpr std::string_view kUsage =
    "usage: make_shop [--customers N] [--seed S] [--basket L]\n"
    "\n"
    "Writes the transactions of an invented gift shop to stdout, as CSV in the columns of the UCI\n"
    "Online Retail file. The same options give the same bytes on every machine.\n"
    "\n"
    "  --customers N  customers of the shop, 1 to 1000000000 (default 200)\n"
    "  --seed S       another seed, another shop (default 3)\n"
    "  --basket L     mean lines an order, 1 to 10000 (default: 3 below 1000 customers, else 17)\n"
    "  --help         print this and stop\n";

struct UsageError {
  std::string message;
};

std::uint64_t parse_number(std::string_view option, std::string_view text, std::uint64_t least,
                           std::uint64_t most) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size() || number < least || number > most) {
    throw UsageError{std::string{option} + ": '" + std::string{text} +
                     "' is not a whole number from " + std::to_string(least) + " to " +
                     std::to_string(most)};
  }
  return number;
}

rfmseg::shop::ShopOptions parse_options(int argc, char** argv) {
  rfmseg::shop::ShopOptions options;
  for (int i = 1; i < argc; i += 2) {
    const std::string_view option = argv[i];
    if (option != "--customers" && option != "--seed" && option != "--basket") {
      throw UsageError{"unknown option '" + std::string{option} + "'"};
    }
    if (i + 1 == argc) throw UsageError{std::string{option} + " needs a number"};
    const std::string_view value = argv[i + 1];
    if (option == "--customers") options.customers = parse_number(option, value, 1, 1'000'000'000);
    if (option == "--seed") options.seed = parse_number(option, value, 0, UINT64_MAX);
    if (option == "--basket") options.basket = parse_number(option, value, 1, 10'000);
  }
  return options;
}

bool asks_for_help(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    if (std::string_view{argv[i]} == "--help") return true;
  }
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    if (asks_for_help(argc, argv)) {
      std::cout << kUsage;
    } else {
      rfmseg::shop::write_shop(parse_options(argc, argv), std::cout);
    }
    if (!std::cout.flush()) {
      std::cerr << "make_shop: cannot write to stdout\n";
      return 1;
    }
    return 0;
  } catch (const UsageError& error) {
    std::cerr << "make_shop: " << error.message << "\n(hint: make_shop --help)\n";
    return 2;
  } catch (const std::exception& error) {
    std::cerr << "make_shop: " << error.what() << '\n';
    return 1;
  }
}
