-- Exact decimals throughout. DuckDB rounds halves away from zero, so an odd last digit behind an exact half is taken back.
WITH account AS (
  SELECT *, 0.5 * revenue_y1 + 0.3 * revenue_y2 + 0.2 * revenue_y3 AS revenue
  FROM read_csv('{table}', header = true, auto_detect = false, delim = ',', quote = '"', columns = {
    'id': 'VARCHAR', 'industry': 'VARCHAR', 'region': 'VARCHAR', 'revenue_y1': 'DECIMAL(12,2)',
    'revenue_y2': 'DECIMAL(12,2)', 'revenue_y3': 'DECIMAL(12,2)', 'potential': 'DECIMAL(12,2)', 'years': 'INTEGER',
    'payment_days': 'INTEGER', 'complaints': 'INTEGER', 'influence': 'DECIMAL(4,1)'})
), rated AS (
  SELECT id, revenue,
    0.35 * (CASE WHEN revenue >= 50000000 THEN 100 WHEN revenue >= 10000000 THEN 85 WHEN revenue >= 2000000 THEN 65
                 WHEN revenue >= 500000 THEN 45 WHEN revenue >= 100000 THEN 25 ELSE 10 END)
    + 0.15 * (CASE industry WHEN 'Manufacturing' THEN 70 WHEN 'Retail' THEN 55 WHEN 'Healthcare' THEN 80
                            WHEN 'Finance' THEN 90 WHEN 'Education' THEN 40 WHEN 'Energy' THEN 65
                            WHEN 'Logistics' THEN 60 WHEN 'Technology' THEN 95 END)
    + 0.25 * least(potential * 0.000002, 100)
    + 0.10 * (CASE WHEN years >= 7 THEN 100 WHEN years >= 3 THEN 80 WHEN years >= 1 THEN 50 ELSE 20 END)
    + 0.15 * greatest(0, (CASE WHEN payment_days IS NULL THEN 40 WHEN payment_days <= 15 THEN 100
                               WHEN payment_days <= 30 THEN 85 WHEN payment_days <= 60 THEN 60
                               WHEN payment_days <= 90 THEN 30 ELSE 0 END) - 5 * complaints) AS exact
  FROM account
), scored AS (
  SELECT id, revenue, CAST(CASE WHEN round(exact, 2) - exact = 0.005 AND CAST(round(exact, 2) * 100 AS BIGINT) % 2 = 1
                                THEN round(exact, 2) - 0.01 ELSE round(exact, 2) END AS DECIMAL(5,2)) AS score
  FROM rated
), tiered AS (
  SELECT *, CASE WHEN score >= 80 THEN 'S' WHEN score >= 65 THEN 'A' WHEN score >= 45 THEN 'B' ELSE 'C' END AS tier
  FROM scored
), served AS (
  SELECT *, CASE tier WHEN 'S' THEN 12.5 WHEN 'A' THEN 8.0 WHEN 'B' THEN 4.5 ELSE 0.0 END AS discount,
    CASE tier WHEN 'S' THEN least(score * 10000, 0.20 * revenue) WHEN 'A' THEN least(score * 6000, 0.15 * revenue)
              WHEN 'B' THEN least(score * 3000, 0.10 * revenue) ELSE 0 END AS credit
  FROM tiered
)
SELECT id, score, tier, discount,
  CAST(CASE WHEN round(credit, 2) - credit = 0.005 AND CAST(round(credit, 2) * 100 AS BIGINT) % 2 = 1
            THEN round(credit, 2) - 0.01 ELSE round(credit, 2) END AS DECIMAL(12,2)) AS credit_limit
FROM served
