"""The popover's place: at the tray icon, along the edge of the screen with the task bar."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

GAP: Final = 8
"""Pixels between popover and edges."""
_NEAR_EDGE: Final = 64
"""A pointer this close to a screen's edge is on a task bar, even on one that hides itself."""

_AROUND: Final = QRect(-16, -16, 32, 32)
"""The assumed size of an icon around a pointer that is on it."""


def anchor_of(icon: QRect, pointer: QPoint, screens: list[tuple[QRect, QRect]]) -> QRect | None:
    """Return the tray icon's place; None if it is unknown.

    Some trays don't report the icon's place (StatusNotifierItem), others do in pixels of another scale. The
    pointer shows it then, since a click puts it on the icon; the keyboard does not.

    Arguments:
        icon: The icon's place as Qt knows it; may be empty.
        pointer: The pointer's place.
        screens: Each screen with its area available to windows.

    """
    for screen, available in screens:
        if screen.contains(pointer) and _is_at_edge(pointer, screen, available):
            return icon if icon.contains(pointer) else _AROUND.translated(pointer)
    if not icon.isEmpty() and any(screen.contains(icon.center()) for screen, _ in screens):
        return icon
    return None


def place_for(size: QSize, anchor: QRect | None, screen: QRect, available: QRect) -> QPoint:
    """Return the popover's upper left corner, such that all of it is visible.

    Arguments:
        size: The popover's size.
        anchor: The tray icon's place; None chooses the corner where trays usually are.
        screen: The screen.
        available: Its area available to windows.

    """
    left, right = available.left() + GAP, available.right() + 1 - GAP - size.width()
    top, bottom = available.top() + GAP, available.bottom() + 1 - GAP - size.height()
    if anchor is None:
        return QPoint(max(left, right), top if available.top() > screen.top() else max(top, bottom))
    centre = anchor.center()
    beside = QPoint(
        max(left, min(right, centre.x() - size.width() // 2)),
        max(top, min(bottom, centre.y() - size.height() // 2)),
    )
    room = {
        "top": centre.y() - available.top(),
        "bottom": available.bottom() - centre.y(),
        "left": centre.x() - available.left(),
        "right": available.right() - centre.x(),
    }
    # A task bar that hides itself reserves no space: the popover must not cover the icon.
    match min(room, key=room.__getitem__):
        case "top":
            return QPoint(beside.x(), max(top, anchor.bottom() + 1 + GAP))
        case "bottom":
            return QPoint(beside.x(), max(top, min(bottom, anchor.top() - GAP - size.height())))
        case "left":
            return QPoint(max(left, anchor.right() + 1 + GAP), beside.y())
        case _:
            return QPoint(max(left, min(right, anchor.left() - GAP - size.width())), beside.y())


def _is_at_edge(pointer: QPoint, screen: QRect, available: QRect) -> bool:
    inner = screen.adjusted(_NEAR_EDGE, _NEAR_EDGE, -_NEAR_EDGE, -_NEAR_EDGE)
    return not available.contains(pointer) or not inner.contains(pointer)
