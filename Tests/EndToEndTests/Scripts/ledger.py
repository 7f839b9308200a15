"""ledger.py LEDGER STATEMENT: asks a ledger that no daemon has open, and prints each row as a line of JSON."""

import json
import sqlite3
import sys

with sqlite3.connect(sys.argv[1]) as ledger:
    for row in ledger.execute(sys.argv[2]):
        print(json.dumps(row))
