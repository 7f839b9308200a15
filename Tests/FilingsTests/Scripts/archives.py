"""archives.py OUT: packs the files of OUT/in (NAME.xml) into archives of every kind that the tests read.

Python's own modules write them, so that nothing of the reader under test has a hand in it.
"""
import gzip
import io
import os
import struct
import sys
import tarfile
import zipfile

out = sys.argv[1]
names = sorted(os.listdir(f"{out}/in"))
files = [(name, open(f"{out}/in/{name}", "rb").read()) for name in names]
other = (
    b"<SUBMISSION>\n<ACCESSION-NUMBER>0001999003-24-000009\n<TYPE>10-K\n<DOCUMENT>\n"
    + b"x" * 9_000_000
    + b"\n</SUBMISSION>\n"
)


def write(name, data):
    with open(f"{out}/{name}", "wb") as file:
        file.write(data)


def add(tar, name, data, kind=tarfile.REGTYPE):
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    entry.type = kind
    tar.addfile(entry, io.BytesIO(data))


def tar(form, extra=(), members=files):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=form) as archive:
        add(archive, "folder", b"", tarfile.DIRTYPE)
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
        for name, data in members:
            add(archive, "folder/" + name, data)
        for name, data in extra:
            add(archive, name, data)
    return buffer.getvalue()


def zipped(method, members, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method, **options) as archive:
        archive.writestr("folder/", b"")
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


write("ustar.tar", tar(tarfile.USTAR_FORMAT))
write("gnu.tar", tar(tarfile.GNU_FORMAT, [("long/" * 40 + "é.xml", files[0][1])]))
write("pax.tar", tar(tarfile.PAX_FORMAT, [("long/" * 40 + "é.xml", files[0][1])]))
write("feed.tar.gz", gzip.compress(tar(tarfile.USTAR_FORMAT, [("other.nc", other)])))
write("one.gz", gzip.compress(files[0][1]))
half = len(files[0][1]) // 2
write("members.gz", gzip.compress(files[0][1][:half]) + gzip.compress(files[0][1][half:]) + b"\0" * 40)
write("stored.zip", zipped(zipfile.ZIP_STORED, files))
write("deflated.zip", zipped(zipfile.ZIP_DEFLATED, files))
with open(f"{out}/streamed.zip", "wb") as raw:

    class Pipe:  # no seek, so that sizes stand behind the data
        def write(self, data):
            return raw.write(data)

        def flush(self):
            raw.flush()

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    for name, data in files:
        with archive.open(name, "w", force_zip64=True) as member:
            member.write(data)
write("zip64.zip", buffer.getvalue())
buffer = io.BytesIO()
with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.comment = b"packed by hand PK"
    for name, data in files:
        archive.writestr(name, data)
write("commented.zip", buffer.getvalue())

nested = zipped(zipfile.ZIP_DEFLATED, [("inner.tar.gz", gzip.compress(tar(tarfile.USTAR_FORMAT)))])
write("nested.zip", nested)
deep = files[0][1]
for _ in range(6):
    deep = gzip.compress(deep)
write("deep.gz", deep)

# What is wrong with one member leaves the others alone.
broken = bytearray(zipped(zipfile.ZIP_STORED, files))
broken[broken.index(b"ownershipDocument") + 3] ^= 0x20
write("damaged-member.zip", bytes(broken))
write("mixed.zip", zipped(zipfile.ZIP_DEFLATED, [("readme.txt", b"hello")] + files))
encrypted = bytearray(zipped(zipfile.ZIP_STORED, files))
for mark, at in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
    place = encrypted.index(mark, encrypted.index(mark) + 1)
    encrypted[place + at] |= 1
write("encrypted-member.zip", bytes(encrypted))
write("bzip2.zip", zipped(zipfile.ZIP_BZIP2, files))

# Bombs.
write("bomb.gz", gzip.compress(b"<" + b" " * 150_000_000, 9))
kernel = zipped(zipfile.ZIP_DEFLATED, [("bomb.xml", b" " * 3_000_000 + files[0][1])])
end = kernel.rindex(b"PK\5\6")
start = struct.unpack_from("<I", kernel, end + 16)[0]
entry = kernel[start:end]
count = 200
entry = entry[entry.index(b"PK\1\2", 1):]  # without the folder
write(
    "overlap.zip",
    kernel[:start] + entry * count
    + struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(entry) * count, start, 0),
)
write("none.zip", zipped(zipfile.ZIP_DEFLATED, []))
write("others.tar.gz", gzip.compress(tar(tarfile.USTAR_FORMAT, [("other.nc", other)], members=[])))
