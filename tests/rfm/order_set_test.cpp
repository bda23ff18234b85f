#include "rfm/order_set.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

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
  EXPECT_EQ(orders.size(), expected.size());
}

TEST(OrderSet, MergesUnderTheNumbersOfTheOther) {
  OrderSet here;
  OrderSet there;
  for (int i = 0; i < 100; ++i) {
    // Half of them with long ids; customer 0 there is 7 here, and 1 is 0.
    const std::string id = std::to_string(i) + (i % 2 == 0 ? "" : "-longer-than-most");
    if (i < 60) here.insert(7, id);
    there.insert(0, id);
    there.insert(1, id);
  }
  const auto known = here.merge(std::move(there), {7, 0}, 3);
  EXPECT_EQ(known, std::vector<std::uint32_t>(60, 7));
  EXPECT_EQ(here.size(), 200U);
  EXPECT_FALSE(here.insert(0, "98"));
  EXPECT_FALSE(here.insert(7, "99-longer-than-most"));
}

}  // namespace
}  // namespace rfmseg
