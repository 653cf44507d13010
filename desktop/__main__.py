"""Where the process starts. A signal can end it at any moment and leaves everything in order."""

import builtins
import linecache
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_OTHERS_MAY_NOT_WRITE = 0o022


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code."""
    # The program reads some of its files back, so no other user may write to them. Others may read them:
    # mitel_data.json is for other programs.
    os.umask(os.umask(_OTHERS_MAY_NOT_WRITE) | _OTHERS_MAY_NOT_WRITE)
    # Until there is something to stop, a signal ends the process at once.
    for number in _SIGNALS:
        signal.signal(number, _end_at_once)
    # A signal may arrive during loading, which takes a while.
    _load_qt()
    from desktop.cli.command_line import run  # noqa: PLC0415 - see above

    code = run(arguments)
    # Everything has stopped, but Python takes a while to end.
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    return code


def _load_qt() -> None:
    """Load Qt without the import hook of PySide, which costs time and 7 MB.

    The hook reads the source of each module, and keeps it in `linecache`, to see if it uses `__feature__`
    (PYSIDE-2029). No module here does, so Python's own import is restored.
    """
    import PySide6.QtCore  # noqa: F401, PLC0415 - for its hook, and not before the signals are handled

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
    linecache.clearcache()


def _end_at_once(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - Python's signature
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
