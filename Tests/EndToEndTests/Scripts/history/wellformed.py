#!/usr/bin/env python3
"""Whether every element of a page of HTML is closed, in order: wellformed.py FILE."""

import html.parser
import sys


class Checker(html.parser.HTMLParser):


    def __init__(self):
        super().__init__()
        self.open = []
        self.wrong = []

    def handle_starttag(self, tag, attrs):
        if tag not in {"meta"}:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"line {self.getpos()[0]}: </{tag}>")


checker = Checker()
checker.feed(open(sys.argv[1], encoding="utf-8").read())
problems = checker.wrong + [f"<{tag}> is not closed" for tag in checker.open]
print("\n".join(problems))
sys.exit(1 if problems else 0)
