"""Finds what is on a window."""

from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

Found = TypeVar("Found", bound=QWidget)


def the(kind: type[Found], window: QWidget, name: str = "") -> Found:
    """Return the first part of a kind that can be seen; with a name, the one that is called that."""
    return next(
        one
        for one in window.findChildren(kind)
        if one.isVisible() and (not name or name in {one.accessibleName(), one.objectName(), text_of(one)})
    )


def the_timer(owner: QObject) -> QTimer:
    """Give the timer that an object has."""
    (timer,) = owner.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return timer


def text_of(widget: QWidget) -> str:
    """Return what is written on it; blank where nothing is."""
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""
