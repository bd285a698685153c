# SPDX-License-Identifier: Apache-2.0
"""What a process holds in memory: where a trace of a citizen would be left."""
import mmap
import struct

PAGE = mmap.PAGESIZE
TOO_LARGE = 1 << 30  # a sanitizer's shadow


def held(pagemap, start, end):
    """(start, end) of what was ever written there: a stack is large and mostly untouched (proc(5), pagemap)."""
    count = (end - start) // PAGE
    pagemap.seek(start // PAGE * 8)
    entries = struct.unpack(f"={count}Q", pagemap.read(count * 8))
    run = None
    for i, entry in enumerate(entries + (0,)):
        there = entry >> 62  # present, or swapped out
        if there and run is None:
            run = i
        elif not there and run is not None:
            yield start + run * PAGE, start + i * PAGE
            run = None


def mappings(pid, rights="r"):
    """(name, bytes) of every mapping with these rights ("r", "rw"); nothing when the process is gone."""
    try:
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb") as memory, \
                open(f"/proc/{pid}/pagemap", "rb") as pagemap:
            for line in maps:
                where, has, *rest = line.split(maxsplit=5)
                start, end = (int(n, 16) for n in where.split("-"))
                name = rest[3].strip() if len(rest) > 3 else f"anonymous ({(end - start) >> 10} KiB)"
                if not has.startswith(rights) or end - start > TOO_LARGE or name in ("[vvar]", "[vsyscall]", "[vvar_vclock]"):
                    continue
                try:
                    own = name.startswith(("anonymous", "["))
                    for first, last in held(pagemap, start, end) if own else [(start, end)]:
                        memory.seek(first)
                        yield name, memory.read(last - first)
                except (OSError, OverflowError, ValueError, struct.error):
                    continue
    except (FileNotFoundError, ProcessLookupError):
        return
