"""agree.py PROGRAM FILE…: compares what `PROGRAM parse --json` says of each file with an independent reading of it. A
folder stands for every file in it.

Prints each field in which the two differ, and ends with 1 when there is one. Everything counts, the order too.
"""

import json
import subprocess
import sys
from pathlib import Path

import containers
from markup import NoXML, Refused

ABSENT = object()


def main():
    program, files = sys.argv[1], [file for argument in sys.argv[2:] for file in listed(Path(argument))]
    said = products(program, files)
    fields = differences = refused = without = 0
    for file in files:
        try:
            expected = independent(file)
        except NoXML:
            without += 1
            continue
        refused += not expected
        count, found = compare(expected, said.get(file, []))
        fields += count
        differences += len(found)
        for line in found:
            print(f"{file}: {line}")
    print(f"{len(files)} files, {without} without XML, {refused} refused by both, {fields} fields, {differences} differences")
    return 1 if differences else 0


def listed(path):
    return sorted(str(file) for file in path.iterdir()) if path.is_dir() else [str(path)]


def products(program, files):
    """The program's objects for each file, in its order."""
    said = {}
    for start in range(0, len(files), 500):
        command = [program, "parse", "--json", *files[start : start + 500]]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 65):
            sys.exit(f"{program} ended with {done.returncode}: {done.stderr.decode()[:2000]}")
        for line in done.stdout.splitlines():
            filing = json.loads(line)
            said.setdefault(filing["file"], []).append(filing)
    return said


def independent(file):
    try:
        return containers.read(file)
    except NoXML:
        raise
    except Refused:
        return []


def compare(expected, actual):
    """How many fields were compared, and a line for each that differs."""
    mine, theirs = dict(flat(expected)), dict(flat(actual))
    found = [
        f"{path}: the program says {show(theirs.get(path, ABSENT))}, the reading {show(mine.get(path, ABSENT))}"
        for path in [*mine, *(path for path in theirs if path not in mine)]
        if mine.get(path, ABSENT) != theirs.get(path, ABSENT)
    ]
    if not found and orders(expected) != orders(actual):
        found = ["footnotes: they stand in another order"]
    return len(mine), found


def flat(value, path=""):
    """Each leaf with its path; an empty list or object is a leaf."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from flat(inner, f"{path}.{key}")
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from flat(inner, f"{path}[{index}]")
    else:
        yield path, value


def orders(filings):
    return [list(filing["footnotes"]) for filing in filings]


def show(value):
    return "nothing" if value is ABSENT else json.dumps(value, ensure_ascii=False)[:200]


if __name__ == "__main__":
    sys.exit(main())
