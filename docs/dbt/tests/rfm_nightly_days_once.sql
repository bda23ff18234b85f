-- No day may be in the table twice.
SELECT day, customer_id, order_id
FROM {{ ref('rfm_nightly_days') }}
WHERE customer_id IS NOT NULL
GROUP BY day, customer_id, order_id
HAVING COUNT(*) > 1
