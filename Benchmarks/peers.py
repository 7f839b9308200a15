#!/usr/bin/env python3
"""peers.py lxml|edgartools DIRECTORY ROUNDS: the same measurement as floor.c, of a reader in Python.

edgartools asks the SEC's site who each owner is, for whether it is a company. Its look-up is replaced by one that knows
nothing and costs nothing, which favours it.
"""

import json
import os
import pathlib
import resource
import sys


def lxml():
    from lxml import etree

    return etree.fromstring


def edgartools():
    os.environ.setdefault("EDGAR_IDENTITY", "Benchmark benchmark@example.com")
    from edgar.ownership import owners
    from edgar.ownership.forms import Ownership

    class Nobody:
        def __init__(self, cik):
            self.data = self
            self.is_company = False

    owners.Entity = Nobody
    return lambda contents: Ownership.parse_xml(contents.decode())


def cpu_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def main():
    peer, directory, rounds = sys.argv[1:]
    parse = {"lxml": lxml, "edgartools": edgartools}[peer]()
    paths = sorted(pathlib.Path(directory).iterdir())
    seconds = []
    for _ in range(int(rounds)):
        began = cpu_seconds()
        total = 0
        for path in paths:
            contents = path.read_bytes()
            total += len(contents)
            parse(contents)
        seconds.append(cpu_seconds() - began)
    print(json.dumps({"filings": len(paths), "cpu_seconds": seconds, "bytes": total}))


if __name__ == "__main__":
    main()
