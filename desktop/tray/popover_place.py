"""Where the popover goes: at the tray icon, on the edge of the screen that the task bar is at."""

from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize

GAP: Final = 8
"""Pixels between it and the edges."""
_NEAR_EDGE: Final = 64
"""A pointer this close to the edge of a screen is on a task bar, even on one that hides itself."""

_AROUND: Final = QRect(-16, -16, 32, 32)
"""What an icon may take around a pointer that is on it."""


def anchor_of(icon: QRect, pointer: QPoint, screens: list[tuple[QRect, QRect]]) -> QRect | None:
    """Give where the tray icon is; None if nobody knows.

    Some trays don't say where they show it (StatusNotifierItem), and some say it in pixels of another scale.
    Then the pointer tells, which was on it when it was clicked; not so if it was reached by keyboard.

    Arguments:
        icon: Where Qt thinks that it is; may be empty.
        pointer: Where the pointer is.
        screens: Each with the part that windows may fill.

    """
    for screen, available in screens:
        if screen.contains(pointer) and _is_at_edge(pointer, screen, available):
            return icon if icon.contains(pointer) else _AROUND.translated(pointer)
    if not icon.isEmpty() and any(screen.contains(icon.center()) for screen, _ in screens):
        return icon
    return None


def place_for(size: QSize, anchor: QRect | None, screen: QRect, available: QRect) -> QPoint:
    """Give where the popover's corner goes so that all of it can be seen.

    Arguments:
        size: Of the popover.
        anchor: Where the tray icon is; None puts it into the corner where trays usually are.
        screen: The screen.
        available: The part of it that windows may fill.

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
    # A task bar that hides itself takes no room from windows: the icon itself has to stay in sight.
    match min(room, key=lambda edge: room[edge]):
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
