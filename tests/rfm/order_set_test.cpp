#include "rfm/order_set.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace rfmseg {
namespace {

using Orders = std::set<std::pair<std::uint32_t, std::string>>;

TEST(OrderSet, HoldsEveryOrderOnceWhateverTheLengthOfItsId) {
  OrderSet orders;
  Orders expected;
  for (int again = 0; again < 2; ++again) {
    for (std::size_t length = 0; length < 40; ++length) {
      for (const std::uint32_t customer : {0U, 1U, 4'000'000'000U}) {
        for (const char c : {'7', '\0', '\xff'}) {
          const std::string id(length, c);
          EXPECT_EQ(orders.insert(customer, id), expected.emplace(customer, id).second)
              << length << ' ' << customer;
        }
      }
    }
  }
  Orders found;
  orders.for_each([&](std::uint32_t customer, std::string_view id) {
    EXPECT_TRUE(found.emplace(customer, std::string(id)).second);
  });
  EXPECT_EQ(found, expected);
}

}  // namespace
}  // namespace rfmseg
