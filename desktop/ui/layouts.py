"""Rows and columns of widgets.

>>> column(title, row(line, browse, spacing=8), (table, 1), row(None, close), margins=(20, 20, 20, 16))
"""

from typing import TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Part = QWidget | QLayout | tuple[QWidget | QLayout, int] | int | None
"""A widget or a layout, in a tuple with its stretch; a number of free pixels; None for a stretch."""
Margins = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""
_Box = TypeVar("_Box", bound=QBoxLayout)


def row(*parts: Part, spacing: int = -1, margins: Margins = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a layout with these parts side by side; by default with the spacing of the layout around it."""
    return _filled(QHBoxLayout(), parts, spacing, margins)


def column(*parts: Part, spacing: int = -1, margins: Margins = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a layout with these parts one below the other; spacing as in `row`."""
    return _filled(QVBoxLayout(), parts, spacing, margins)


def add_to(layout: QBoxLayout, *parts: Part) -> None:
    """Add parts at the end of a row or column."""
    for part in parts:
        match part:
            case None:
                layout.addStretch(1)
            case int():
                layout.addSpacing(part)
            case QWidget():
                layout.addWidget(part)
            case QLayout():
                layout.addLayout(part)
            case (QWidget() as widget, stretch):
                layout.addWidget(widget, stretch)
            case (QLayout() as inner, stretch):
                layout.addLayout(inner, stretch)


def _filled(layout: _Box, parts: tuple[Part, ...], spacing: int, margins: Margins) -> _Box:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    add_to(layout, *parts)
    return layout
