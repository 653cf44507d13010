"""SIGTERM, SIGINT, SIGHUP and a closed Windows console, as one call on the event loop."""

import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from types import FrameType
from typing import Final

from PySide6.QtCore import QSocketNotifier

EXIT_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
_CLOSING: Final = frozenset({2, 5, 6})
"""CTRL_CLOSE_EVENT, CTRL_LOGOFF_EVENT, CTRL_SHUTDOWN_EVENT."""
_CLOSING_MAY_TAKE_S: Final = 4.0
"""Windows kills the process about 5 s after it asked it to close."""


@contextmanager
def exit_signals(on_exit_asked: Callable[[], object]) -> Iterator[None]:
    """While entered, call back on the event loop when something outside asks the program to end."""
    with ExitStack() as stack:
        receiver, sender = (stack.enter_context(end) for end in socket.socketpair())
        for end in (receiver, sender):
            end.setblocking(False)  # noqa: FBT003 - the library's own signature
        before = signal.set_wakeup_fd(sender.fileno(), warn_on_full_buffer=False)
        stack.callback(signal.set_wakeup_fd, before)
        notifier = QSocketNotifier(receiver.fileno(), QSocketNotifier.Type.Read)
        notifier.activated.connect(lambda: receiver.recv(64) and on_exit_asked())
        stack.callback(notifier.setEnabled, False)  # noqa: FBT003 - Qt's own signature
        for name in EXIT_SIGNALS:
            number = getattr(signal, name, None)
            # A program started with nohup is meant to outlive the terminal.
            if number is not None and not (name == "SIGHUP" and signal.getsignal(number) is signal.SIG_IGN):
                stack.callback(signal.signal, number, signal.signal(number, _ignore))
        _hold_console(sender, stack)
        yield


def _ignore(number: int, frame: FrameType | None) -> None:
    """Do nothing: Python's byte in the socket has already woken the event loop."""


def _hold_console(sender: socket.socket, stack: ExitStack) -> None:
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
        stack.callback(kernel.SetConsoleCtrlHandler, handler, 0)
