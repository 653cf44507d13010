"""The order in which Tab visits a window's controls: reading order, not the order of adding."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def in_reading_order(part: QWidget) -> Iterator[QWidget]:
    """Yield the visible controls in a part of a window that Tab can reach, in the order of the layouts."""
    if (
        part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and part.focusProxy() is None
        and part.isVisible()
        and part.isEnabled()
    ):
        yield part
    for child in _children(part):
        yield from in_reading_order(child)


def _children(part: QWidget) -> list[QWidget]:
    """Return a widget's children: first those of its layout in order, then the others by position."""
    layout = part.layout()
    laid_out = list(_widgets(layout)) if layout is not None else []
    own = [child for child in part.children() if isinstance(child, QWidget) and not child.isWindow()]
    others = sorted((child for child in own if child not in laid_out), key=_place)
    return laid_out + others


def _widgets(layout: QLayout) -> Iterator[QWidget]:
    for number in range(layout.count()):
        item = layout.itemAt(number)
        widget = item.widget() if item is not None else None
        if widget is not None:
            yield widget
        elif isinstance(item, QLayout):
            yield from _widgets(item)


def _place(part: QWidget) -> tuple[int, int]:
    return part.y(), part.x()
