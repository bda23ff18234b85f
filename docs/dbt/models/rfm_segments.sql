-- Scores and segment of every customer (DuckDB, written by rfmseg 0.1.0)
-- scheme classic: Ten segments by recency and frequency, in fifths
-- read as online-retail
-- customer CustomerID, order InvoiceNo, date InvoiceDate, amount Quantity * UnitPrice
-- returns are dropped
{{ config(materialized='table') }}

WITH
-- The columns by their meaning, without white space around texts.
source AS (
  SELECT
    COALESCE(TRIM(CAST("InvoiceNo" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(8203) || CHR(65279)), '') AS order_id,
    COALESCE(TRIM(CAST("CustomerID" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(8203) || CHR(65279)), '') AS customer_id,
    COALESCE(TRIM(CAST("InvoiceDate" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(8203) || CHR(65279)), '') AS date_cell,
    COALESCE(TRIM(CAST("Quantity" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(8203) || CHR(65279)), '') AS quantity_cell,
    COALESCE(TRIM(CAST("UnitPrice" AS VARCHAR), ' ' || CHR(9) || CHR(10) || CHR(11) || CHR(12) || CHR(13) || CHR(160) || CHR(8203) || CHR(65279)), '') AS price_cell
  FROM {{ source('shop', 'orders') }}
),
-- The values of each row. Ids that mean no order or customer are NULL.
parsed AS (
  SELECT
    CASE
      WHEN order_id IN ('', '-', '–', '—', 'NULL', 'null', 'NaN', 'nan', 'NaT', 'NA', 'None', 'N/A', 'n/a', '#N/A', '<NA>', '\N') THEN NULL
      WHEN REGEXP_MATCHES(order_id, '^[0-9]+[.]0$') THEN SUBSTR(order_id, 1, LENGTH(order_id) - 2)
      ELSE order_id
    END AS order_id,
    CASE
      WHEN LOWER(customer_id) = 'guest' OR customer_id IN ('', '-', '–', '—', 'NULL', 'null', 'NaN', 'nan', 'NaT', 'NA', 'None', 'N/A', 'n/a', '#N/A', '<NA>', '\N') THEN NULL
      WHEN REGEXP_MATCHES(customer_id, '^[0-9]+[.]0$') THEN SUBSTR(customer_id, 1, LENGTH(customer_id) - 2)
      ELSE customer_id
    END AS customer_id,
    REGEXP_MATCHES(customer_id, '^[0-9][0-9.,]*[eE][+][0-9]+$') AS lost_digits,
    date_cell AS date_text,
    quantity_cell,
    CASE
      WHEN REGEXP_MATCHES(quantity_cell, '^[+-]?(0*[0-9]{1,12}([.][0-9]{0,6}0*)?|[.][0-9]{1,6}0*)$') THEN CAST(quantity_cell AS DECIMAL(24, 6))
      WHEN REGEXP_MATCHES(quantity_cell, '^[+-]?[0-9]{1,3}([,][0-9]{3}){1,3}([.][0-9]{0,6}0*)?$') THEN CAST(REPLACE(quantity_cell, ',', '') AS DECIMAL(24, 6))
    END AS quantity,
    price_cell,
    CASE
      WHEN REGEXP_MATCHES(price_cell, '^[+-]?(0*[0-9]{1,12}([.][0-9]{0,6}0*)?|[.][0-9]{1,6}0*)$') THEN CAST(price_cell AS DECIMAL(24, 6))
      WHEN REGEXP_MATCHES(price_cell, '^[+-]?[0-9]{1,3}([,][0-9]{3}){1,3}([.][0-9]{0,6}0*)?$') THEN CAST(REPLACE(price_cell, ',', '') AS DECIMAL(24, 6))
    END AS price
  FROM source
),
-- The amount of each row.
priced AS (
  SELECT
    order_id,
    customer_id,
    lost_digits,
    CASE WHEN REGEXP_MATCHES(date_text, '^(([0-9]{4})-(0?[13578]|1[02])-(0?[1-9]|[12][0-9]|3[01])|([0-9]{4})-(0?[469]|11)-(0?[1-9]|[12][0-9]|30)|([0-9]{4})-0?2-(0?[1-9]|1[0-9]|2[0-8])|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-0?2-29)([ T]([01]?[0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?)?$') THEN DATE_TRUNC('second', CAST(date_text AS TIMESTAMP)) END AS sold_at,
    COALESCE(quantity, 1) AS quantity,
    price,
    quantity * price AS amount,
    (quantity_cell NOT IN ('', '-', '–', '—', 'NULL', 'null', 'NaN', 'nan', 'NaT', 'NA', 'None', 'N/A', 'n/a', '#N/A', '<NA>', '\N') AND quantity IS NULL) OR (price_cell NOT IN ('', '-', '–', '—', 'NULL', 'null', 'NaN', 'nan', 'NaT', 'NA', 'None', 'N/A', 'n/a', '#N/A', '<NA>', '\N') AND price IS NULL) AS unreadable_number
  FROM parsed
),
-- The reason of each row in the ledger: the first that applies.
cleaned AS (
  SELECT
    customer_id,
    order_id,
    sold_at,
    quantity,
    amount,
    CASE
      WHEN COALESCE(CAST(sold_at AS DATE), DATE '0001-01-01') IN (DATE '0001-01-01', DATE '1899-12-30', DATE '1899-12-31', DATE '1900-01-01', DATE '9999-12-31', DATE '1970-01-01') OR unreadable_number OR lost_digits THEN 'unreadable_value'
      WHEN amount IS NULL THEN 'blank_amount'
      WHEN ABS(amount) > 1000000000000 THEN 'unreadable_value'
      WHEN customer_id IS NULL THEN 'missing_customer_id'
      WHEN amount <= 0 AND LOWER(COALESCE(order_id, '')) LIKE 'a%' ESCAPE '!' THEN 'adjustment'
      WHEN amount <= 0 AND LOWER(COALESCE(order_id, '')) LIKE 'c%' ESCAPE '!' THEN 'cancellation'
      WHEN amount < 0 THEN 'return'
      WHEN quantity <= 0 THEN 'non_positive_quantity'
      WHEN price <= 0 THEN 'non_positive_price'
      ELSE 'kept'
    END AS reason
  FROM priced
),
-- The orders of each customer. Rows without an order id are orders of one row.
orders AS (
  SELECT
    customer_id,
    order_id,
    MIN(sold_at) AS first_sale,
    MAX(sold_at) AS last_sale,
    COUNT(*) AS lines,
    SUM(quantity) AS items,
    SUM(amount) AS revenue
  FROM cleaned
  WHERE reason = 'kept'
  GROUP BY customer_id, order_id
),
-- What each customer bought.
totals AS (
  SELECT customer_id,
    MIN(first_sale) AS first_purchase, MAX(last_sale) AS last_purchase,
    SUM(CASE WHEN order_id IS NULL THEN lines ELSE 1 END) AS orders,
    SUM(lines) AS lines, SUM(items) AS items, SUM(revenue) AS revenue
  FROM orders
  GROUP BY customer_id
),
-- The day after the last sale, from which recency is measured.
dates AS (
  SELECT CAST(CAST(MAX(sold_at) AS DATE) + 1 AS TIMESTAMP) AS as_of
  FROM (
    SELECT MAX(last_purchase) AS sold_at FROM totals
  ) AS last_rows
),
-- The customers.
customers AS (
  SELECT
    totals.customer_id AS customer_id,
    first_purchase,
    last_purchase,
    CAST(DATE_SUB('day', last_purchase, dates.as_of) AS BIGINT) AS recency,
    CAST(orders AS BIGINT) AS frequency,
    CAST(revenue AS DECIMAL(25, 12)) AS monetary,
    CAST(items AS DECIMAL(25, 6)) AS items
  FROM totals
  CROSS JOIN dates
),
-- The values of recency, and how many customers have no higher one.
recency_values AS (
  SELECT recency AS value, COUNT(*) AS customers_with_it,
    SUM(COUNT(*)) OVER (ORDER BY recency) AS up_to,
    SUM(COUNT(*)) OVER () AS all_customers
  FROM customers
  GROUP BY recency
),
-- The values on both sides of each edge. The edges are type-7 quantiles: of n values in order, the edge i of
-- 5 is at the place 1 + (n - 1) * i / 5.
recency_neighbours AS (
  SELECT
    MAX(all_customers) AS n,
    MIN(value) AS least,
    MAX(value) AS most,
    MAX(customers_with_it) AS largest_group,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 1 THEN value END) AS below_1,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 1 THEN value END) AS above_1,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 2 THEN value END) AS below_2,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 2 THEN value END) AS above_2,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 3 THEN value END) AS below_3,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 3 THEN value END) AS above_3,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 4 THEN value END) AS below_4,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 4 THEN value END) AS above_4
  FROM recency_values
),
-- The edges times 5, which makes them exact.
recency_edges AS (
  SELECT
    below_1 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_1, below_1) - below_1) * CAST(MOD((n - 1) * 1, 5) AS DECIMAL(3, 0)) AS recency_edge_1,
    below_2 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_2, below_2) - below_2) * CAST(MOD((n - 1) * 2, 5) AS DECIMAL(3, 0)) AS recency_edge_2,
    below_3 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_3, below_3) - below_3) * CAST(MOD((n - 1) * 3, 5) AS DECIMAL(3, 0)) AS recency_edge_3,
    below_4 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_4, below_4) - below_4) * CAST(MOD((n - 1) * 4, 5) AS DECIMAL(3, 0)) AS recency_edge_4
  FROM recency_neighbours
),
-- The values of frequency, and how many customers have no higher one.
frequency_values AS (
  SELECT frequency AS value, COUNT(*) AS customers_with_it,
    SUM(COUNT(*)) OVER (ORDER BY frequency) AS up_to,
    SUM(COUNT(*)) OVER () AS all_customers
  FROM customers
  GROUP BY frequency
),
-- The values on both sides of each edge. The edges are type-7 quantiles: of n values in order, the edge i of
-- 5 is at the place 1 + (n - 1) * i / 5.
frequency_neighbours AS (
  SELECT
    MAX(all_customers) AS n,
    MIN(value) AS least,
    MAX(value) AS most,
    MAX(customers_with_it) AS largest_group,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 1 THEN value END) AS below_1,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 1 THEN value END) AS above_1,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 2 THEN value END) AS below_2,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 2 THEN value END) AS above_2,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 3 THEN value END) AS below_3,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 3 THEN value END) AS above_3,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 4 THEN value END) AS below_4,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 4 THEN value END) AS above_4
  FROM frequency_values
),
-- The edges times 5, which makes them exact.
frequency_edges AS (
  SELECT
    below_1 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_1, below_1) - below_1) * CAST(MOD((n - 1) * 1, 5) AS DECIMAL(3, 0)) AS frequency_edge_1,
    below_2 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_2, below_2) - below_2) * CAST(MOD((n - 1) * 2, 5) AS DECIMAL(3, 0)) AS frequency_edge_2,
    below_3 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_3, below_3) - below_3) * CAST(MOD((n - 1) * 3, 5) AS DECIMAL(3, 0)) AS frequency_edge_3,
    below_4 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_4, below_4) - below_4) * CAST(MOD((n - 1) * 4, 5) AS DECIMAL(3, 0)) AS frequency_edge_4,
    5 * largest_group > 3 * n AS frequency_is_crowded
  FROM frequency_neighbours
),
-- The values of monetary, and how many customers have no higher one.
monetary_values AS (
  SELECT monetary AS value, COUNT(*) AS customers_with_it,
    SUM(COUNT(*)) OVER (ORDER BY monetary) AS up_to,
    SUM(COUNT(*)) OVER () AS all_customers
  FROM customers
  GROUP BY monetary
),
-- The values on both sides of each edge. The edges are type-7 quantiles: of n values in order, the edge i of
-- 5 is at the place 1 + (n - 1) * i / 5.
monetary_neighbours AS (
  SELECT
    MAX(all_customers) AS n,
    MIN(value) AS least,
    MAX(value) AS most,
    MAX(customers_with_it) AS largest_group,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 1 THEN value END) AS below_1,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 1 THEN value END) AS above_1,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 2 THEN value END) AS below_2,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 2 THEN value END) AS above_2,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 3 THEN value END) AS below_3,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 3 THEN value END) AS above_3,
    MIN(CASE WHEN up_to * 5 > (all_customers - 1) * 4 THEN value END) AS below_4,
    MIN(CASE WHEN (up_to - 1) * 5 > (all_customers - 1) * 4 THEN value END) AS above_4
  FROM monetary_values
),
-- The edges times 5, which makes them exact.
monetary_edges AS (
  SELECT
    below_1 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_1, below_1) - below_1) * CAST(MOD((n - 1) * 1, 5) AS DECIMAL(3, 0)) AS monetary_edge_1,
    below_2 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_2, below_2) - below_2) * CAST(MOD((n - 1) * 2, 5) AS DECIMAL(3, 0)) AS monetary_edge_2,
    below_3 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_3, below_3) - below_3) * CAST(MOD((n - 1) * 3, 5) AS DECIMAL(3, 0)) AS monetary_edge_3,
    below_4 * CAST(5 AS DECIMAL(3, 0)) + (COALESCE(above_4, below_4) - below_4) * CAST(MOD((n - 1) * 4, 5) AS DECIMAL(3, 0)) AS monetary_edge_4
  FROM monetary_neighbours
),
-- Whether all customer ids are integers, which are then compared as numbers.
ids AS (
  SELECT COUNT(*) AS all_customers,
    SUM(CASE WHEN REGEXP_MATCHES(customer_id, '^-?[0-9]{1,30}$') THEN 0 ELSE 1 END) = 0 AS are_integers
  FROM customers
),
numbered AS (
  SELECT customers.*, all_customers,
    CASE WHEN are_integers THEN CASE WHEN REGEXP_MATCHES(customer_id, '^-?[0-9]{1,30}$') THEN CAST(customer_id AS DECIMAL(38, 0)) END END AS id_number
  FROM customers
  CROSS JOIN ids
),
-- The place of each customer. Ids break ties.
placed AS (
  SELECT
    numbered.*,
    frequency_values.up_to - frequency_values.customers_with_it + ROW_NUMBER() OVER (PARTITION BY frequency ORDER BY id_number, customer_id) AS frequency_place
  FROM numbered
  JOIN frequency_values ON frequency_values.value = numbered.frequency
),
-- The scores of each customer, from 1 (worst).
scored AS (
  SELECT
    placed.*,
    CASE
      WHEN recency * CAST(5 AS DECIMAL(3, 0)) > recency_edge_4 THEN 1
      WHEN recency * CAST(5 AS DECIMAL(3, 0)) > recency_edge_3 THEN 2
      WHEN recency * CAST(5 AS DECIMAL(3, 0)) > recency_edge_2 THEN 3
      WHEN recency * CAST(5 AS DECIMAL(3, 0)) > recency_edge_1 THEN 4
      ELSE 5
    END AS r_score,
    CASE WHEN frequency_is_crowded THEN CASE
      WHEN frequency * CAST(5 AS DECIMAL(3, 0)) > frequency_edge_4 THEN 5
      WHEN frequency * CAST(5 AS DECIMAL(3, 0)) > frequency_edge_3 THEN 4
      WHEN frequency * CAST(5 AS DECIMAL(3, 0)) > frequency_edge_2 THEN 3
      WHEN frequency * CAST(5 AS DECIMAL(3, 0)) > frequency_edge_1 THEN 2
      ELSE 1
    END ELSE CASE
      WHEN (frequency_place - 1) * 5 > (all_customers - 1) * 4 THEN 5
      WHEN (frequency_place - 1) * 5 > (all_customers - 1) * 3 THEN 4
      WHEN (frequency_place - 1) * 5 > (all_customers - 1) * 2 THEN 3
      WHEN (frequency_place - 1) * 5 > (all_customers - 1) * 1 THEN 2
      ELSE 1
    END END AS f_score,
    CASE
      WHEN monetary * CAST(5 AS DECIMAL(3, 0)) > monetary_edge_4 THEN 5
      WHEN monetary * CAST(5 AS DECIMAL(3, 0)) > monetary_edge_3 THEN 4
      WHEN monetary * CAST(5 AS DECIMAL(3, 0)) > monetary_edge_2 THEN 3
      WHEN monetary * CAST(5 AS DECIMAL(3, 0)) > monetary_edge_1 THEN 2
      ELSE 1
    END AS m_score
  FROM placed
  CROSS JOIN recency_edges
  CROSS JOIN frequency_edges
  CROSS JOIN monetary_edges
),
coded AS (
  SELECT scored.*,
    CAST(r_score AS VARCHAR) || CAST(f_score AS VARCHAR) || CAST(m_score AS VARCHAR) AS rfm_score
  FROM scored
),
-- The segments of the scheme: the first that matches.
named AS (
  SELECT coded.*,
    CASE
      WHEN r_score = 5 AND f_score BETWEEN 4 AND 5 THEN 'Champions'
      WHEN r_score BETWEEN 3 AND 4 AND f_score BETWEEN 4 AND 5 THEN 'Loyal Customers'
      WHEN r_score BETWEEN 4 AND 5 AND f_score BETWEEN 2 AND 3 THEN 'Potential Loyalists'
      WHEN r_score = 5 AND f_score = 1 THEN 'New Customers'
      WHEN r_score = 4 AND f_score = 1 THEN 'Promising'
      WHEN r_score = 3 AND f_score = 3 THEN 'Need Attention'
      WHEN r_score = 3 AND f_score BETWEEN 1 AND 2 THEN 'About to Sleep'
      WHEN r_score BETWEEN 1 AND 2 AND f_score BETWEEN 3 AND 4 THEN 'At Risk'
      WHEN r_score BETWEEN 1 AND 2 AND f_score = 5 THEN 'Can''t Lose'
      WHEN r_score BETWEEN 1 AND 2 AND f_score BETWEEN 1 AND 2 THEN 'Hibernating'
    END AS segment
  FROM coded
),
segmented AS (
  SELECT named.*,
    CASE
      WHEN segment = 'Champions' THEN 'champions'
      WHEN segment = 'Loyal Customers' THEN 'loyal_customers'
      WHEN segment = 'Potential Loyalists' THEN 'potential_loyalists'
      WHEN segment = 'New Customers' THEN 'new_customers'
      WHEN segment = 'Promising' THEN 'promising'
      WHEN segment = 'Need Attention' THEN 'need_attention'
      WHEN segment = 'About to Sleep' THEN 'about_to_sleep'
      WHEN segment = 'At Risk' THEN 'at_risk'
      WHEN segment = 'Can''t Lose' THEN 'cant_lose'
      WHEN segment = 'Hibernating' THEN 'hibernating'
    END AS segment_key
  FROM named
)
SELECT customer_id, first_purchase, last_purchase, recency, frequency, monetary, items, r_score, f_score, m_score, rfm_score, segment, segment_key
FROM segmented
