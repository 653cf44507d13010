"""A page that scrolls where its window is too small for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class PageScroller(QScrollArea):
    """A page that scrolls where the window is too small for it."""

    def minimumSizeHint(self) -> QSize:
        """Be as small as the window wants."""
        return QSize(200, 120)


def scrolled(page: QWidget) -> QScrollArea:
    """Let a page scroll where the window is too small for it."""
    area = PageScroller()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
