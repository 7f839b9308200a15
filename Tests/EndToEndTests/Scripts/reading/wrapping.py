"""How a document comes to be a file: its bytes, the damage that hands and agents do to it, and what is put around it."""

import re

TEXT = re.compile(r"(?<=>)[^<>&\]\[]+(?=</)")
ACCESSION = "0001999003-24-000017"


def wrapped(document, dice):
    """The bytes of a file with that document."""
    document = decorated(document, dice)
    document = damaged(document, dice)
    around = dice.choice([alone] * 12 + [submission] * 4 + [feed] * 4 + [header])
    return around(document, dice)


def decorated(document, dice):
    style = dice.random()
    if style < 0.15:
        prefix = dice.choice(["ns2:", "x:", "own-ership.1:"])
        document = re.sub(r"(</?)(?=[A-Za-z])", rf"\g<1>{prefix}", document)
        if dice.random() < 0.7:
            root = re.match(r"<[^\s>]+", document)[0]
            document = document.replace(root, f'{root} xmlns:{prefix[:-1]}="http://www.sec.gov/edgar/ownership"', 1)
    elif style < 0.25:
        document = re.sub(r"\A<\w+", r'\g<0> xmlns="http://www.sec.gov/x"', document)
    return document


def damaged(document, dice):
    """What is not well formed, and read all the same."""
    if dice.random() < 0.08:
        document = document.replace("<nonDerivativeTable>", "<nonDerivativeTable ativeTable>")
    if dice.random() < 0.08:
        document = document.replace("&amp;", "&")
    if dice.random() < 0.08:
        document = strewn(document, dice, "\x01\x0b\x0c\x1a\x1f\x00")
    return document


def strewn(document, dice, characters):
    """A few of the characters, each in the middle of a text."""
    places = [found.start() + 1 for found in TEXT.finditer(document)]
    for place in sorted(dice.sample(places, min(3, len(places))), reverse=True):
        document = document[:place] + dice.choice(characters) + document[place:]
    return document


def encoded(document, dice):
    """With or without a declaration, which need not tell the truth."""
    declaration = dice.choice(
        ['<?xml version="1.0"?>\n'] * 4
        + ["", '<?xml version="1.0" encoding="UTF-8"?>\n', "<?xml version='1.0' encoding='ISO-8859-1' ?>\n"]
        + ['<?xml version="1.0" encoding="windows-1252"?>', '<?xml version="1.0" encoding="us-ascii"?>']
    )
    text = declaration + document
    line_end = dice.choice(["\n", "\n", "\n", "\r\n", "\r"])
    text = text.replace("\n", line_end)
    if dice.random() < 0.1:
        text = text.replace("Vested", "Vested \u201cearly\u201d \u20ac").replace("O'Hara", "O\u2019Hara")
    if dice.random() < 0.2:
        return text.encode("cp1252", "xmlcharrefreplace")
    return text.encode("utf-8")


def alone(document, dice):
    before = dice.choice([b""] * 6 + [b"\xef\xbb\xbf", b"\n\n", b"\xef\xbb\xbf\r\n", b" \t"])
    after = dice.choice([b"", b"", b"\n", b"\r\n<!-- end -->\n", b"<?page break?>"])
    return before + encoded(document, dice) + after


def exhibit(dice):
    power = "<DOCUMENT>\n<TYPE>EX-24\n<SEQUENCE>2\n<FILENAME>poa.txt\n<TEXT>\nKnow all by these presents\n</TEXT>\n</DOCUMENT>\n"
    return power.encode() if dice.random() < 0.3 else b""


def part(document, dice, number=1):
    head = f"<DOCUMENT>\n<TYPE>4\n<SEQUENCE>{number}\n<FILENAME>form4.xml\n<DESCRIPTION>FORM 4\n<TEXT>\n<XML>\n"
    mark = b"\xef\xbb\xbf" if dice.random() < 0.05 else b""
    return head.encode() + mark + encoded(document, dice) + b"\n</XML>\n</TEXT>\n</DOCUMENT>\n"


def submission(document, dice):
    accepted = dice.choice(["<ACCEPTANCE-DATETIME>20240508163002\n", "", "<ACCEPTANCE-DATETIME>20240508996100\n"])
    accession = dice.choice([ACCESSION] * 9 + ["none yet"])
    header = f"""<SEC-DOCUMENT>{ACCESSION}.txt : 20240508
<SEC-HEADER>{ACCESSION}.hdr.sgml : 20240508
{accepted}ACCESSION NUMBER:\t\t{accession}
CONFORMED SUBMISSION TYPE:\t4
PUBLIC DOCUMENT COUNT:\t\t1
CONFORMED PERIOD OF REPORT:\t20240506
FILED AS OF DATE:\t\t{dice.choice(["20240508", "20240508", "2024", "20241399"])}
DATE AS OF CHANGE:\t\t20240508
</SEC-HEADER>
"""
    documents = b"".join(part(document, dice, number + 1) for number in range(dice.choice([1, 1, 1, 2])))
    whole = header.encode() + documents + exhibit(dice) + b"</SEC-DOCUMENT>\n"
    if dice.random() < 0.2:
        whole = b"-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n\n" + whole
        whole += b"-----END PRIVACY-ENHANCED MESSAGE-----\n"
    return whole.replace(b"\n", b"\r\n") if dice.random() < 0.1 and b"\r" not in whole else whole


def tags(dice):
    """What EDGAR says of a submission, in the dialect of tags."""
    return f"""<ACCESSION-NUMBER>{ACCESSION}
<TYPE>{dice.choice(["4", "4", "3/A", "144"])}
<PUBLIC-DOCUMENT-COUNT>1
<PERIOD>20240506
<FILING-DATE>{dice.choice(["20240508"] * 5 + ["20240230"])}
<DATE-OF-FILING-DATE-CHANGE>20240508
<REPORTING-OWNER>
<OWNER-DATA>
<CONFORMED-NAME>Quill Ada B
<CIK>0001999002
</OWNER-DATA>
</REPORTING-OWNER>
<ISSUER>
<COMPANY-DATA>
<CONFORMED-NAME>LARKSPUR INSTRUMENTS INC
<CIK>0001999001
</COMPANY-DATA>
</ISSUER>
"""


def header(_, dice):
    accepted = dice.choice(["20240508163002", "20240508250000", ""])
    begin = f"<SEC-HEADER>{ACCESSION}.hdr.sgml : 20240508\n<ACCEPTANCE-DATETIME>{accepted}\n"
    return (begin + tags(dice) + "</SEC-HEADER>\n").encode()


def feed(document, dice):
    whole = f"<SUBMISSION>\n{tags(dice)}".encode() + part(document, dice) + exhibit(dice) + b"</SUBMISSION>\n"
    return whole.replace(b"\r", b"").replace(b"\n", b"") if dice.random() < 0.4 else whole
