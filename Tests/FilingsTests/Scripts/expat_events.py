"""What expat makes of each file `N.xml` of a directory: `N.names`, a line for each element's depth and local name, and
`N.text`, all character data. Neither where it refuses the document."""

import pathlib
import sys
import xml.parsers.expat


def events(contents):
    names, text, depth = [], [], 0

    def enter(name, _):
        nonlocal depth
        names.append(f"{depth} {name.rpartition(':')[2]}")
        depth += 1

    def leave(_):
        nonlocal depth
        depth -= 1

    parser = xml.parsers.expat.ParserCreate("UTF-8")
    parser.StartElementHandler, parser.EndElementHandler = enter, leave
    parser.CharacterDataHandler = text.append
    parser.Parse(contents, True)
    return "\n".join(names), "".join(text)


for path in pathlib.Path(sys.argv[1]).glob("*.xml"):
    try:
        names, text = events(path.read_bytes())
    except xml.parsers.expat.ExpatError:
        continue
    path.with_suffix(".names").write_text(names, newline="")
    path.with_suffix(".text").write_text(text, newline="")
