"""What every measurement needs: a line of the table, and the processor time of a command."""

import dataclasses
import json
import pathlib
import resource
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"


@dataclasses.dataclass
class Figure:
    """One line of the table. `ratio` is what the bound is about, where there is a floor."""

    name: str
    product: str
    floor: str
    ratio: float
    bound: str
    holds: bool | None


@dataclasses.dataclass
class Bench:
    """What every measurement needs."""

    build: pathlib.Path
    tools: pathlib.Path
    data: pathlib.Path
    rounds: int
    quick: bool

    @property
    def insiderd(self):
        return self.build / "insiderd"

    def count(self, full, quick):
        return quick if self.quick else full


def cpu_of(*command):
    """Seconds of processor time that one whole process takes, user and system together."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(*command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cpu_per_filing(*command):
    result = json.loads(run(*command).stdout)
    return min(result["cpu_seconds"]) / result["filings"] * 1e6


def against(name, product, floor, bound):
    ratio = product / floor
    holds = None if bound is None else ratio <= bound
    return Figure(name, f"{product:.1f}", f"{floor:.1f}", ratio, f"≤ {bound}" if bound else "–", holds)


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return done
