"""A recording's file on disk: appended to, rolled by size and day, bounded in total. No Qt, no clock."""

import contextlib
import os
import pathlib
import re
import stat
import time
from dataclasses import dataclass
from typing import BinaryIO, Final

from desktop.recording.entries import (
    DamagedLine,
    RecordingBegan,
    RecordingError,
    entry_line,
    is_recording,
    read_entries,
)

REFUSED_FOR_S: Final = 5.0
"""Wait before the next attempt to put aside a file after a failure."""
_MODE: Final = 0o600
"""The recording shows what agents do: only its owner may read it."""
_MEGABYTE: Final = 1024 * 1024
_MOST_OF_A_SECOND: Final = 1_000


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """The size limits of a recording.

    Attributes:
        roll_bytes: At this size the file is put aside as a piece and a new one begins.
        total_bytes: The oldest pieces are deleted above this size of all.

    """

    roll_bytes: int = 16 * 1024 * 1024
    total_bytes: int = 512 * 1024 * 1024

    @classmethod
    def of_megabytes(cls, roll: int, keep: int) -> "SizeLimits":
        """Return limits from megabytes, as the settings have them."""
        return cls(roll * _MEGABYTE, keep * _MEGABYTE)


class RollingFile:
    """Appends lines to one file, and puts it aside as ``<stem>-YYYYMMDD-HHMMSS<suffix>`` when it is full.

    Attributes:
        housekeeping_fault: Why a piece could not be put aside or deleted; lines are still written.

    Arguments:
        path: The file.
        limits: The size limits.

    """

    def __init__(self, path: pathlib.Path, limits: SizeLimits) -> None:
        self.housekeeping_fault: str | None = None
        self._path = path
        self._limits = limits
        self._file: BinaryIO | None = None
        self._size = 0
        self._began_s: float | None = None
        self._refused_s: float | None = None
        self._is_torn = False
        self._is_comparable = True
        self._piece = re.compile(
            rf"{re.escape(path.stem)}-([0-9]{{8}}-[0-9]{{6}})(?:-([0-9]{{1,3}}))?{re.escape(path.suffix)}"
        )

    @property
    def is_open(self) -> bool:
        """Whether there is a file to append to."""
        return self._file is not None

    def open(self, now_s: float, *, continues: bool = False) -> None:
        """Create the file, or append to an existing recording.

        Arguments:
            now_s: Unix time in seconds.
            continues: Whether it continues a piece without a gap.

        Raises:
            RecordingError: There is another file of that name.
            OSError: It can't be opened.

        """
        check_file(self._path)
        self._file = _open_to_append(self._path)
        self._size = os.fstat(self._file.fileno()).st_size
        self._began_s = _first_entry_s(self._path) if self._size else None
        self._is_torn = bool(self._size) and not _ends_whole(self._path)
        self._write(entry_line(RecordingBegan(now_s, continues=continues)))
        os.fsync(self._file.fileno())
        self._is_comparable = True
        # Some network shares report another file number each time.
        self._is_comparable = not self._is_lost()
        self._sync_folder()
        self._refused_s = None
        self.housekeeping_fault = None
        self._prune()

    def append(self, line: bytes, at_s: float) -> None:
        """Append one line, to a new file if the old one is full or of another day.

        Raises:
            RecordingError: There is another file of that name now.
            OSError: The line was not written, or only in part.

        """
        if self._file is None or self._is_lost():
            self.close()
            self.open(at_s)
        if self._is_due(at_s, len(line)):
            self._roll(at_s)
        if self._size + len(line) > self._limits.total_bytes:
            message = "it can't be put aside, and may not grow further"
            raise OSError(message)
        self._write(line)
        if self._began_s is None:
            self._began_s = at_s

    def sync(self) -> None:
        """Flush to the disk itself, so that a power cut loses nothing.

        Raises:
            OSError: It failed.

        """
        if self._file is not None:
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        file, self._file = self._file, None
        if file is not None:
            with contextlib.suppress(OSError):
                os.fsync(file.fileno())
            with contextlib.suppress(OSError):
                file.close()

    def _write(self, line: bytes) -> None:
        if self._file is None:
            return
        data = b"\n" + line if self._is_torn else line
        self._is_torn = True
        while data:
            count = self._file.write(data) or 0
            self._size += count
            data = data[count:]
        self._is_torn = False

    def _is_due(self, at_s: float, more: int) -> bool:
        """Return whether the file must be put aside before this many bytes are added."""
        if self._began_s is None:
            return False
        if self._refused_s is not None and abs(at_s - self._refused_s) < REFUSED_FOR_S:
            return False
        return self._size + more > self._limits.roll_bytes or _day(at_s) != _day(self._began_s)

    def _is_lost(self) -> bool:
        """Return whether somebody else removed, replaced or truncated the file."""
        if self._file is None:
            return True
        try:
            here, there = os.fstat(self._file.fileno()), self._path.stat()
        except OSError:
            return True
        is_another = self._is_comparable and not os.path.samestat(here, there)
        return is_another or here.st_size < self._size

    def _roll(self, at_s: float) -> None:
        """Put the file aside. If that fails (on Windows while somebody reads it), keep appending to it."""
        self.close()
        try:
            self._path.rename(self._free_name())
        except OSError as error:
            self.housekeeping_fault = f"it can't be put aside: {error.strerror or error}"
            # Not at every line: that could be hundreds of attempts a second.
            self._refused_s = at_s
            self._file = _open_to_append(self._path)
            self._prune()
            return
        self.open(at_s, continues=True)

    def _free_name(self) -> pathlib.Path:
        stamp = time.strftime("%Y%m%d-%H%M%S", time.localtime(self._began_s))
        for number in ("", *(f"-{count}" for count in range(2, _MOST_OF_A_SECOND))):
            name = self._path.with_name(f"{self._path.stem}-{stamp}{number}{self._path.suffix}")
            if not os.path.lexists(name):
                return name
        message = "too many pieces of one second"
        raise OSError(message)

    def _prune(self) -> None:
        """Delete the oldest pieces to make room for this file until it is put aside."""
        try:
            pieces = sorted(
                (match[1], int(match[2] or 1), path, path.stat().st_size)
                for path in self._path.parent.iterdir()
                if (match := self._piece.fullmatch(path.name)) is not None and _is_ours(path)
            )
            total = sum(size for *_, size in pieces) + max(self._size, self._limits.roll_bytes)
            for *_, path, size in pieces:
                if total <= self._limits.total_bytes:
                    break
                path.unlink()
                total -= size
        except OSError as error:
            self.housekeeping_fault = f"old pieces can't be deleted: {error.strerror or error}"

    def _sync_folder(self) -> None:
        """Flush the folder, so that the file's name survives a power cut; Windows can't."""
        if os.name == "posix":
            with contextlib.suppress(OSError):
                folder = os.open(self._path.parent, os.O_RDONLY)
                try:
                    os.fsync(folder)
                finally:
                    os.close(folder)


def check_file(path: pathlib.Path) -> None:
    """Make sure that the file is a recording or does not exist.

    Raises:
        RecordingError: It is something else.
        OSError: It can't be read.

    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        message = f"recording {path} is a folder"
        raise RecordingError(message)
    if not stat.S_ISREG(mode):
        message = f"recording {path} is no plain file"
        raise RecordingError(message)
    with path.open("rb") as file:
        head = file.read(64)
    if head and not is_recording(head):
        message = f"recording {path}: another file stands there, which is kept as it is"
        raise RecordingError(message)


def _open_to_append(path: pathlib.Path) -> BinaryIO:
    return open(path, "ab", buffering=0, opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, _MODE)


def _is_ours(path: pathlib.Path) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return is_recording(file.read(64))


def _ends_whole(path: pathlib.Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read(1) == b"\n"


def _first_entry_s(path: pathlib.Path) -> float | None:
    """Return the time of the first entry after the header; None if there is none."""
    with path.open("rb") as file:
        for entry in read_entries(file):
            if not isinstance(entry, RecordingBegan | DamagedLine):
                return entry.at_s
    return None


def _day(at_s: float) -> tuple[int, int]:
    local = time.localtime(at_s)
    return local.tm_year, local.tm_yday
