"""A bar chart of records per minute."""

from typing import Final

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.brushes import LEFT

_HEIGHT: Final = 76
_LABELS: Final = 150
_GAP: Final = 0.3
"""Gap between bars, as a share of the distance from one to the next."""


class MinuteBars(QWidget):
    """A bar for each of the last minutes, the current one at the right."""

    def __init__(self) -> None:
        super().__init__()
        self._counts: tuple[int, ...] = ()
        self._bar = self.palette().highlight().color().name()
        self._text = self.palette().placeholderText().color().name()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of a strip."""
        return QSize(600, _HEIGHT)

    def set_colours(self, *, bar: str, text: str) -> None:
        """Change the colours."""
        self._bar, self._text = bar, text
        self.update()

    def show_counts(self, counts: tuple[int, ...]) -> None:
        """Show counts."""
        if counts == self._counts:
            return
        self._counts = counts
        self.setAccessibleName(
            f"Records in each of the last {len(counts)} minutes: at most {max(counts, default=0)},"
            f" in this one {counts[-1] if counts else 0}"
        )
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Paint the bars, and their title at the left."""
        painter = QPainter(self)
        painter.setPen(QColor(self._text))
        most = max(self._counts, default=0)
        lines = ("Records per minute", "over the last hour", f"at most {most}")
        height = self.fontMetrics().height() * 1.25
        top = (self.height() - height * len(lines)) / 2
        for number, line in enumerate(lines):
            where = QRectF(0, top + number * height, _LABELS, height)
            painter.drawText(where, LEFT, line)
        ground = QRectF(_LABELS, 0, self.width() - _LABELS, self.height())
        faint = QColor(self._text)
        faint.setAlphaF(0.25)
        painter.fillRect(QRectF(ground.left(), ground.bottom() - 1, ground.width(), 1), faint)
        step = ground.width() / max(1, len(self._counts))
        for number, count in enumerate(self._counts):
            if count:
                size = max(2.0, (ground.height() - 1) * count / most)
                left = ground.left() + number * step
                bar = QRectF(left, ground.bottom() - 1 - size, step * (1 - _GAP), size)
                painter.fillRect(bar, QColor(self._bar))
        painter.end()
