"""The resources this process holds: memory, threads, descriptors. Known on Linux only."""

import contextlib
import gc
import os
import pathlib
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Final

IS_KNOWN: Final = sys.platform == "linux"
_POOLED: Final = "Thread (pooled)"
_WAITED_ON: Final = "anon_inode:[eventfd]"
_PROCESS: Final = pathlib.Path("/proc/self")


@dataclass(frozen=True, slots=True)
class Resources:
    """The resources this process holds at one time.

    Qt's own pools, for painting large areas and resolving names, have a bounded number of threads, which end
    by themselves after 30 s without work: they and the descriptors they wait on are left out.

    Attributes:
        memory_bytes: Resident memory.
        threads: The threads' names.
        descriptors: The descriptors' targets.
        objects: Number of objects known to Python's collector.

    """

    memory_bytes: int
    threads: tuple[str, ...]
    descriptors: tuple[str, ...]
    objects: int


def held() -> Resources:
    """Return what this process holds now; zeros where the system does not report it."""
    objects = len(gc.get_objects())
    if not IS_KNOWN:
        return Resources(0, (), (), objects)
    threads = _threads()
    pooled = threads.count(_POOLED)
    resident_pages = int((_PROCESS / "statm").read_text(encoding="ascii").split()[1])
    return Resources(
        resident_pages * os.sysconf("SC_PAGE_SIZE"),
        _without(threads, _POOLED, pooled),
        _without(_descriptors(), _WAITED_ON, pooled),
        objects,
    )


def _without(names: tuple[str, ...], name: str, count: int) -> tuple[str, ...]:
    return tuple(sorted((Counter(names) - Counter({name: count})).elements()))


def _threads() -> tuple[str, ...]:
    names: list[str] = []
    for task in (_PROCESS / "task").iterdir():
        with contextlib.suppress(OSError):  # it ended meanwhile
            names.append((task / "comm").read_text(encoding="utf-8").strip())
    return tuple(sorted(names))


def _descriptors() -> tuple[str, ...]:
    found: list[str] = []
    for descriptor in (_PROCESS / "fd").iterdir():
        with contextlib.suppress(OSError):  # the folder's own
            target = str(descriptor.readlink())
            # Each socket and pipe has a number of its own; only how many there are counts.
            found.append(target.partition(":")[0] if target.startswith(("socket:", "pipe:")) else target)
    return tuple(sorted(found))
