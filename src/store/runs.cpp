#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <SQLiteCpp/VariadicBind.h>
#include <fmt/core.h>

#include <optional>

#include "load/transaction.hpp"
#include "rfmseg/error.hpp"
#include "rfmseg/interrupt.hpp"
#include "rfmseg/store/store.hpp"
#include "rfmseg/version.hpp"
#include "store/state.hpp"
#include "store/values.hpp"

namespace rfmseg {
namespace {

using SQLite::TransactionBehavior;

std::string string_of(const SQLite::Statement& query, int column) {
  return std::string(text_of(query.getColumn(column)));
}

constexpr const char* kRunColumns =
    "number, command, as_of, scheme, cuts, model, recorded, version, (SELECT count(*) FROM "
    "run_customer WHERE run = number)";

Run run_of(const SQLite::Statement& query) {
  Run run;
  run.number = query.getColumn(0).getInt64();
  run.definition = {string_of(query, 1), string_of(query, 2), string_of(query, 3),
                    string_of(query, 4), string_of(query, 5)};
  run.recorded = string_of(query, 6);
  run.version = string_of(query, 7);
  run.customers = query.getColumn(8).getInt64();
  return run;
}

constexpr const char* kCustomerColumns =
    "customer_id, recency, frequency, monetary, rfm_score, segment, cluster, value_tier";

RunCustomer customer_of(const SQLite::Statement& query, int first) {
  RunCustomer customer;
  int column = first;
  for (std::string* const text :
       {&customer.id, &customer.recency, &customer.frequency, &customer.monetary,
        &customer.rfm_score, &customer.segment, &customer.cluster, &customer.value_tier}) {
    *text = string_of(query, column++);
  }
  return customer;
}

}  // namespace

std::int64_t Store::save_run(const RunDefinition& definition,
                             const std::function<void(const AddRunCustomer&)>& customers) {
  const Database& database = state_->database;
  return database.guarded([&] {
    SQLite::Transaction transaction(*database, TransactionBehavior::IMMEDIATE);
    SQLite::Statement forget(*database,
                             "DELETE FROM run WHERE command = ? AND as_of = ? AND scheme = ? AND "
                             "cuts = ? AND model = ?");
    SQLite::bind(forget, definition.command, definition.as_of, definition.scheme, definition.cuts,
                 definition.model);
    forget.exec();
    SQLite::Statement insert(*database,
                             "INSERT INTO run (command, as_of, scheme, cuts, model, recorded, "
                             "version) VALUES (?, ?, ?, ?, ?, ?, ?)");
    SQLite::bind(insert, definition.command, definition.as_of, definition.scheme, definition.cuts,
                 definition.model, utc_now(), std::string(version()));
    insert.exec();
    const std::int64_t number = database->getLastInsertRowid();
    SQLite::Statement insert_customer(
        *database, "INSERT INTO run_customer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    customers([&](const RunCustomer& customer) {
      check_interrupt();
      insert_customer.reset();
      SQLite::bind(insert_customer, number, customer.id, customer.recency, customer.frequency,
                   customer.monetary, customer.rfm_score, customer.segment, customer.cluster,
                   customer.value_tier);
      insert_customer.exec();
    });
    transaction.commit();
    return number;
  });
}

std::vector<Run> Store::runs() const {
  const Database& database = state_->database;
  return database.guarded([&] {
    std::vector<Run> runs;
    SQLite::Statement query(*database,
                            fmt::format("SELECT {} FROM run ORDER BY number", kRunColumns));
    while (query.executeStep()) runs.push_back(run_of(query));
    return runs;
  });
}

void Store::each_run_customer(std::int64_t run, const AddRunCustomer& add) const {
  const Database& database = state_->database;
  database.guarded([&] {
    const SQLite::Transaction moment(*database);
    SQLite::Statement find(*database, "SELECT 1 FROM run WHERE number = ?");
    find.bind(1, run);
    if (!find.executeStep()) {
      throw DataError(ErrorKind::missing_run, {name()}, fmt::format("has no run {}", run));
    }
    SQLite::Statement query(
        *database, fmt::format("SELECT {} FROM run_customer WHERE run = ? ORDER BY customer_id",
                               kCustomerColumns));
    query.bind(1, run);
    std::optional<std::string> last;
    while (query.executeStep()) {
      const RunCustomer customer = customer_of(query, 0);
      if (last && customer.id <= *last) {
        database.fail_damaged(fmt::format("the customers of run {} are out of order", run));
      }
      last = customer.id;
      add(customer);
    }
  });
}

std::vector<RunCustomer> Store::run_customers(std::int64_t run) const {
  std::vector<RunCustomer> customers;
  each_run_customer(run, [&](const RunCustomer& customer) { customers.push_back(customer); });
  return customers;
}

std::vector<std::pair<Run, RunCustomer>> Store::history(const std::string& customer) const {
  const Database& database = state_->database;
  return database.guarded([&] {
    std::vector<std::pair<Run, RunCustomer>> history;
    SQLite::Statement query(
        *database, fmt::format("SELECT {}, {} FROM run JOIN run_customer ON run = number WHERE "
                               "customer_id = ? ORDER BY number",
                               kRunColumns, kCustomerColumns));
    query.bind(1, customer);
    while (query.executeStep()) history.emplace_back(run_of(query), customer_of(query, 9));
    return history;
  });
}

void Store::remove_run(std::int64_t run) {
  const Database& database = state_->database;
  database.guarded([&] {
    SQLite::Transaction transaction(*database, TransactionBehavior::IMMEDIATE);
    SQLite::Statement forget(*database, "DELETE FROM run WHERE number = ?");
    forget.bind(1, run);
    if (forget.exec() == 0) {
      throw DataError(ErrorKind::missing_run, {name()}, fmt::format("has no run {}", run));
    }
    transaction.commit();
  });
}

std::int64_t Store::prune_runs(std::int64_t keep) {
  const Database& database = state_->database;
  return database.guarded([&] {
    SQLite::Transaction transaction(*database, TransactionBehavior::IMMEDIATE);
    SQLite::Statement forget(*database,
                             "DELETE FROM run WHERE number NOT IN (SELECT number FROM run ORDER BY "
                             "number DESC LIMIT ?)");
    forget.bind(1, keep);
    const std::int64_t forgotten = forget.exec();
    transaction.commit();
    return forgotten;
  });
}

}  // namespace rfmseg
