"""How fast data sets are imported, what a filing costs beside ten million rows of history, and how fast a hundred rules
are held against rows that are loaded, beside DuckDB and polars, which answer the same from the same tables (`pip install
duckdb polars` in the interpreter of $HISTORY_PYTHON; without it the peers are left out, and that is said).

The ten million rows are ten data sets of a million ($HISTORY_SETS), which are the first under other numbers. Making and
importing them takes some twenty minutes the first time."""

import json
import os
import re
import sqlite3
import subprocess
import time
import zipfile

import filings
from measuring import HERE, Figure, against, cpu_of, run

MAKER = HERE.parent / "Tests/EndToEndTests/Scripts/history/datasets.py"
# What comes of filings on which many rules cannot be decided: no rule of the peers.
DIGEST = "undecided-rules"
ROLES = ["", "officer", "director", "ten_percent_owner"]


def made(bench):
    """A data set with three trades in each filing, each filing a report of its own."""
    rows = int(os.environ.get("HISTORY_ROWS", bench.count(1_000_000, 60_000)))
    folder = bench.data / f"history-{rows}"
    if not (folder / "set.zip").exists():
        run("python3", str(MAKER), str(folder), str(rows // 3), "5", "--no-xml", "--rows", "3", "--owners", str(rows),
            "--from", "2010-01-04")
    return folder


def copies(bench):
    """The data set, and the same under other accession numbers and of other owners."""
    first = made(bench)
    folders = [first]
    for number in range(1, int(os.environ.get("HISTORY_SETS", bench.count(10, 2)))):
        folder = first.with_name(f"{first.name}-{number}")
        folders.append(folder)
        if (folder / "set.zip").exists():
            continue
        (folder / "set").mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / "set.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for table in sorted((first / "set").iterdir()):
                (folder / "set" / table.name).write_text(renumbered(table, number))
                archive.write(folder / "set" / table.name, table.name)
    return folders


def renumbered(table, number):
    lines = table.read_text().split("\n")
    names = lines[0].split("\t")
    owner = (names.index("RPTOWNERCIK"), names.index("RPTOWNERNAME")) if table.name == "REPORTINGOWNER.tsv" else None
    return "\n".join([lines[0], *(other(line, number, owner) for line in lines[1:] if line), ""])


def other(line, number, owner):
    line = f"{number + 1:04}" + line[4:]
    if owner is None:
        return line
    values = line.split("\t")
    cik, name = owner
    values[cik] = f"{int(values[cik]) + 500_000_000 * number:010}"
    # People are found by their names, too.
    values[name] += f" {number}"
    return "\t".join(values)


def importing(bench):
    folder = made(bench)
    state = bench.data / "history-state"
    speed = 0
    for _ in range(min(bench.rounds, 3)):
        run("rm", "-rf", str(state))
        done = json.loads(run(str(bench.insiderd), "import", "--quiet", "--json", "--state", str(state), str(folder / "set.zip")).stdout)
        speed = max(speed, done["rows"] / done["cpu_ms"] * 60_000)
    yield Figure("import (rows a minute of one core)", f"{speed:,.0f}", "1,000,000", 1_000_000 / speed, "≤ 1.0", speed >= 1_000_000)
    run("rm", "-rf", str(state))


WINDOWS = """
rule cluster { match purchase where value >= $10k group by issuer within 7 days when count(distinct owner) >= 3 }
rule swing { match purchase or sale group by owner, issuer within 6 months when short_swing_profit() > $0 }
rule silent { match purchase when days_since_last(purchase) > 730 days }
"""


def remembering(bench):
    """The same filings judged by rules with windows: beside one row, and beside ten million of other days."""
    file = bench.data / "windows.rules"
    file.write_text((HERE / "ten.rules").read_text() + WINDOWS)
    folders = copies(bench)
    one = bench.data / "history-one.xml"
    one.write_text(filings.filing(0))
    shallow = filled(bench, "ledger-shallow", [one])
    deep = filled(bench, f"ledger-deep-{len(folders)}", [folder / "set.zip" for folder in folders])
    least = {}
    count = bench.count(2_000, 300)
    empty = bench.data / "history-empty"
    empty.mkdir(exist_ok=True)

    def once(inbox, state):
        return cpu_of(bench.insiderd, "run", "--once", "--json", "--after", "keep", "--inbox", inbox, "--state", state,
                      "--rules", file, "--relay", "none", "--journal", "off")

    # The two are near each other, and a round takes two seconds: more of them, so that both have a quiet one.
    for _ in range(bench.rounds * 3):
        stage = staged(bench, count)
        for state in (shallow, deep):
            # The start, which counts what is there, is none of it.
            start = min(once(empty, state) for _ in range(2))
            spent = (once(stage, state) - start) / count * 1e6
            least[state] = min(least.get(state, spent), spent)
            forget(state)
    yield against(f"judge beside {len(folders)} × {os.environ.get('HISTORY_ROWS', bench.count('1M', '60k'))} rows (CPU µs each)",
                  least[deep], least[shallow], 1.2)


def filled(bench, name, files):
    state = bench.data / name
    if not (state / "filled").exists():
        run("rm", "-rf", str(state))
        run(str(bench.insiderd), "import", "--quiet", "--state", str(state), *map(str, files))
        with sqlite3.connect(state / "ledger.db") as ledger:
            (state / "filled").write_text(str(ledger.execute("SELECT max(id) FROM filing").fetchone()[0]))
        ledger.close()
    return state


# What a run adds to a ledger beside the filings themselves.
OF_FILINGS = ["mention", "amendment", "history", "resolution"]
OF_ALERTS = ["alert", "revision", "delivery", "attempt", "criterion", "alias", "throttle", "inbox_file"]


def forget(state):
    """Takes out what was judged, so that the shallow ledger stays shallow and both begin each round as they were filled."""
    with sqlite3.connect(state / "ledger.db") as ledger:
        last = int((state / "filled").read_text() or 0)
        if not last:
            raise SystemExit(f"{state} was filled by an older bench: remove it")
        for table in OF_FILINGS:
            ledger.execute(f"DELETE FROM {table} WHERE filing > ?", (last,))
        for table in OF_ALERTS:
            ledger.execute(f"DELETE FROM {table}")
        ledger.execute("DELETE FROM filing WHERE id > ?", (last,))
    ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    ledger.close()


def staged(bench, count):
    """Filings that no ledger has seen."""
    stage = bench.data / "history-stage"
    run("rm", "-rf", str(stage))
    stage.mkdir(parents=True)
    first = int(time.time()) % 100_000 * 2_000
    for number in range(first, first + count):
        (stage / f"{number}.xml").write_text(filings.filing(number))
    return stage


def rules():
    """A hundred rules: the code, the role, what is summed, and the threshold."""
    made_up = []
    for number in range(100):
        quantity = ["shares", "value"][number % 2]
        threshold = 40_000 + 2_000 * number if quantity == "shares" else 4_000_000 + 300_000 * number
        made_up.append((f"r{number}", "SP"[number // 2 % 2], ROLES[number // 4 % 4], quantity, threshold))
    return made_up


def text(rule):
    name, code, role, quantity, threshold = rule
    kind = "sale" if code == "S" else "purchase"
    by = f" by {role}" if role else ""
    bound = f"{threshold} shares" if quantity == "shares" else f"${threshold}"
    return f"rule {name} {{\n    match {kind}{by}\n    when sum({quantity}) > {bound}\n}}\n"


def backtesting(bench):
    folders = copies(bench)
    file = bench.data / "hundred.rules"
    file.write_text("\n".join(text(rule) for rule in rules()))
    found = subprocess.run([str(bench.insiderd), "backtest", str(file), *(str(folder / "set.zip") for folder in folders), "--counts", "--json"],
                           capture_output=True, text=True, check=True)
    mine = {rule["rule"]: {month: count["certain"] for month, count in rule["months"].items() if count["certain"]}
            for rule in json.loads(found.stdout)["rules"] if rule["rule"] != DIGEST}
    milliseconds = int(re.search(r"judged in (\d+) ms", found.stderr)[1])
    rows = int(re.search(r"with (\d+) rows", found.stderr)[1])
    most = max(10, 300 * rows // 10_000_000)
    yield Figure(f"100 rules on {rows:,} loaded rows (CPU ms)", f"{milliseconds}", f"{most}", milliseconds / most, "≤ 1.0", milliseconds <= most)
    python = os.environ.get("HISTORY_PYTHON")
    if not python:
        print("leaving out DuckDB and polars: HISTORY_PYTHON names no interpreter that has them")
        return
    peers = json.loads(run(python, str(HERE / "history_peers.py"), str(folders[0].parent / (folders[0].name + "*") / "set"), json.dumps(rules())).stdout)
    for name, peer in peers.items():
        same = {rule: months for rule, months in peer["counts"].items()} == mine
        ratio = milliseconds / max(1, peer["cpu_ms"])
        note = "the same counts" if same else "OTHER COUNTS"
        yield Figure(f"  the same by {name}, {note}", f"{milliseconds}", f"{peer['cpu_ms']}", ratio, "≤ 1.0", same and ratio <= 1)
