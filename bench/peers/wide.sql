-- Exact decimals, without the column of reasons, which the other programs write too. What nobody reads is text, which
-- costs least.
WITH customer AS (
  SELECT * FROM read_csv('{table}', header = true, auto_detect = false, delim = ',', quote = '"', columns = {
    'field_00': 'VARCHAR', 'field_01': 'VARCHAR', 'field_02': 'VARCHAR', 'customer_no': 'VARCHAR',
    'field_04': 'VARCHAR', 'field_05': 'VARCHAR', 'field_06': 'VARCHAR', 'field_07': 'VARCHAR', 'field_08': 'VARCHAR',
    'field_09': 'VARCHAR', 'field_10': 'VARCHAR', 'segment': 'VARCHAR', 'field_12': 'VARCHAR', 'field_13': 'VARCHAR',
    'field_14': 'VARCHAR', 'field_15': 'VARCHAR', 'field_16': 'VARCHAR', 'field_17': 'VARCHAR', 'field_18': 'VARCHAR',
    'joined': 'DATE', 'field_20': 'VARCHAR', 'field_21': 'VARCHAR', 'field_22': 'VARCHAR', 'field_23': 'VARCHAR',
    'field_24': 'VARCHAR', 'field_25': 'VARCHAR', 'turnover': 'DECIMAL(12,2)', 'margin': 'DECIMAL(12,2)',
    'field_28': 'VARCHAR', 'field_29': 'VARCHAR', 'field_30': 'VARCHAR', 'field_31': 'VARCHAR', 'field_32': 'VARCHAR',
    'field_33': 'VARCHAR', 'field_34': 'VARCHAR', 'field_35': 'VARCHAR', 'field_36': 'VARCHAR', 'field_37': 'VARCHAR',
    'field_38': 'VARCHAR', 'field_39': 'VARCHAR', 'visits': 'INTEGER', 'field_41': 'VARCHAR', 'field_42': 'VARCHAR',
    'field_43': 'VARCHAR', 'field_44': 'VARCHAR', 'field_45': 'VARCHAR', 'field_46': 'VARCHAR', 'field_47': 'VARCHAR',
    'field_48': 'VARCHAR', 'rating': 'DECIMAL(4,1)', 'field_50': 'VARCHAR', 'field_51': 'VARCHAR',
    'field_52': 'VARCHAR', 'field_53': 'VARCHAR', 'field_54': 'VARCHAR', 'field_55': 'VARCHAR', 'field_56': 'VARCHAR',
    'field_57': 'VARCHAR', 'complaints': 'INTEGER', 'field_59': 'VARCHAR'})
), rated AS (
  SELECT customer_no, turnover, complaints,
    0.30 * (CASE WHEN turnover >= 10000000 THEN 100 WHEN turnover >= 1000000 THEN 80 WHEN turnover >= 100000 THEN 50
                 ELSE 20 END)
    + 0.25 * least(greatest(margin * 0.0001, 0), 100)
    + 0.20 * (CASE WHEN joined <= DATE '2015-01-01' THEN 100 WHEN joined <= DATE '2020-01-01' THEN 70
                   WHEN joined <= DATE '2024-01-01' THEN 40 ELSE 10 END)
    + 0.15 * (CASE WHEN segment = 'export' THEN 60 ELSE least(100, 5 * visits) END)
    + 0.10 * rating AS exact
  FROM customer
), tiered AS (
  SELECT *, CASE WHEN exact >= 60 AND coalesce(complaints, 0) > 10 THEN 'B' WHEN exact >= 75 THEN 'S'
                 WHEN exact >= 60 THEN 'A' WHEN exact >= 40 THEN 'B' ELSE 'C' END AS tier
  FROM rated
)
SELECT customer_no, tier, CAST(round(exact, 2) AS DECIMAL(5,2)) AS value,
  CASE tier WHEN 'S' THEN 'dedicated team' WHEN 'A' THEN 'named manager' ELSE 'pooled' END AS manager,
  CAST(CASE tier WHEN 'S' THEN least(50000, round(0.02 * turnover, 2)) WHEN 'A' THEN round(0.01 * turnover, 2)
            ELSE 0 END AS DECIMAL(12,2)) AS rebate
FROM tiered
