"""From bytes to ElementTree: what a browser's eye would still call XML is made XML, and what was done is said."""

import re
from xml.etree import ElementTree

BLANKS = " \t\r\n"
SHOWN = 100

TOKEN = re.compile(
    r"(?P<raw><!\[CDATA\[.*?\]\]>|<!--.*?-->|<\?.*?\?>)"
    r"|(?P<tag></?[^\s<>/!?\"'=][^<>\"']*(?:\"[^\"]*\"[^<>\"']*|'[^']*'[^<>\"']*)*>)"
    r"|(?P<amp>&)|(?P<control>[\x00-\x08\x0b\x0c\x0e-\x1f])",
    re.DOTALL,
)
REFERENCE = re.compile(r"&(?:(?:lt|gt|amp|quot|apos)|#[0-9]+|#x[0-9A-Fa-f]+);")
ENTITY = re.compile(r"&(?:#|[A-Za-z_:][\w:.-]*;)")
ATTRIBUTE = re.compile(r"\s+([^\s=<>/\"']+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'))?")

WINDOWS = "bytes that are no UTF-8 were taken for Windows-1252"
UNTRUE = "the bytes are UTF-8, whatever the declaration says"
DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']*)")
ONE_BYTE = ("iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252")
CONTROL = "control characters were left out"
AMPERSAND = "an ampersand that begins no reference was taken for itself"
LONELY = "an attribute without a value was passed over"


class Refused(Exception):
    """The bytes are no filing that can be read."""


class NoXML(Refused):
    """The form in it was typed or printed: no document for ElementTree."""


def local(element):
    """The name without a namespace; comments have none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def parse(data):
    """The root element, and what had to be repaired: one entry for each kind, as in `unreadable`."""
    repair = Repair(data)
    try:
        return ElementTree.fromstring(repair.text), repair.doubts
    except (ElementTree.ParseError, ValueError) as error:
        raise Refused(str(error)) from error


class Repair:
    def __init__(self, data):
        self.doubts = []
        data = data.lstrip(BLANKS.encode()).removeprefix(b"\xef\xbb\xbf")
        self.data = self.decoded(data).lstrip(BLANKS)
        if "<!DOCTYPE" in self.data:
            raise Refused("a document type declaration")
        self.text = TOKEN.sub(self.repaired, self.data)
        # The text is decoded already; its declaration would only be in the way.
        self.text = re.sub(r"\A<\?xml\b.*?\?>", "", self.text, flags=re.DOTALL)

    def decoded(self, data):
        declared = DECLARED.search(data[:256])
        is_windows = bool(declared) and declared[1].decode().lower() in ONE_BYTE
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            if not is_windows:
                self.doubt(WINDOWS, windows(data[error.start :]))
            return windows(data)
        if is_windows and not text.isascii():
            self.doubt(UNTRUE, re.search(r"[^\x00-\x7f].*", text, re.DOTALL)[0])
        return text

    def repaired(self, found):
        if found["raw"]:
            return self.without_controls(found["raw"], found.start())
        if found["tag"]:
            return self.tag(found["tag"], found.start())
        if found["control"]:
            self.doubt(CONTROL, self.data[found.start() :])
            return ""
        return self.ampersand(found.start())

    def ampersand(self, at):
        rest = self.data[at : at + 100]
        if REFERENCE.match(rest) or ENTITY.match(rest):
            return "&"
        self.doubt(AMPERSAND, self.data[at:])
        return "&amp;"

    def without_controls(self, text, start):
        for at, character in enumerate(text):
            if character < " " and character not in BLANKS:
                self.doubt(CONTROL, self.data[start + at :])
                break
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text)

    def tag(self, tag, start):
        """Without prefixes, which need not be declared, and without attributes that have no value."""
        name = re.match(r"</?[^\s<>/]+", tag)[0]
        end = "/>" if tag.endswith("/>") else ">"
        body = tag[len(name) : -len(end)]
        kept = []
        for attribute in ATTRIBUTE.finditer(body):
            if attribute[2] is None:
                self.doubt(LONELY, self.data[start + len(name) + attribute.start(1) :])
            elif ":" not in attribute[1] and attribute[1] != "xmlns":
                at = start + len(name) + attribute.start(2)
                kept.append(f" {attribute[1]}={re.sub('&', lambda found: self.ampersand(at + found.start()), attribute[2])}")
        return re.sub(r"(</?)[^\s<>/:]+:", r"\1", name) + "".join(kept) + end

    def doubt(self, reason, rest):
        """The first of each kind, with what stands there."""
        if all(doubt["reason"] != reason for doubt in self.doubts):
            shown = rest.partition("<")[0].strip(BLANKS)[:SHOWN]
            self.doubts.append({"field": "document", "shown": shown, "reason": reason})


def windows(data):
    """Windows-1252, its five unused bytes as control characters."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data)
