"""SIGTERM, SIGINT, SIGHUP and a closed Windows console, as one call on the event loop."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from types import FrameType
from typing import Final

from PySide6.QtCore import QSocketNotifier

EXIT_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_CLOSING: Final = frozenset({2, 5, 6})
"""CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT."""
_CLOSING_MAY_TAKE_S: Final = 4.0
"""Windows kills the process about 5 s after it asked it to close."""

Receive = Callable[[int], bytes]


@contextmanager
def exit_signals(on_exit_asked: Callable[[], object]) -> Iterator[None]:
    """While entered, call back on the event loop when something outside asks the program to end."""
    with ExitStack() as stack:
        receiver, sender, receive = _windows_pair(stack) if sys.platform == "win32" else _pipe(stack)
        before = signal.set_wakeup_fd(sender, warn_on_full_buffer=False)
        stack.callback(signal.set_wakeup_fd, before)
        notifier = QSocketNotifier(receiver, QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: receive(64) and on_exit_asked())
        stack.callback(notifier.setEnabled, False)  # noqa: FBT003 - Qt's own signature
        for name in EXIT_SIGNALS:
            number = getattr(signal, name, None)
            # A program started with nohup is meant to outlive the terminal.
            if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
                stack.callback(signal.signal, number, signal.signal(number, _ignore))
        yield


def _ignore(number: int, frame: FrameType | None) -> None:
    """Do nothing: Python's byte has already woken the event loop."""


def _pipe(stack: ExitStack) -> tuple[int, int, Receive]:
    """Return a pipe and how to read it: Python's sockets, which Windows needs, take 1 MB."""
    ends = os.pipe()
    for end in ends:
        os.set_blocking(end, False)
        stack.callback(os.close, end)
    return *ends, partial(os.read, ends[0])


def _windows_pair(stack: ExitStack) -> tuple[int, int, Receive]:
    """Return connected sockets and how to read them; a console that closes writes to them too."""
    import socket  # noqa: PLC0415 - loaded on first use

    receiver, sender = (stack.enter_context(end) for end in socket.socketpair())
    for end in (receiver, sender):
        end.setblocking(False)  # noqa: FBT003 - the library's own signature
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - loaded on first use

        def handle(event: int) -> int:
            if event not in _CLOSING:
                return 0
            sender.send(b"\0")
            # Windows kills the process as soon as this returns: give it time to end by itself.
            time.sleep(_CLOSING_MAY_TAKE_S)
            return 1

        handler = ctypes.WINFUNCTYPE(ctypes.c_int, ctypes.c_ulong)(handle)
        kernel = ctypes.windll.kernel32
        kernel.SetConsoleCtrlHandler(handler, 1)
        stack.callback(kernel.SetConsoleCtrlHandler, handler, 0)
    return receiver.fileno(), sender.fileno(), receiver.recv
