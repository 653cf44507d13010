"""SIGTERM, SIGINT, SIGHUP and a closed Windows console, as one call on the event loop."""

import functools
import signal
import socket
import sys
import time
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Final, Self

from PySide6.QtCore import QObject, QSocketNotifier

EXIT_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_CLOSING: Final = frozenset({2, 5, 6})
"""CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT."""
_CLOSING_MAY_TAKE_S: Final = 4.0
"""Windows kills the process about 5 s after it asked it to close."""


class ExitSignals(QObject):
    """While entered, calls back when something outside asks the program to end.

    Arguments:
        on_exit_asked: Called on the event loop.

    """

    def __init__(self, on_exit_asked: Callable[[], None]) -> None:
        super().__init__()
        self._on_exit_asked = on_exit_asked
        self._restore: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        receiver, sender = socket.socketpair()
        for end in (receiver, sender):
            end.setblocking(False)  # noqa: FBT003 - the library's own signature
        self._receiver = receiver
        notifier = QSocketNotifier(receiver.fileno(), QSocketNotifier.Type.Read, self)
        notifier.activated.connect(self._on_signal_came)
        before = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        self._restore.append(receiver.close)
        self._restore.append(sender.close)
        self._restore.append(lambda: signal.set_wakeup_fd(before))
        self._restore.append(lambda: notifier.setEnabled(False))
        for name in EXIT_SIGNALS:
            number = getattr(signal, name, None)
            # A program started with nohup is meant to outlive the terminal.
            if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
                handler = signal.signal(number, _ignore)
                self._restore.append(functools.partial(signal.signal, number, handler))
        self._watch_console(sender)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        while self._restore:
            self._restore.pop()()

    def _on_signal_came(self) -> None:
        if self._receiver.recv(64):
            self._on_exit_asked()

    def _watch_console(self, sender: socket.socket) -> None:
        """Keep a closing console open until the program has ended by itself."""
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
            self._restore.append(functools.partial(kernel.SetConsoleCtrlHandler, handler, 0))


def _ignore(number: int, frame: FrameType | None) -> None:
    """Do nothing: Python's byte in the socket has already woken the event loop."""
