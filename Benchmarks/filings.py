#!/usr/bin/env python3
"""Makes ownership XML of invented issuers and owners: the same files for the same arguments on every machine.

    python3 Benchmarks/filings.py DIRECTORY COUNT [--small]

The sizes follow those of the real population: median 6.5 KB, mean 8 KB, a tail to 80 KB. With --small every filing has
one row, for runs that need many files and not their weight. All filings differ, so none is taken for a repetition.
"""

import argparse
import datetime
import pathlib
import random
import statistics

SURNAMES = "ALDER BIRCH CEDAR DOGWOOD ELM FIR GUM HAZEL IRONWOOD JUNIPER KAPOK LARCH MAPLE OAK PINE ROWAN SPRUCE".split()
FORENAMES = "Ada Ben Cleo Dan Eve Finn Gia Hugo Ida Jon Kim Lea Max Nia Oto Pia Rolf Sue Tim Una Vic Wim".split()
FIRMS = "AMBER BASALT COBALT DOLOMITE EMERALD FELDSPAR GRANITE HEMATITE IOLITE JASPER KYANITE LAPIS MICA".split()
TRADES = "BREWING CABLES DREDGING ENGINES FERRIES GLASSWORKS HARVESTERS INSTRUMENTS KILNS LOOMS".split()
TITLES = ["Chief Executive Officer", "Chief Financial Officer", "General Counsel", "See Remarks", "SVP, Operations"]
NATURES = ["By Trust", "By Spouse", "See footnote", "By Family Limited Partnership"]
# The letter, whether it acquires, and how often it is seen.
TABLE_I = [("S", False, 45), ("P", True, 12), ("M", True, 18), ("F", False, 12), ("A", True, 8), ("G", False, 5)]
TABLE_II = [("M", False, 60), ("A", True, 40)]
NOTES = [
    "Sold under a trading plan adopted by the reporting person on {day}, meant to satisfy Rule 10b5-1(c).",
    "The price is a weighted average price. The shares were sold in several transactions at prices ranging from "
    "${low} to ${high}, inclusive. The reporting person undertakes to provide to the issuer, any security holder of "
    "the issuer, or the staff of the Securities and Exchange Commission, upon request, full information regarding "
    "the number of shares sold at each separate price within the range set forth in this footnote.",
    "Shares withheld by the issuer to pay the taxes due on the vesting of restricted stock units.",
    "Each unit stands for the contingent right to receive one share of the issuer's common stock. One quarter of the "
    "units vested on {day}; the rest vests in equal parts on the same day of each of the following three years, "
    "subject to the reporting person's continued service.",
    "The reporting person disclaims beneficial ownership of these shares except to the extent of the pecuniary "
    "interest in them, and this report is no admission of beneficial ownership for section 16 or any other purpose.",
]


class Writer:
    """Ownership XML as EDGAR's online form writes it: four blanks a level, a blank line between parts."""

    def __init__(self):
        self.lines = ['<?xml version="1.0"?>', "<ownershipDocument>"]
        self.depth = 1

    def leaf(self, name, text):
        if self.depth == 1:
            self.lines.append("")
        self.lines.append(f"{'    ' * self.depth}<{name}>{text}</{name}>")

    def value(self, name, text, notes=()):
        with self.element(name):
            if text is not None:
                self.leaf("value", text)
            for note in notes:
                self.lines.append(f'{"    " * self.depth}<footnoteId id="F{note}"/>')

    def element(self, name):
        return Element(self, name)

    def text(self):
        return "\n".join(self.lines + ["</ownershipDocument>", ""])


class Element:
    def __init__(self, writer, name):
        self.writer, self.name = writer, name

    def __enter__(self):
        if self.writer.depth == 1:
            self.writer.lines.append("")
        self.writer.lines.append(f"{'    ' * self.writer.depth}<{self.name}>")
        self.writer.depth += 1

    def __exit__(self, *_):
        self.writer.depth -= 1
        self.writer.lines.append(f"{'    ' * self.writer.depth}</{self.name}>")


class Shape:
    """How much one filing holds: mostly little, sometimes a full table."""

    def __init__(self, chance, small):
        self.owners = 1 if small or chance.random() < 0.93 else chance.randint(2, 4)
        self.sales = 1 if small else min(30, 1 + int(chance.expovariate(1 / 1.5)))
        self.derivatives = 0 if small or chance.random() < 0.58 else min(15, 1 + int(chance.expovariate(1 / 0.9)))
        self.holdings = 0 if small or chance.random() < 0.7 else chance.randint(1, 3)
        self.notes = 0 if small else min(20, int(chance.expovariate(1 / 2.4)))
        if not small and chance.random() < 0.04:
            self.sales = chance.randint(10, 30)
            self.notes += chance.randint(2, 12)


def filing(number, small=False):
    """The text of filing `number`; nothing but the number decides what it holds."""
    chance = random.Random(number)
    shape = Shape(chance, small)
    day = datetime.date(2024, 1, 2) + datetime.timedelta(days=chance.randrange(600))
    out = Writer()
    head(out, chance, number, day)
    for owner in range(shape.owners):
        reporting_owner(out, chance, number * 10 + owner)
    out.leaf("aff10b5One", chance.choice("01"))
    with out.element("nonDerivativeTable"):
        for _ in range(shape.sales):
            transaction(out, chance, day, shape, derivative=False)
        for _ in range(shape.holdings):
            holding(out, chance)
    if shape.derivatives:
        with out.element("derivativeTable"):
            for _ in range(shape.derivatives):
                transaction(out, chance, day, shape, derivative=True)
    tail(out, chance, day, shape)
    return out.text()


def head(out, chance, number, day):
    out.leaf("schemaVersion", "X0508")
    out.leaf("documentType", "4")
    out.leaf("periodOfReport", day)
    out.leaf("notSubjectToSection16", "0")
    firm = f"{chance.choice(FIRMS)} {chance.choice(TRADES)}"
    with out.element("issuer"):
        out.leaf("issuerCik", f"{1_000_000 + number % 4000:010}")
        out.leaf("issuerName", f"{firm} INC")
        out.leaf("issuerTradingSymbol", "".join(word[:2] for word in firm.split()))


def reporting_owner(out, chance, number):
    is_officer = chance.random() < 0.55
    with out.element("reportingOwner"):
        with out.element("reportingOwnerId"):
            out.leaf("rptOwnerCik", f"{2_000_000 + number:010}")
            out.leaf("rptOwnerName", f"{chance.choice(SURNAMES)} {chance.choice(FORENAMES)}")
        with out.element("reportingOwnerAddress"):
            out.leaf("rptOwnerStreet1", f"{chance.randint(1, 999)} QUARRY ROAD")
            out.leaf("rptOwnerStreet2", "")
            out.leaf("rptOwnerCity", "STONEFIELD")
            out.leaf("rptOwnerState", "VT")
            out.leaf("rptOwnerZipCode", f"{chance.randint(10000, 99999)}")
            out.leaf("rptOwnerStateDescription", "")
        with out.element("reportingOwnerRelationship"):
            out.leaf("isDirector", "0" if is_officer else "1")
            out.leaf("isOfficer", "1" if is_officer else "0")
            out.leaf("isTenPercentOwner", "1" if chance.random() < 0.1 else "0")
            out.leaf("isOther", "0")
            out.leaf("officerTitle", chance.choice(TITLES) if is_officer else "")
            out.leaf("otherText", "")


def transaction(out, chance, day, shape, derivative):
    kinds = TABLE_II if derivative else TABLE_I
    code, acquires, _ = chance.choices(kinds, [often for _, _, often in kinds])[0]
    notes = [chance.randint(1, shape.notes)] if shape.notes and chance.random() < 0.6 else []
    with out.element("derivativeTransaction" if derivative else "nonDerivativeTransaction"):
        out.value("securityTitle", "Stock Option (Right to Buy)" if derivative else "Common Stock")
        if derivative:
            out.value("conversionOrExercisePrice", dollars(chance))
        out.value("transactionDate", day)
        out.leaf("deemedExecutionDate", "")
        with out.element("transactionCoding"):
            out.leaf("transactionFormType", "4")
            out.leaf("transactionCode", code)
            out.leaf("equitySwapInvolved", "0")
        with out.element("transactionAmounts"):
            out.value("transactionShares", shares(chance))
            out.value("transactionPricePerShare", dollars(chance), notes)
            out.value("transactionAcquiredDisposedCode", "A" if acquires else "D")
        if derivative:
            out.value("exerciseDate", day)
            out.value("expirationDate", day + datetime.timedelta(days=3650))
            with out.element("underlyingSecurity"):
                out.value("underlyingSecurityTitle", "Common Stock")
                out.value("underlyingSecurityShares", shares(chance))
        position(out, chance)


def holding(out, chance):
    with out.element("nonDerivativeHolding"):
        out.value("securityTitle", "Common Stock")
        position(out, chance)


def position(out, chance):
    is_direct = chance.random() < 0.75
    with out.element("postTransactionAmounts"):
        out.value("sharesOwnedFollowingTransaction", shares(chance))
    with out.element("ownershipNature"):
        out.value("directOrIndirectOwnership", "D" if is_direct else "I")
        if not is_direct:
            out.value("natureOfOwnership", chance.choice(NATURES))


def tail(out, chance, day, shape):
    with out.element("footnotes"):
        for note in range(1, shape.notes + 1):
            low = round(chance.uniform(1, 300), 2)
            said = chance.choice(NOTES).format(day=day, low=f"{low:.2f}", high=f"{low + 1:.2f}")
            out.lines.append(f'        <footnote id="F{note}">{said}</footnote>')
    out.leaf("remarks", "")
    with out.element("ownerSignature"):
        out.leaf("signatureName", "/s/ by power of attorney")
        out.leaf("signatureDate", day + datetime.timedelta(days=2))


def shares(chance):
    return int(10 ** chance.uniform(2, 5.3))


def dollars(chance):
    return f"{10 ** chance.uniform(0, 2.6):.2f}"


def write(directory, count, small=False):
    """Writes the filings as `filing-000000.xml` and so on; does nothing when they are there already."""
    directory = pathlib.Path(directory)
    complete = directory.with_name(directory.name + ".complete")
    if complete.exists() and complete.read_text() == str(count):
        return directory
    directory.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (directory / f"filing-{number:06}.xml").write_text(filing(number, small))
    complete.write_text(str(count))
    return directory


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory")
    parser.add_argument("count", type=int)
    parser.add_argument("--small", action="store_true")
    arguments = parser.parse_args()
    directory = write(arguments.directory, arguments.count, arguments.small)
    sizes = sorted(path.stat().st_size for path in directory.glob("*.xml"))
    for percent in (10, 25, 50, 75, 90, 99):
        print(f"p{percent:<3} {sizes[len(sizes) * percent // 100]:7}")
    print(f"max  {sizes[-1]:7}\nmean {statistics.mean(sizes):7.0f}")


if __name__ == "__main__":
    main()
