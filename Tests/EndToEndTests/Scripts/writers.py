"""writers.py nameless|mapped SOURCE TARGET: puts a file in place as few programs do."""

import mmap
import os
import sys

way, source, target = sys.argv[1:]
with open(source, "rb") as file:
    content = file.read()

if way == "nameless":
    file = os.open(os.path.dirname(target), os.O_WRONLY | os.O_TMPFILE, 0o640)
    os.write(file, content)
    # A directory for relative names has Python call linkat(2) with AT_SYMLINK_FOLLOW; without one it calls link(2).
    os.link(f"/proc/self/fd/{file}", target, src_dir_fd=file, follow_symlinks=True)
    os.close(file)
else:
    file = os.open(target, os.O_RDWR | os.O_CREAT, 0o640)
    os.truncate(file, len(content))
    memory = mmap.mmap(file, len(content))
    os.close(file)
    memory[:] = content
    memory.close()
