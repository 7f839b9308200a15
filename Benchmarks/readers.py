"""What each reader of filings costs, alone: against the floor, against its peers, by the byte, and as its input grows.

`readers.swift`, a small program that reads every file of a directory, is compiled here together with `Sources/Filings`.
A kind of document is a line of `GROWING`: its name, and a function from a number of rows to a document.
"""

import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import xml.etree.ElementTree as ET

import filings
from measuring import HERE, SHARED, Figure, against, run

CHECKOUT = HERE.parent
# Seconds that the Python packages may take to be fetched.
INSTALL_SECONDS = 300
# n log n at four times the input is at most 4 × (1 + log 4 / log n); the rest is for what does not grow and for noise.
GROWTH_BOUND = 6.0


# Programs.


def build(bench):
    """The measuring programs, by name."""
    tools = bench.tools
    compile_c = ["gcc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror"]
    run(*compile_c, "-o", tools / "expat", HERE / "expat.c", "-lexpat")
    run("g++", "-O2", "-Wall", "-Wextra", "-Werror", "-o", tools / "pugixml", HERE / "pugixml.cpp", "-lpugixml")
    build_readers(tools / "readers")
    return {name: [tools / name] for name in ("floor", "readers", "pugixml", "expat")}


def build_readers(program):
    sources = sorted((CHECKOUT / "Sources" / "Filings").rglob("*.swift")) + [HERE / "readers.swift"]
    if program.exists() and all(source.stat().st_mtime < program.stat().st_mtime for source in sources):
        return
    run(
        "swiftc", "-O", "-wmo", "-static-stdlib", "-parse-as-library", "-swift-version", "6", "-package-name", "insiderd",
        "-module-name", "Readers", "-I", CHECKOUT / "Sources" / "CZlib", "-I", CHECKOUT / "Sources" / "CVector",
        *sources, "-lz", "-o", program,
    )


def python_peers(bench):
    """lxml and edgartools in an environment of their own; neither where there is no way to fetch them."""
    environment = bench.data.parent / "bench-venv"
    python = environment / "bin" / "python"
    if not (environment / "ready").exists():
        try:
            run(sys.executable, "-m", "venv", environment)
            subprocess.run([python, "-m", "pip", "install", "--quiet", "lxml", "edgartools"], check=True, timeout=INSTALL_SECONDS)
        except (subprocess.SubprocessError, SystemExit) as problem:
            print(f"lxml and edgartools cannot be fetched, so they are left out: {problem}", file=sys.stderr)
            return {}
        (environment / "ready").touch()
    return {name: [python, HERE / "peers.py", name] for name in ("lxml", "edgartools")}


# Ownership XML, against the floor and the peers.


def ownership(bench):
    programs = build(bench)
    backlog = filings.write(bench.data / "backlog", bench.count(10_000, 1_000))
    few = filings.write(bench.data / "few", bench.count(300, 30))
    cost = least(bench, programs, backlog)
    micros = {name: result["seconds"] / result["filings"] * 1e6 for name, result in cost.items()}
    yield against("read ownership XML (CPU µs each)", micros["readers"], micros["floor"], 2.2)
    yield against("… against pugixml's tree", micros["readers"], micros["pugixml"], 1.0)
    yield against("… against expat with empty handlers", micros["readers"], micros["expat"], 1.0)
    yield from slow_peers(bench, programs["readers"], few)
    yield alone("… reading alone", cost)
    yield from instructions(bench, programs["readers"], few)
    yield from real(bench, programs)


def real(bench, programs):
    corpus = SHARED / "corpus" / "xml"
    if not corpus.is_dir():
        print(f"no real filings at {corpus}: left out", file=sys.stderr)
        return
    cost = least(bench, programs, corpus)
    micros = {name: result["seconds"] / result["filings"] * 1e6 for name, result in cost.items()}
    yield against("real ownership XML (CPU µs each)", micros["readers"], micros["floor"], None)
    yield against("… against pugixml's tree", micros["readers"], micros["pugixml"], None)
    yield alone("… reading alone", cost)


def slow_peers(bench, readers, directory):
    peers = python_peers(bench)
    if not peers:
        return
    cost = least(bench, {"readers": readers, **peers}, directory)
    for name, bound in (("lxml", 1), ("edgartools", 280)):
        factor = cost[name]["seconds"] / cost["readers"]["seconds"]
        yield Figure(
            f"… times faster than {name}", shown(cost["readers"]), shown(cost[name]), factor, f"≥ {bound}", factor >= bound
        )


def shown(result):
    return f"{result['seconds'] / result['filings'] * 1e6:.1f}"


def least(bench, programs, directory, turns="3"):
    """The least that each program took for the directory, in rounds that alternate between them, of `turns` each."""
    cost = {}
    for _ in range(bench.rounds):
        for name, command in programs.items():
            result = json.loads(run(*command, directory, "1" if name == "edgartools" else turns).stdout)
            seconds = min(result["cpu_seconds"])
            if name not in cost or seconds < cost[name]["seconds"]:
                cost[name] = {"seconds": seconds, "filings": result["filings"], "bytes": result["bytes"]}
    return cost


def alone(name, cost):
    """What is left when the floor is taken away."""
    seconds = cost["readers"]["seconds"] - cost["floor"]["seconds"]
    result = cost["readers"]
    rate = f"{seconds / result['bytes'] * 1e9:.2f} ns/byte"
    return Figure(name, rate, f"{result['filings'] / seconds:,.0f}/s", 0, "–", None)


def instructions(bench, readers, directory):
    """Instructions for each byte, by valgrind's count of two rounds less its count of one. Processors count, too, but
    virtual machines seldom let them."""
    if not shutil.which("valgrind"):
        print("valgrind is not there, so instructions are not counted", file=sys.stderr)
        return
    counts = [counted(readers, directory, rounds) for rounds in ("1", "2")]
    size = json.loads(run(*readers, directory, "1").stdout)["bytes"]
    yield Figure("… instructions/byte, files read", f"{(counts[1] - counts[0]) / size:.1f}", "–", 0, "–", None)


def counted(command, directory, rounds):
    said = run("valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", *command, directory, rounds)
    return int(re.search(r"I +refs: +([\d,]+)", said.stderr).group(1).replace(",", ""))


# Growth with the size of one document.


def ownership_document(rows):
    out = filings.Writer()
    chance = filings.random.Random(rows)
    day = filings.datetime.date(2024, 1, 2)
    filings.head(out, chance, rows, day)
    filings.reporting_owner(out, chance, rows)
    shape = filings.Shape(chance, small=True)
    shape.notes = rows // 10
    with out.element("nonDerivativeTable"):
        for _ in range(rows):
            filings.transaction(out, chance, day, shape, derivative=False)
    filings.tail(out, chance, day, shape)
    return out.text()


def sale_notice(rows):
    sale = (
        "<securitiesSoldInPast3Months><sellerDetails><name>Ada B. Quill</name></sellerDetails>"
        "<securitiesClassTitle>Common</securitiesClassTitle><saleDate>01/02/2025</saleDate>"
        "<amountOfSecuritiesSold>100</amountOfSecuritiesSold><grossProceeds>2500</grossProceeds>"
        "</securitiesSoldInPast3Months>\n"
    )
    return (
        '<?xml version="1.0"?>\n<edgarSubmission xmlns="http://www.sec.gov/edgar/ownership"><headerData>'
        "<submissionType>144</submissionType></headerData><formData><issuerInfo><issuerCik>0001999001</issuerCik>"
        f"</issuerInfo>{sale * rows}</formData></edgarSubmission>\n"
    )


def scanned_page(rows):
    page = (CHECKOUT / "rules" / "samples" / "scanned-sale.txt").read_text()
    return repeated(page, "Common Stock", rows)


def rendered_page(rows):
    """As EDGAR's stylesheet shows the document."""
    sys.path.append(str(CHECKOUT / "Tests" / "FilingsTests" / "Scripts"))
    import render_page

    return render_page.render(ET.fromstring(ownership_document(rows)), "edgar")


def typed_page(rows):
    page = (CHECKOUT / "Tests" / "FilingsTests" / "Pages" / "dashes.txt").read_text()
    return repeated(page, "Class B Common Stock", rows)


def repeated(page, beginning, rows):
    """With its first line of this beginning so many times."""
    row = next(line for line in page.splitlines(keepends=True) if line.startswith(beginning))
    return page.replace(row, row * rows)


# The kind of document, what makes one with so many rows, and the fewer of the two numbers of rows.
GROWING = [
    ("ownership XML", ownership_document, 300), ("Form 144", sale_notice, 240), ("rendered page", rendered_page, 120),
    ("typed page", typed_page, 60), ("scanned page", scanned_page, 60),
]


def growth(bench):
    build_readers(bench.tools / "readers")
    for name, document, rows in GROWING:
        few, many = (time_of(bench, document(count)) for count in (rows, 4 * rows))
        ratio = many / few
        yield Figure(
            f"{name}: four times the rows (µs)", f"{many:.0f}", f"{few:.0f}", ratio, f"≤ {GROWTH_BOUND:.0f}", ratio <= GROWTH_BOUND
        )


def time_of(bench, document):
    with tempfile.TemporaryDirectory(dir=bench.data) as folder:
        for copy in range(10):
            (pathlib.Path(folder) / f"{copy}.xml").write_text(document)
        return least(bench, {"readers": [bench.tools / "readers"]}, folder, "15")["readers"]["seconds"] / 10 * 1e6


# Archives.


def archives(bench):
    """The peak of memory of the shipped program, for an archive and for one with four times the filings."""
    few = bench.count(4_000, 500)
    backlog = filings.write(bench.data / "archived", 4 * few, small=True)
    paths = sorted(backlog.iterdir())
    small, large = (peak(bench, paths[:count]) for count in (few, 4 * few))
    ratio = large / small
    yield Figure("archive: four times the filings (peak MB)", f"{large:.1f}", f"{small:.1f}", ratio, "≤ 1.25", ratio <= 1.25)


def peak(bench, paths):
    """Megabytes."""
    archive = bench.data / "archive.tar.gz"
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        for path in paths:
            contents = path.read_bytes()
            member = tarfile.TarInfo(path.name)
            member.size = len(contents)
            tar.addfile(member, io.BytesIO(contents))
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen([bench.insiderd, "parse", "--json", archive], stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"insiderd parse {archive} ended with {status}")
    return usage.ru_maxrss / 1024


MEASUREMENTS = [ownership, growth, archives]
