"""Scrolling for pages that are larger than their window."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageScroller(QScrollArea):
    """A scroll area that lets its window be small."""

    def minimumSizeHint(self) -> QSize:
        """Return a small size."""
        return QSize(200, 120)


def scrolled(page: QWidget) -> QScrollArea:
    """Return a scroll area with a page in it."""
    area = PageScroller()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
