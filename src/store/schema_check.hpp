#pragma once

#include <SQLiteCpp/Database.h>

#include <optional>
#include <string>

namespace rfmseg {

/// What is wrong with the schema of a store: a view, a trigger or, with the current version of the
/// schema, a table that is not as kMigrations make it. Nothing if it is valid. Other tables and
/// indexes are allowed.
[[nodiscard]] std::optional<std::string> schema_fault(const SQLite::Database& database,
                                                      bool is_current);

}  // namespace rfmseg
