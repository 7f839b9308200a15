"""history_peers.py FOLDER RULES: DuckDB and polars answer a hundred rules over the tables of a data set.

Loading, and what the rows of one code in one filing add up to, are done before the clock starts, as insiderd does them.
Numbers are exact: whole ten-thousandths. A missing price adds nothing, so that what is over the threshold surely is."""

import json
import sys
import time

import duckdb
import polars

folder, rules = sys.argv[1], json.loads(sys.argv[2])
ROLES = {"officer": "officer", "director": "director", "ten_percent_owner": "ten"}

LOAD = f"""
CREATE TABLE sums AS
SELECT t.ACCESSION_NUMBER AS accession, t.TRANS_CODE AS code, any_value(strftime(strptime(s.FILING_DATE, '%d-%b-%Y'), '%Y-%m')) AS month,
  any_value(o.officer) AS officer, any_value(o.director) AS director, any_value(o.ten) AS ten,
  CAST(sum(CAST(TRANS_SHARES AS DECIMAL(18, 4))) * 10000 AS BIGINT) AS shares,
  CAST(floor(sum(CAST(TRANS_SHARES AS DECIMAL(18, 4)) * CAST(coalesce(nullif(TRANS_PRICEPERSHARE, ''), '0') AS DECIMAL(14, 4))) * 10000) AS BIGINT) AS value
FROM read_csv('{folder}/NONDERIV_TRANS.tsv', delim='\t', header=true, all_varchar=true, quote='') t
JOIN read_csv('{folder}/SUBMISSION.tsv', delim='\t', header=true, all_varchar=true, quote='') s USING (ACCESSION_NUMBER)
JOIN (SELECT ACCESSION_NUMBER, bool_or(contains(RPTOWNER_RELATIONSHIP, 'Officer')) AS officer,
        bool_or(contains(RPTOWNER_RELATIONSHIP, 'Director')) AS director, bool_or(contains(RPTOWNER_RELATIONSHIP, 'TenPercentOwner')) AS ten
      FROM read_csv('{folder}/REPORTINGOWNER.tsv', delim='\t', header=true, all_varchar=true, quote='') GROUP BY 1) o USING (ACCESSION_NUMBER)
GROUP BY 1, 2
"""


def timed(answer):
    start = time.process_time()
    counts = {rule[0]: answer(*rule[1:]) for rule in rules}
    return {"cpu_ms": round((time.process_time() - start) * 1000), "counts": counts}


def by_duckdb(connection):
    def answer(code, role, quantity, threshold):
        who = f"AND {ROLES[role]}" if role else ""
        return dict(connection.execute(
            f"SELECT month, count(*) FROM sums WHERE code = '{code}' {who} AND {quantity} > {threshold * 10_000} GROUP BY month").fetchall())
    return timed(answer)


def by_polars(frame):
    def answer(code, role, quantity, threshold):
        wanted = (polars.col("code") == code) & (polars.col(quantity) > threshold * 10_000)
        if role:
            wanted = wanted & polars.col(ROLES[role])
        found = frame.lazy().filter(wanted).group_by("month").len().collect()
        return dict(zip(found["month"].to_list(), found["len"].to_list()))
    return timed(answer)


connection = duckdb.connect()
connection.execute(LOAD)
frame = polars.DataFrame(
    connection.execute("SELECT * FROM sums").fetchall(), orient="row",
    schema=["accession", "code", "month", "officer", "director", "ten", "shares", "value"])
print(json.dumps({"DuckDB": by_duckdb(connection), "polars": by_polars(frame)}))
