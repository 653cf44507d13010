"""A single-shot timer."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def single_shot(parent: QObject, slot: Callable[[], object]) -> QTimer:
    """Return a timer that calls a slot once after each start; it moves to threads with its parent."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer
