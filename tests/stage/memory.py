# SPDX-License-Identifier: Apache-2.0
"""What a process holds in memory: where a trace of a citizen would be left."""

TOO_LARGE = 1 << 30  # a sanitizer's shadow


def mappings(pid, rights="r"):
    """(name, bytes) of every mapping with these rights ("r", "rw"); nothing when the process is gone."""
    try:
        with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, open(f"/proc/{pid}/mem", "rb") as memory:
            for line in maps:
                where, has, *rest = line.split(maxsplit=5)
                start, end = (int(n, 16) for n in where.split("-"))
                name = rest[3].strip() if len(rest) > 3 else f"anonymous ({(end - start) >> 10} KiB)"
                if not has.startswith(rights) or end - start > TOO_LARGE or name in ("[vvar]", "[vsyscall]", "[vvar_vclock]"):
                    continue
                try:
                    memory.seek(start)
                    yield name, memory.read(end - start)
                except (OSError, OverflowError, ValueError):
                    continue
    except (FileNotFoundError, ProcessLookupError):
        return
