"""A timer that goes off once each time it is started."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


def single_shot(parent: QObject, slot: Callable[[], object]) -> QTimer:
    """Give a timer that calls a slot once each time it is started; it lives and moves with its parent."""
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.timeout.connect(slot)
    return timer
