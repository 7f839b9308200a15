"""generate.py FOLDER COUNT [SEED]: writes made-up filings in every container that is text.

What a file is about comes from its number and the seed alone, so that one that shows a difference can be made again.
"""

import random
import sys
from pathlib import Path

import wrapping
from made_up import Filing
from made_up_notice import Notice


def main():
    folder, count, seed = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "1"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        document = dice.choice([Filing] * 8 + [Notice])(dice).document()
        (folder / f"{number:05}").write_bytes(wrapping.wrapped(document, dice))


if __name__ == "__main__":
    main()
