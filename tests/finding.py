"""Finds widgets in a window."""

from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

Found = TypeVar("Found", bound=QWidget)


def the(kind: type[Found], window: QWidget, name: str = "") -> Found:
    """Return the first visible child of a class; with a name, the one of that name."""
    return next(
        one
        for one in window.findChildren(kind)
        if one.isVisible() and (not name or name in {one.accessibleName(), one.objectName(), text_of(one)})
    )


def the_timer(owner: QObject) -> QTimer:
    """Return the timer of an object."""
    (timer,) = owner.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return timer


def text_of(widget: QWidget) -> str:
    """Return a widget's text; blank if it has none."""
    text = getattr(widget, "text", None)
    return str(text()) if callable(text) else ""
