"""Notices the moment at which a file is replaced."""

import ctypes
import os
import pathlib
import select
import time
from types import TracebackType
from typing import Final, Self

_MOVED_HERE: Final = 0x80
"""IN_MOVED_TO (inotify): something in the folder has this name now."""


class FolderWatch:
    """Waits for files that are renamed into a folder (Linux, inotify).

    Arguments:
        folder: The folder.

    """

    def __init__(self, folder: pathlib.Path) -> None:
        library = ctypes.CDLL(None, use_errno=True)
        self._descriptor: int = library.inotify_init()
        if (
            self._descriptor < 0
            or library.inotify_add_watch(self._descriptor, bytes(folder), _MOVED_HERE) < 0
        ):
            code = ctypes.get_errno()
            if self._descriptor >= 0:
                os.close(self._descriptor)
            raise OSError(code, os.strerror(code), str(folder))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.close(self._descriptor)

    def wait(self, patience_s: float) -> int:
        """Wait for the next file; return the moment, in nanoseconds of the monotonic clock.

        Raises:
            TimeoutError: None came.

        """
        if not select.select([self._descriptor], [], [], patience_s)[0]:
            message = f"no file was replaced within {patience_s:g} s"
            raise TimeoutError(message)
        now_ns = time.monotonic_ns()
        os.read(self._descriptor, 65_536)
        return now_ns
