#include "sql/steps.hpp"

namespace rfmseg::sql {

bool subtracts_returns(const SqlQuery& query) {
  return query.rules.net_returns.value_or(query.meaning.net_returns);
}

void add_rows(Statement& statement, const SqlQuery& query, const Dialect& dialect,
              std::string_view first_day) {
  const std::string once(dialect.once_a_row);
  statement.add("source", "The columns by their meaning, without white space around texts.",
                source_step(query, dialect, first_day) + once);
  statement.add("parsed", "The values of each row. Ids that mean no order or customer are NULL.",
                parsed_step(query, dialect) + once);
  statement.add("priced", "The amount of each row.", priced_step(query, dialect) + once);
  statement.add("cleaned",
                subtracts_returns(query)
                    ? "The reason of each row in the ledger: the first that applies. Rows that "
                      "count are kept or subtracted."
                    : "The reason of each row in the ledger: the first that applies.",
                cleaned_step(query, dialect, first_day) + once);
}

}  // namespace rfmseg::sql
