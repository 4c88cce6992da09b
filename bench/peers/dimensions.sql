-- Exact decimals; every dimension weighs 2.5%.
WITH account AS (
  SELECT * FROM read_csv('{table}', header = true, auto_detect = false, delim = ',', quote = '"', columns = {
    'account': 'VARCHAR', 'share_01': 'DECIMAL(4,1)', 'amount_01': 'DECIMAL(12,2)', 'count_01': 'INTEGER',
    'grade_01': 'VARCHAR', 'share_02': 'DECIMAL(4,1)', 'amount_02': 'DECIMAL(12,2)', 'count_02': 'INTEGER',
    'grade_02': 'VARCHAR', 'share_03': 'DECIMAL(4,1)', 'amount_03': 'DECIMAL(12,2)', 'count_03': 'INTEGER',
    'grade_03': 'VARCHAR', 'share_04': 'DECIMAL(4,1)', 'amount_04': 'DECIMAL(12,2)', 'count_04': 'INTEGER',
    'grade_04': 'VARCHAR', 'share_05': 'DECIMAL(4,1)', 'amount_05': 'DECIMAL(12,2)', 'count_05': 'INTEGER',
    'grade_05': 'VARCHAR', 'share_06': 'DECIMAL(4,1)', 'amount_06': 'DECIMAL(12,2)', 'count_06': 'INTEGER',
    'grade_06': 'VARCHAR', 'share_07': 'DECIMAL(4,1)', 'amount_07': 'DECIMAL(12,2)', 'count_07': 'INTEGER',
    'grade_07': 'VARCHAR', 'share_08': 'DECIMAL(4,1)', 'amount_08': 'DECIMAL(12,2)', 'count_08': 'INTEGER',
    'grade_08': 'VARCHAR', 'share_09': 'DECIMAL(4,1)', 'amount_09': 'DECIMAL(12,2)', 'count_09': 'INTEGER',
    'grade_09': 'VARCHAR', 'share_10': 'DECIMAL(4,1)', 'amount_10': 'DECIMAL(12,2)', 'count_10': 'INTEGER',
    'grade_10': 'VARCHAR'})
), rated AS (
  SELECT account, 0.025 * (
    share_01
    + least(amount_01 * 0.0001, 100)
    + (CASE WHEN count_01 <= 8 THEN 100 WHEN count_01 <= 31 THEN 80 WHEN count_01 <= 61 THEN 50 WHEN count_01 <= 121 THEN 25 ELSE 0 END)
    + (CASE grade_01 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_02
    + least(amount_02 * 0.00005, 100)
    + (CASE WHEN count_02 <= 9 THEN 100 WHEN count_02 <= 32 THEN 80 WHEN count_02 <= 62 THEN 50 WHEN count_02 <= 122 THEN 25 ELSE 0 END)
    + (CASE grade_02 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_03
    + least(amount_03 * 0.00004, 100)
    + (CASE WHEN count_03 <= 10 THEN 100 WHEN count_03 <= 33 THEN 80 WHEN count_03 <= 63 THEN 50 WHEN count_03 <= 123 THEN 25 ELSE 0 END)
    + (CASE grade_03 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_04
    + least(amount_04 * 0.000025, 100)
    + (CASE WHEN count_04 <= 11 THEN 100 WHEN count_04 <= 34 THEN 80 WHEN count_04 <= 64 THEN 50 WHEN count_04 <= 124 THEN 25 ELSE 0 END)
    + (CASE grade_04 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_05
    + least(amount_05 * 0.00002, 100)
    + (CASE WHEN count_05 <= 12 THEN 100 WHEN count_05 <= 35 THEN 80 WHEN count_05 <= 65 THEN 50 WHEN count_05 <= 125 THEN 25 ELSE 0 END)
    + (CASE grade_05 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_06
    + least(amount_06 * 0.0000125, 100)
    + (CASE WHEN count_06 <= 13 THEN 100 WHEN count_06 <= 36 THEN 80 WHEN count_06 <= 66 THEN 50 WHEN count_06 <= 126 THEN 25 ELSE 0 END)
    + (CASE grade_06 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_07
    + least(amount_07 * 0.00001, 100)
    + (CASE WHEN count_07 <= 14 THEN 100 WHEN count_07 <= 37 THEN 80 WHEN count_07 <= 67 THEN 50 WHEN count_07 <= 127 THEN 25 ELSE 0 END)
    + (CASE grade_07 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_08
    + least(amount_08 * 0.000008, 100)
    + (CASE WHEN count_08 <= 15 THEN 100 WHEN count_08 <= 38 THEN 80 WHEN count_08 <= 68 THEN 50 WHEN count_08 <= 128 THEN 25 ELSE 0 END)
    + (CASE grade_08 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_09
    + least(amount_09 * 0.00000625, 100)
    + (CASE WHEN count_09 <= 16 THEN 100 WHEN count_09 <= 39 THEN 80 WHEN count_09 <= 69 THEN 50 WHEN count_09 <= 129 THEN 25 ELSE 0 END)
    + (CASE grade_09 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)
    + share_10
    + least(amount_10 * 0.000005, 100)
    + (CASE WHEN count_10 <= 17 THEN 100 WHEN count_10 <= 40 THEN 80 WHEN count_10 <= 70 THEN 50 WHEN count_10 <= 130 THEN 25 ELSE 0 END)
    + (CASE grade_10 WHEN 'excellent' THEN 100 WHEN 'good' THEN 80 WHEN 'fair' THEN 50 WHEN 'poor' THEN 20 ELSE 0 END)) AS exact
  FROM account
)
SELECT account, CASE WHEN exact >= 65 THEN 'S' WHEN exact >= 55 THEN 'A' WHEN exact >= 45 THEN 'B' ELSE 'C' END AS tier,
  CAST(round(exact, 2) AS DECIMAL(5,2)) AS value,
  CASE WHEN exact >= 65 THEN '0.12' WHEN exact >= 55 THEN '0.08' ELSE '0' END AS discount
FROM rated
