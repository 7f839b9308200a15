"""How fast data sets are imported, and how fast a hundred rules are held against rows that are loaded, beside DuckDB and
polars, which answer the same from the same tables (`pip install duckdb polars` in the interpreter of $HISTORY_PYTHON;
without it the peers are left out, and that is said)."""

import json
import os
import pathlib
import re
import subprocess

from measuring import HERE, Figure, run

MAKER = HERE.parent / "Tests/EndToEndTests/Scripts/history/datasets.py"
ROLES = ["", "officer", "director", "ten_percent_owner"]


def made(bench):
    """A data set with three trades in each filing, each filing a report of its own."""
    rows = int(os.environ.get("HISTORY_ROWS", bench.count(1_000_000, 60_000)))
    folder = bench.data / f"history-{rows}"
    if not (folder / "set.zip").exists():
        run("python3", str(MAKER), str(folder), str(rows // 3), "5", "--no-xml", "--rows", "3", "--owners", str(rows))
    return folder


def importing(bench):
    folder = made(bench)
    state = bench.data / "history-state"
    run("rm", "-rf", str(state))
    done = json.loads(run(str(bench.insiderd), "import", "--quiet", "--json", "--state", str(state), str(folder / "set.zip")).stdout)
    speed = done["rows"] / done["cpu_ms"] * 60_000
    yield Figure("import (rows a minute of one core)", f"{speed:,.0f}", "1,000,000", 1_000_000 / speed, "≤ 1.0", speed >= 1_000_000)
    run("rm", "-rf", str(state))


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
    folder = made(bench)
    file = bench.data / "hundred.rules"
    file.write_text("\n".join(text(rule) for rule in rules()))
    found = subprocess.run([str(bench.insiderd), "backtest", str(file), str(folder / "set.zip"), "--counts", "--json"],
                           capture_output=True, text=True, check=True)
    mine = {rule["rule"]: {month: count["certain"] for month, count in rule["months"].items() if count["certain"]}
            for rule in json.loads(found.stdout)["rules"]}
    milliseconds = int(re.search(r"judged in (\d+) ms", found.stderr)[1])
    yield Figure("backtest, 100 rules once loaded (CPU ms)", f"{milliseconds}", "–", 0, "–", None)
    python = os.environ.get("HISTORY_PYTHON")
    if not python:
        print("leaving out DuckDB and polars: HISTORY_PYTHON names no interpreter that has them")
        return
    peers = json.loads(run(python, str(HERE / "history_peers.py"), str(folder / "set"), json.dumps(rules())).stdout)
    for name, peer in peers.items():
        same = {rule: months for rule, months in peer["counts"].items()} == mine
        ratio = milliseconds / max(1, peer["cpu_ms"])
        note = "the same counts" if same else "OTHER COUNTS"
        yield Figure(f"  the same by {name}, {note}", f"{milliseconds}", f"{peer['cpu_ms']}", ratio, "≤ 1.0", same and ratio <= 1)
