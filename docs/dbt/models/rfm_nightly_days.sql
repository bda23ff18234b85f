-- What every customer bought on each day (DuckDB, written by rfmseg 0.1.0)
-- read as online-retail
-- customer CustomerID, order InvoiceNo, date InvoiceDate, amount Quantity * UnitPrice
-- returns are dropped
-- earlier days are not read again: rfm_nightly_days has their sums
{{ config(materialized='incremental', incremental_strategy='delete+insert', unique_key='day') }}

WITH
-- The first day to read again: the last one that was computed by these rules. Days that were in the future do
-- not count.
watermark AS (
  {% if is_incremental() %}
  SELECT COALESCE(MAX(day), DATE '0001-01-02') AS first_day
  FROM {{ this }}
  WHERE rules = 389145823569003582 AND day <= loaded_on
  {% else %}
  SELECT DATE '0001-01-02' AS first_day
  {% endif %}
),
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
  WHERE CAST(sold_at AS DATE) >= (SELECT first_day FROM watermark)
),
-- The sums of each customer, order and day. Rows without an order id are orders of one row.
daily AS (
  SELECT
    customer_id,
    order_id,
    MIN(sold_at) AS first_sale,
    MAX(sold_at) AS last_sale,
    COUNT(*) AS lines,
    SUM(quantity) AS items,
    SUM(amount) AS revenue,
    CAST(sold_at AS DATE) AS day
  FROM cleaned
  WHERE reason = 'kept'
  GROUP BY customer_id, order_id, CAST(sold_at AS DATE)
)
SELECT
    CAST(customer_id AS VARCHAR) AS customer_id,
    CAST(order_id AS VARCHAR) AS order_id,
    CAST(first_sale AS TIMESTAMP) AS first_sale,
    CAST(last_sale AS TIMESTAMP) AS last_sale,
    CAST(NULL AS TIMESTAMP) AS last_return,
    CAST(lines AS BIGINT) AS lines,
    CAST(NULL AS BIGINT) AS return_lines,
    CAST(items AS DECIMAL(38, 6)) AS items,
    CAST(revenue AS DECIMAL(38, 12)) AS revenue,
    CAST(389145823569003582 AS BIGINT) AS rules,
    CAST(CURRENT_DATE AS DATE) AS loaded_on,
    CAST(day AS DATE) AS day
FROM daily
{% if is_incremental() %}
UNION ALL
-- Days that have no rows any more are replaced, too.
SELECT DISTINCT
    CAST(NULL AS VARCHAR) AS customer_id,
    CAST(NULL AS VARCHAR) AS order_id,
    CAST(NULL AS TIMESTAMP) AS first_sale,
    CAST(NULL AS TIMESTAMP) AS last_sale,
    CAST(NULL AS TIMESTAMP) AS last_return,
    CAST(NULL AS BIGINT) AS lines,
    CAST(NULL AS BIGINT) AS return_lines,
    CAST(NULL AS DECIMAL(38, 6)) AS items,
    CAST(NULL AS DECIMAL(38, 12)) AS revenue,
    CAST(389145823569003582 AS BIGINT) AS rules,
    CAST(CURRENT_DATE AS DATE) AS loaded_on,
    CAST(day AS DATE) AS day
FROM {{ this }}
WHERE day >= (SELECT first_day FROM watermark)
{% endif %}
