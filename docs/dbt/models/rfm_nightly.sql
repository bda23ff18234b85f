-- Scores and segment of every customer (DuckDB, written by rfmseg 0.1.0)
-- scheme classic: Ten segments by recency and frequency, in fifths
-- read as online-retail
-- customer CustomerID, order InvoiceNo, date InvoiceDate, amount Quantity * UnitPrice
-- returns are dropped
-- earlier days are not read again: rfm_nightly_days has their sums
{{ config(materialized='table') }}

WITH
-- The sums of each customer, order and day.
daily AS (
  SELECT customer_id, order_id, first_sale, last_sale, last_return, lines, return_lines, items, revenue, rules, loaded_on, day
  FROM {{ ref('rfm_nightly_days') }}
  WHERE rules = 389145823569003582
),
-- The orders of each customer. Rows without an order id are orders of one row.
orders AS (
  SELECT
    customer_id,
    order_id,
    MIN(first_sale) AS first_sale,
    MAX(last_sale) AS last_sale,
    SUM(lines) AS lines,
    SUM(items) AS items,
    SUM(revenue) AS revenue
  FROM daily
  WHERE customer_id IS NOT NULL
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
