#pragma once

#include <array>

namespace rfmseg {

/// The SQLite application id of a store: `rfms`.
inline constexpr int kApplicationId = 0x72666D73;

/// Stores before this version get the sums of their purchases anew.
inline constexpr int kSumsAnew = 2;

/// kMigrations[i] upgrades a store from version i to i + 1; docs/store.md describes the tables.
/// Append only: stores of every version exist.
inline constexpr std::array kMigrations = {R"sql(
CREATE TABLE file (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  fingerprint TEXT NOT NULL UNIQUE,
  ingested TEXT NOT NULL,
  encoding TEXT NOT NULL,
  first_line_not_utf8 INTEGER,
  delimiter TEXT NOT NULL,
  date_format TEXT NOT NULL,
  decimal_mark TEXT NOT NULL,
  decimal_reason INTEGER NOT NULL,
  currency TEXT NOT NULL
);
CREATE TABLE file_ledger (
  file INTEGER NOT NULL REFERENCES file,
  fate TEXT NOT NULL,
  rows INTEGER NOT NULL,
  amount TEXT NOT NULL,
  PRIMARY KEY (file, fate)
) WITHOUT ROWID;
CREATE TABLE file_error (
  file INTEGER NOT NULL REFERENCES file,
  place INTEGER NOT NULL,
  message TEXT NOT NULL,
  PRIMARY KEY (file, place)
) WITHOUT ROWID;
CREATE TABLE purchase (
  id INTEGER PRIMARY KEY,
  order_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  time TEXT NOT NULL,
  country TEXT NOT NULL,
  kind TEXT NOT NULL,
  lines INTEGER NOT NULL,
  items TEXT NOT NULL,
  amount TEXT NOT NULL,
  UNIQUE (order_id, customer_id, time, country, kind)
);
CREATE TABLE line (
  purchase INTEGER NOT NULL REFERENCES purchase,
  stock_code TEXT NOT NULL,
  quantity TEXT NOT NULL,
  price TEXT NOT NULL,
  amount TEXT NOT NULL,
  copies INTEGER NOT NULL,
  different_copies INTEGER NOT NULL,
  last_file INTEGER NOT NULL,
  copies_in_last_file INTEGER NOT NULL,
  PRIMARY KEY (purchase, stock_code, quantity, price, amount)
) WITHOUT ROWID;
CREATE TABLE run (
  number INTEGER PRIMARY KEY,
  command TEXT NOT NULL,
  as_of TEXT NOT NULL,
  scheme TEXT NOT NULL,
  cuts TEXT NOT NULL,
  model TEXT NOT NULL,
  recorded TEXT NOT NULL,
  version TEXT NOT NULL,
  UNIQUE (command, as_of, scheme, cuts, model)
);
CREATE TABLE run_customer (
  run INTEGER NOT NULL REFERENCES run ON DELETE CASCADE,
  customer_id TEXT NOT NULL,
  recency TEXT NOT NULL,
  frequency TEXT NOT NULL,
  monetary TEXT NOT NULL,
  rfm_score TEXT NOT NULL,
  segment TEXT NOT NULL,
  cluster TEXT NOT NULL,
  value_tier TEXT NOT NULL,
  PRIMARY KEY (run, customer_id)
) WITHOUT ROWID;
CREATE INDEX run_customer_by_customer ON run_customer (customer_id);
)sql",
                                           // Returns become purchases of another kind.
                                           R"sql(
ALTER TABLE file ADD COLUMN columns TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN zone TEXT NOT NULL DEFAULT '';
ALTER TABLE purchase ADD COLUMN numbered INTEGER NOT NULL DEFAULT 1;
INSERT OR IGNORE INTO purchase (order_id, customer_id, time, country, kind, lines, items, amount)
SELECT order_id, customer_id, time, country, 'return', 0, '0', '0' FROM purchase
WHERE id IN (SELECT purchase FROM line WHERE amount LIKE '-%');
UPDATE line SET purchase = (
  SELECT other.id FROM purchase AS old JOIN purchase AS other
  USING (order_id, customer_id, time, country)
  WHERE old.id = line.purchase AND other.kind = 'return')
WHERE amount LIKE '-%';
DELETE FROM purchase WHERE id NOT IN (SELECT purchase FROM line);
)sql",
                                           // What the layout calls an order, instead of a guess;
                                           // when orders were written.
                                           R"sql(
ALTER TABLE file ADD COLUMN layout TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN format TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN measures TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN subtracts_returns INTEGER NOT NULL DEFAULT 0;
ALTER TABLE purchase ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;
UPDATE purchase SET mark = CASE substr(order_id, 1, 1) WHEN 'C' THEN 1 ELSE 2 END
WHERE numbered = 1 AND kind <> 'sale' AND order_id GLOB '[AC][0-9]*'
AND NOT substr(order_id, 2) GLOB '*[^0-9]*';
ALTER TABLE purchase DROP COLUMN numbered;
CREATE TABLE order_update (order_id TEXT PRIMARY KEY, updated TEXT NOT NULL) WITHOUT ROWID;
)sql",
                                           // The dates and the header of files, to check the next;
                                           // which files have a line, to remove one of them.
                                           R"sql(
ALTER TABLE file ADD COLUMN first_time TEXT;
ALTER TABLE file ADD COLUMN last_time TEXT;
ALTER TABLE file ADD COLUMN header TEXT NOT NULL DEFAULT '';
ALTER TABLE file ADD COLUMN removable INTEGER NOT NULL DEFAULT 0;
ALTER TABLE line ADD COLUMN files TEXT NOT NULL DEFAULT '';
CREATE TABLE former_line (
  order_id TEXT NOT NULL,
  customer_id TEXT NOT NULL,
  time TEXT NOT NULL,
  country TEXT NOT NULL,
  kind TEXT NOT NULL,
  mark INTEGER NOT NULL,
  stock_code TEXT NOT NULL,
  quantity TEXT NOT NULL,
  price TEXT NOT NULL,
  amount TEXT NOT NULL,
  files TEXT NOT NULL,
  PRIMARY KEY (order_id, customer_id, time, country, kind, stock_code, quantity, price, amount)
) WITHOUT ROWID;
CREATE TABLE order_version (order_id TEXT PRIMARY KEY, files TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO order_version
SELECT order_id, (SELECT max(id) FROM file) || ':' || updated FROM order_update
WHERE EXISTS (SELECT 1 FROM file);
)sql"};

}  // namespace rfmseg
