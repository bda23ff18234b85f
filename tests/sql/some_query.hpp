#pragma once

#include "rfmseg/segment/scheme.hpp"
#include "rfmseg/sql/query.hpp"

namespace rfmseg::test {

/// A query of `orders` with columns of usual names.
inline SqlQuery some_query() {
  CleaningOptions options;
  options.load.columns = parse_column_names(
      "order=order_id,customer=customer_id,date=ordered_at,quantity=quantity,price=price");
  SqlQuery query;
  query.table.name = "orders";
  query.meaning = given_meaning(options);
  query.scheme = load_scheme("classic");
  return query;
}

}  // namespace rfmseg::test
