"""The first thing that runs, and the last: a signal to end finds the program in order at any moment."""

import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_OTHERS_MAY_NOT_WRITE = 0o022


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; give its exit code."""
    # What another user may write to is not what this one reads back. To read is another matter: other
    # programs need mitel_data.json.
    os.umask(os.umask(_OTHERS_MAY_NOT_WRITE) | _OTHERS_MAY_NOT_WRITE)
    # Until there is something to stop, a signal ends at once.
    for number in _SIGNALS:
        signal.signal(number, _end_at_once)
    from desktop.cli.command_line import run  # noqa: PLC0415 - takes a while, in which a signal may come

    code = run(arguments)
    # All is stopped; Python's own end takes a while too.
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    return code


def _end_at_once(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - Python's signature
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
