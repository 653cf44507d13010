"""Disks that are full or read-only, as real as the machine and its permissions allow."""

import contextlib
import os
import pathlib
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from typing import Final

from tests.faults.stage import ImpossibleFaultError

SIZE_KB: Final = 256
_BLOCK: Final = b"x" * 4096


class SmallDisk:
    """A file system of its own.

    Attributes:
        folder: Its root.

    """

    def __init__(self, folder: pathlib.Path, on_end: ExitStack) -> None:
        self.folder = folder
        folder.mkdir()
        on_end.callback(folder.rmdir)
        if not _run("mount", "-t", "tmpfs", "-o", f"size={SIZE_KB}k", "tmpfs", folder):
            message = "no file system can be mounted here"
            raise ImpossibleFaultError(message)
        on_end.callback(_run, "umount", "-l", folder)
        self._ballast = folder / "ballast"

    def fill(self, *, but: int = 0) -> None:
        """Fill the disk except for so many bytes, rounded to its blocks."""
        # Unbuffered and appending: what fits stays, the rest is dropped.
        with self._ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
            while file.write(_BLOCK):
                pass
        os.truncate(self._ballast, self._ballast.stat().st_size - but)

    def empty(self) -> None:
        """Make room again."""
        self._ballast.unlink()

    def forbid_writing(self) -> None:
        """Forbid writing, also to root."""
        assert _run("mount", "-o", "remount,ro", self.folder)

    def allow_writing(self) -> None:
        """Allow writing again."""
        assert _run("mount", "-o", "remount,rw", self.folder)


class BoundedFiles:
    """A full disk where nothing can be mounted: this process may write no file beyond size zero.

    Attributes:
        folder: An ordinary one.

    """

    def __init__(self, folder: pathlib.Path, on_end: ExitStack) -> None:
        if sys.platform == "win32":
            message = "neither a small disk nor a bound for files can be had on Windows"
            raise ImpossibleFaultError(message)
        import resource  # noqa: PLC0415 - POSIX alone has it

        self.folder = folder
        folder.mkdir()
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        self._bound: Callable[[int], None] = lambda size: resource.setrlimit(
            resource.RLIMIT_FSIZE, (size, hard)
        )
        self._free = soft
        on_end.callback(self.empty)

    def fill(self) -> None:
        """Limit the size of every file to zero."""
        self._bound(0)

    def empty(self) -> None:
        """Allow files to grow again."""
        self._bound(self._free)


class GuardedFolder:
    """A read-only disk where nothing can be mounted: a folder and its files without write permission.

    Attributes:
        folder: An ordinary one.

    """

    def __init__(self, folder: pathlib.Path, on_end: ExitStack) -> None:
        self.folder = folder
        folder.mkdir()
        if sys.platform != "win32" and os.geteuid() != 0:
            self._set: Callable[[bool], bool] = self._set_mode
        elif _run("chattr", "-i", folder):
            self._set = self._set_immutable
        else:
            message = "rights do not bind root, and files can't be made immutable here"
            raise ImpossibleFaultError(message)
        on_end.callback(self.allow_writing)

    def forbid_writing(self) -> None:
        """Forbid writing."""
        assert self._set(False)  # noqa: FBT003 - whether it may be written

    def allow_writing(self) -> None:
        """Allow writing again."""
        self._set(True)  # noqa: FBT003 - whether it may be written

    def _set_mode(self, may: bool) -> bool:  # noqa: FBT001 - one of two
        for path in self.folder.iterdir():
            path.chmod(0o600 if may else 0o400)
        self.folder.chmod(0o700 if may else 0o500)
        return True

    def _set_immutable(self, may: bool) -> bool:  # noqa: FBT001 - one of two
        return _run("chattr", "-i" if may else "+i", self.folder, *self.folder.iterdir())


def disk_to_fill(folder: pathlib.Path, on_end: ExitStack) -> SmallDisk | BoundedFiles:
    """Return a disk that can be filled."""
    try:
        return SmallDisk(folder / "disk", on_end)
    except ImpossibleFaultError:
        return BoundedFiles(folder / "bounded", on_end)


def disk_to_guard(folder: pathlib.Path, on_end: ExitStack) -> SmallDisk | GuardedFolder:
    """Return a disk to which writing can be forbidden."""
    try:
        return SmallDisk(folder / "disk", on_end)
    except ImpossibleFaultError:
        return GuardedFolder(folder / "guarded", on_end)


def _run(*command: str | pathlib.Path) -> bool:
    try:
        return not subprocess.run(command, capture_output=True, check=False).returncode
    except OSError:
        return False
