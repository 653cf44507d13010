"""The bare minimum of a board: one widget with a ground and three words for each of many tiles, in a window.

Its arguments are the number of tiles in a row, the number of rows, and the size of a tile. It prints times as
`wall_board` does: ``all`` for the whole, ``figure`` for one tile, ``tick`` for a word on each, ``resize``.
With ``clock`` at the end it takes no times, but paints a word on each tile once a second until told to end.
"""

import functools
import sys
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.heartbeat import say
from tests.bench.screen import SIZE
from tests.bench.timed_window import LARGEST, TimedWindow, sizes

TIMES: Final = 30
CHANGES: Final = 200
GAP: Final = 10


class Tiles(QWidget):
    """The tiles.

    Arguments:
        columns: Tiles in a row.
        rows: Rows of tiles.
        tile: Size of a tile.

    """

    def __init__(self, columns: int, rows: int, tile: QSize) -> None:
        super().__init__()
        corners = ((column, row) for row in range(rows) for column in range(columns))
        step = tile + QSize(GAP, GAP)
        self.tiles = [
            QRect(QPoint(column * step.width(), row * step.height()), tile) for column, row in corners
        ]
        self._name, self._word = QFont(), QFont()
        self._name.setPixelSize(tile.height() // 3)
        self._word.setPixelSize(tile.height() // 4)

    def times(self) -> QRegion:
        """Return the region of the last words."""
        region = QRegion()
        for tile in self.tiles:
            region += self._lower(tile).adjusted(tile.width() // 2, 0, 0, 0)
        return region

    def _lower(self, tile: QRect) -> QRect:
        return tile.adjusted(0, tile.height() // 2, 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the tiles in the event's region."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#101418"))
        painter.setPen(QColor("#ffffff"))
        left = int(Qt.AlignmentFlag.AlignLeft)
        right = int(Qt.AlignmentFlag.AlignRight)
        for tile in self.tiles:
            if event.region().intersects(tile):
                painter.fillRect(tile, QColor("#204020"))
                painter.setFont(self._name)
                painter.drawText(tile, left, "Ada Adler")
                painter.setFont(self._word)
                painter.drawText(self._lower(tile), left, "Make busy")
                painter.drawText(self._lower(tile), right, "12:34")
        painter.end()


def tick_on(columns: int, rows: int, width: int, height: int) -> int:
    """Paint a word on each tile once a second."""
    application = QApplication(["bare"])
    window = Tiles(columns, rows, QSize(width, height))
    window.setGeometry(0, 0, *SIZE)
    window.show()
    times = window.times()
    ticks = QTimer(window)
    ticks.timeout.connect(lambda: window.update(times))
    ticks.start(1_000)
    QTimer.singleShot(0, window, lambda: say("first"))
    return application.exec()


def main(columns: int, rows: int, width: int, height: int) -> int:
    """Measure everything."""
    application = QApplication(["bare"])
    window = Tiles(columns, rows, QSize(width, height))
    window.setGeometry(0, 0, *LARGEST)
    window.show()
    application.processEvents()
    timed = TimedWindow(window)
    say("tiles", columns * rows)
    timed.say("all", [window.update] * TIMES)
    timed.say("figure", (functools.partial(window.update, tile) for tile in window.tiles[:CHANGES]))
    timed.say("tick", [functools.partial(window.update, window.times())] * TIMES)
    timed.say("resize", [functools.partial(window.resize, *size) for size in sizes()])
    return 0


if __name__ == "__main__":
    numbers = map(int, sys.argv[1:5])
    sys.exit(tick_on(*numbers) if "clock" in sys.argv else main(*numbers))
