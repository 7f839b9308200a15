"""What many rules cost: a filing under ten thousand of them against one under ten, and compiling them.

Watch lists are rules for one ticker each; threshold rules concern every issuer and differ in what they measure, by whom,
and how much of it they ask for, which is more than nearly every filing comes to.
"""

import json
import random

import filings
from measuring import HERE, Figure, against, cpu_of, run

MANY = 10_000
# Seconds of CPU in which ten thousand rules are to be compiled.
COMPILING = 0.05
# What a filing seldom comes to, for each measure.
MEASURES = [
    ("sum(shares)", "{:_} shares", 3_000_000), ("sum(value)", "${:_}", 400_000_000), ("max(price)", "${:_} per share", 900),
    ("count()", "{:_}", 60),
]
KINDS = ["sale", "purchase", "gift", "exercise", "trade"]
ROLES = ["", " by officer", " by director", " by ten_percent_owner", " by officer or director"]


def watch_list(count):
    chance = random.Random(1)
    for number in range(count):
        yield (
            f"rule watch_{number} {{\n    match sale\n    where issuer.ticker = @{ticker(number)}\n"
            f"    when sum(value) > ${chance.randint(1, 900) * 1000:_}\n}}\n"
        )


def ticker(number):
    """Five letters, which no made-up filing has: theirs have four."""
    letters = ""
    for _ in range(4):
        letters = chr(ord("A") + number % 26) + letters
        number //= 26
    return "Z" + letters


def thresholds(count):
    chance = random.Random(2)
    for number in range(count):
        measure, spelling, least = chance.choice(MEASURES)
        amount = spelling.format(int(least * chance.uniform(1, 3)))
        yield (
            f"rule step_{number} {{\n    match {chance.choice(KINDS)}{chance.choice(ROLES)}\n"
            f"    when {measure} > {amount}\n}}\n"
        )


def mixed(count):
    rules = [*watch_list(count * 4 // 5), *thresholds(count // 5)]
    random.Random(3).shuffle(rules)
    return rules


def rules(bench):
    backlog = filings.write(bench.data / "backlog", bench.count(10_000, 1_000))
    count = sum(1 for _ in backlog.iterdir())
    sets = {
        "ten": written(bench, "ten", watch_list(10)),
        "watch": written(bench, "watch", watch_list(MANY)),
        "mixed": written(bench, "mixed", mixed(MANY)),
    }
    nothing = bench.data / "nothing"
    nothing.mkdir(exist_ok=True)
    costs = {name: [] for name in sets}
    starts = {name: [] for name in sets}
    for _ in range(bench.rounds):
        for name, path in sets.items():
            starts[name].append(judging(bench, path, nothing))
            costs[name].append(judging(bench, path, backlog))
    micros = {name: (min(costs[name]) - min(starts[name])) / count * 1e6 for name in sets}
    yield against("a filing under 10,000 rules of a watch list, and under 10 (CPU µs)", micros["watch"], micros["ten"], 1.02)
    yield against("… under 8,000 of a watch list and 2,000 thresholds", micros["mixed"], micros["ten"], 1.25)
    compiling = min(starts["watch"]) - min(starts["ten"])
    yield Figure(
        "compiling 10,000 rules (CPU ms)", f"{compiling * 1000:.0f}", f"{COMPILING * 1000:.0f}", compiling / COMPILING,
        "≤ 1", compiling <= COMPILING,
    )


def index(bench):
    """The same filings judged without the index, each rule by itself, and with it."""
    program = bench.tools / "judging"
    build_judging(program)
    some = filings.write(bench.data / "some", bench.count(200, 20))
    for name, texts in (("a watch list", watch_list(MANY)), ("a mixture", mixed(MANY))):
        path = written(bench, "index", texts)
        said = [json.loads(run(program, path, some).stdout) for _ in range(bench.rounds)]
        micros = [min(one[key] for one in said) / said[0]["filings"] * 1e6 for key in ("unindexed", "indexed")]
        yield against(f"judging under {name}, without index and with (CPU µs)", *micros, None)


def build_judging(program):
    checkout, modules = HERE.parent, program.parent / "modules"
    filings_sources, rules_sources = (sorted((checkout / "Sources" / name).rglob("*.swift")) for name in ("Filings", "Rules"))
    rules_sources.append(HERE / "judging.swift")
    sources = filings_sources + rules_sources
    if program.exists() and all(source.stat().st_mtime < program.stat().st_mtime for source in sources):
        return
    modules.mkdir(parents=True, exist_ok=True)
    compiler = [
        "swiftc", "-O", "-wmo", "-parse-as-library", "-swift-version", "6", "-package-name", "insiderd",
        "-enable-upcoming-feature", "InternalImportsByDefault", "-I", checkout / "Sources" / "CZlib",
        "-I", checkout / "Sources" / "CVector", "-I", modules,
    ]
    run(
        *compiler, "-module-name", "Filings", "-emit-module", "-emit-module-path", modules / "Filings.swiftmodule",
        "-c", *filings_sources, "-o", modules / "Filings.o",
    )
    run(*compiler, "-module-name", "Rules", *rules_sources, modules / "Filings.o", "-lz", "-o", program)


def written(bench, name, texts):
    path = bench.data / f"{name}.rules"
    path.write_text("".join(texts))
    return path


def judging(bench, path, inbox):
    """Seconds of the whole process."""
    return cpu_of(
        bench.insiderd, "run", "--once", "--dry-run", "--json", "--inbox", inbox, "--state", bench.data / "state",
        "--rules", path, "--journal", "off",
    )


MEASUREMENTS = [rules, index]
