#!/usr/bin/env python3
"""Measures insiderd against floors written in C and against its peers, and says whether each bound holds.

    python3 Benchmarks/bench.py --build .build/release [--quick] [--only NAME,…] [--json FILE]

Every figure is taken in rounds that alternate between the floor and the product, and the smallest of the one is set
against the smallest of the other: what disturbs a round only ever makes it slower. Ends with 1 when a bound is missed.
"""

import argparse
import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

import filings
import history
import readers
import relaying
import rules
from measuring import HERE, SHARED, Bench, Figure, against, cpu_of, cpu_per_filing, run

READY_SECONDS = 20
# Microseconds between two filings that have nothing to do with each other: the commit of the first is over by then.
LONE = "2000"


# Reading and judging, in one process, without ledger or delivery.


def reading(bench):
    backlog = filings.write(bench.data / "backlog", bench.count(10_000, 1_000))
    yield read_figure(bench, backlog, "read and judge, ten rules (CPU µs each)", bound=3.0)
    corpus = SHARED / "corpus" / "xml"
    if corpus.is_dir():
        yield read_figure(bench, corpus, "the same, real filings", bound=None)


def read_figure(bench, directory, name, bound):
    """The whole process is measured, from its start to its end: scan, read, parse, judge, print."""
    count = sum(1 for _ in directory.iterdir())
    floor, product = [], []
    with tempfile.TemporaryDirectory(dir=bench.data) as state:
        command = [
            bench.insiderd, "run", "--once", "--dry-run", "--json", "--inbox", directory, "--state", state,
            "--rules", HERE / "ten.rules", "--journal", "off",
        ]
        for _ in range(bench.rounds):
            floor.append(cpu_per_filing(bench.tools / "floor", directory, "3"))
            product.append(cpu_of(*command) / count * 1e6)
    return against(name, min(product), min(floor), bound)


# The backlog with the ledger, and without: a dry run records nothing.


def durability(bench):
    count = bench.count(10_000, 1_000)
    backlog = filings.write(bench.data / "backlog", count)
    durable, volatile = [], []
    for _ in range(bench.rounds):
        volatile.append(once(bench, backlog, count, "--dry-run"))
        durable.append(once(bench, backlog, count))
    rate = min(volatile) / min(durable)
    yield Figure(
        "durable backlog (filings/s)", f"{count / min(durable):,.0f}", f"{count / min(volatile):,.0f}", rate, "≥ 0.6", rate >= 0.6
    )


def once(bench, backlog, count, *options):
    """Seconds of one run over a backlog with a state of its own."""
    with tempfile.TemporaryDirectory(dir=bench.data) as state:
        began = time.perf_counter()
        said = run(
            bench.insiderd, "run", "--once", "--json", "--after", "keep", "--inbox", backlog, "--state", state,
            "--rules", HERE / "ten.rules", "--relay", "none", "--journal", "off", *options,
        ).stderr
        elapsed = time.perf_counter() - began
    judged = summary(said)["filings"]
    if judged != count:
        raise SystemExit(f"judged {judged} filings of {count}")
    return elapsed


def summary(said):
    """The last line that `insiderd run --once --json` says on standard error."""
    return json.loads(said.strip().splitlines()[-1])


# From the rename to the journal's datagram.


def latency(bench):
    stage = filings.write(bench.data / "stage", bench.count(2_000, 300))
    floor, product = [], []
    for _ in range(bench.rounds):
        floor.append(hear(bench, FloorDaemon, stage, LONE))
        product.append(hear(bench, Judge, stage, LONE))
    for percentile, bound in (("p50", 2.0), ("p99", 4.0)):
        name = f"rename to datagram, {percentile} (µs)"
        yield against(name, least(product, percentile), least(floor, percentile), bound)
    lost = sum(result["sent"] - result["received"] for result in product)
    yield Figure("filings lost on the way", str(lost), "0", 0, "= 0", lost == 0)


def burst(bench):
    stage = filings.write(bench.data / "burst", bench.count(60_000, 3_000), small=True)
    floor = hear(bench, FloorDaemon, stage, "burst")
    product = hear(bench, Judge, stage, "burst")
    rate = [f"{result['received'] / result['seconds']:,.0f}/s" for result in (product, floor)]
    lost = product["sent"] - product["received"]
    yield Figure(f"lost of a burst of {product['sent']:,}", f"{lost} at {rate[0]}", f"at {rate[1]}", 0, "= 0", lost == 0)


def least(results, percentile):
    return min(result[percentile] for result in results)


def hear(bench, daemon, stage, gap):
    """What the harness says of one daemon and copies of the staged files."""
    with tempfile.TemporaryDirectory(dir=bench.data) as folder, tempfile.TemporaryDirectory() as sockets:
        folder, journal = pathlib.Path(folder), pathlib.Path(sockets) / "journal"
        (folder / "inbox").mkdir()
        link_all(stage, folder / "stage")
        harness = subprocess.Popen(
            [bench.tools / "latency", folder / "stage", folder / "inbox", journal, gap],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        harness.stdout.readline()
        with daemon(bench, folder, journal):
            return json.loads(harness.communicate("go\n")[0])


def link_all(source, target):
    target.mkdir()
    for path in source.iterdir():
        os.link(path, target / path.name)


# The process itself.


def footprint(bench):
    seconds = bench.count(20, 5)
    with tempfile.TemporaryDirectory(dir=bench.data) as folder, tempfile.TemporaryDirectory() as sockets:
        folder, journal = pathlib.Path(folder), pathlib.Path(sockets) / "journal"
        (folder / "inbox").mkdir()
        receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        receiver.bind(str(journal))
        with receiver, Judge(bench, folder, journal) as judge:
            time.sleep(2)
            before = judge.switches()
            time.sleep(seconds)
            woken = judge.switches() - before
            resident = judge.resident_megabytes()
    yield Figure("idle, resident (MB)", f"{resident:.1f}", "–", 0, "≤ 16", resident <= 16)
    # One scan falls into some windows and not into others; a scan wakes the one thread a few times.
    yield Figure(f"wake-ups in {seconds} s idle", str(woken), "–", 0, "≤ 4", woken <= 4)


def start(bench):
    taken = []
    for _ in range(bench.rounds * 3):
        with tempfile.TemporaryDirectory(dir=bench.data) as folder, tempfile.TemporaryDirectory() as sockets:
            folder = pathlib.Path(folder)
            (folder / "inbox").mkdir()
            with Judge(bench, folder, pathlib.Path(sockets) / "journal") as judge:
                taken.append(judge.start_seconds * 1000)
    yield Figure("start to READY (ms)", f"{min(taken):.0f}", "–", 0, "≤ 100", min(taken) <= 100)


class Service:
    """A daemon that was started and has said READY=1; it ends with the block."""

    def __init__(self, bench, folder, journal):
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        with tempfile.TemporaryDirectory() as sockets, notify:
            path = os.path.join(sockets, "notify")
            notify.bind(path)
            notify.settimeout(READY_SECONDS)
            self.log = open(folder / "log", "wb")
            began = time.perf_counter()
            self.process = subprocess.Popen(
                [str(word) for word in self.command(bench, folder, journal)],
                env={**os.environ, "NOTIFY_SOCKET": path}, stdout=subprocess.DEVNULL, stderr=self.log,
            )
            try:
                while b"READY=1" not in notify.recv(4096):
                    pass
            except TimeoutError:
                self.process.kill()
                raise SystemExit(f"not ready after {READY_SECONDS} s: {(folder / 'log').read_text()}")
            self.start_seconds = time.perf_counter() - began

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=READY_SECONDS)
        self.log.close()

    def resident_megabytes(self):
        return self.status(f"/proc/{self.process.pid}/status", "VmRSS") / 1024

    def switches(self):
        """How often a thread of the process gave up the processor to wait."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(self.status(task / "status", "voluntary_ctxt_switches") for task in tasks)

    @staticmethod
    def status(path, field):
        with open(path) as lines:
            return next(int(line.split()[1]) for line in lines if line.startswith(field + ":"))


class FloorDaemon(Service):
    @staticmethod
    def command(bench, folder, journal):
        return bench.tools / "floor_daemon", folder / "inbox", journal


class Judge(Service):
    @staticmethod
    def command(bench, folder, journal):
        return (
            bench.insiderd, "run", "--inbox", folder / "inbox", "--state", folder / "state",
            "--rules", HERE / "every.rules", "--relay", "none", "--journal", journal,
        )


# The floors themselves, against others that were written for the same purpose.


def cross_check(bench):
    """How far our floor lies from the one beside the checkout, where there is one: a floor that is too high flatters."""
    source = SHARED / "bench" / "lat" / "floord.c"
    if not source.is_file():
        return
    other = bench.tools / "floord"
    subprocess.run(["gcc", "-O2", "-w", "-o", other, source], check=True)

    class Other(Service):
        """It says nothing of being ready: that the log is open is all there is to wait for."""

        def __init__(self, bench, folder, journal):
            self.log = open(folder / "log", "wb")
            self.process = subprocess.Popen([other, folder / "inbox", journal], stderr=self.log)
            time.sleep(0.5)

    stage = filings.write(bench.data / "stage", bench.count(2_000, 300))
    ours, theirs = [], []
    for _ in range(bench.rounds):
        ours.append(hear(bench, FloorDaemon, stage, LONE))
        theirs.append(hear(bench, Other, stage, LONE))
    yield against("our floor against another, p50 (µs)", least(ours, "p50"), least(theirs, "p50"), None)


MEASUREMENTS = [
    reading, *readers.MEASUREMENTS, *rules.MEASUREMENTS, durability, latency, burst, footprint, start, *relaying.MEASUREMENTS,
    history.importing, history.remembering, history.backtesting, cross_check,
]


def compile_tools(tools):
    tools.mkdir(parents=True, exist_ok=True)
    for name in ("floor", "floor_daemon", "latency"):
        subprocess.run(
            ["gcc", "-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-o", tools / name, HERE / f"{name}.c"], check=True
        )


def print_figure(figure):
    verdict = {True: "holds", False: "MISSED", None: ""}[figure.holds]
    ratio = f"{figure.ratio:.2f}" if figure.ratio else ""
    print(f"{figure.name:42} {figure.product:>20} {figure.floor:>14} {ratio:>7} {figure.bound:>7}  {verdict}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, default=pathlib.Path(".build/release"))
    parser.add_argument("--quick", action="store_true", help="small inputs and two rounds: a try, not a measurement")
    parser.add_argument("--only", help="names of measurements, separated by commas: " + ", ".join(m.__name__ for m in MEASUREMENTS))
    parser.add_argument("--json", type=pathlib.Path, help="write the figures there, too")
    arguments = parser.parse_args()
    names = [measure.__name__ for measure in MEASUREMENTS]
    wanted = arguments.only.split(",") if arguments.only else names
    if unknown := [name for name in wanted if name not in names]:
        parser.error(f"no measurement is called {', '.join(unknown)}; there are {', '.join(names)}")

    # Beside the build, on a disk: a file system in memory would flatter the ledger.
    data = pathlib.Path(".build/bench-quick" if arguments.quick else ".build/bench").resolve()
    bench = Bench(arguments.build.resolve(), data / "tools", data, 2 if arguments.quick else 5, arguments.quick)
    compile_tools(bench.tools)

    print(f"{'':42} {'insiderd':>20} {'floor':>14} {'ratio':>7} {'bound':>7}")
    figures = []
    for measure in MEASUREMENTS:
        if measure.__name__ not in wanted:
            continue
        for figure in measure(bench):
            print_figure(figure)
            figures.append(figure)
    if arguments.json:
        arguments.json.write_text(json.dumps([dataclasses.asdict(figure) for figure in figures], indent=2) + "\n")
    sys.exit(any(figure.holds is False for figure in figures))


if __name__ == "__main__":
    main()
