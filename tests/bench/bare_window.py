"""The bare minimum of Qt on a screen: a window, a socket, a widget that is painted anew when bytes come.

Started with the port to connect to (0 for none), and the size of the widget. Says ``first NS`` when the
window was painted for the first time and ``painted NS`` when the widget was painted anew.
"""

import sys

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtNetwork import QTcpSocket
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.paint_clock import PaintClock

WIDTH = 1920
HEIGHT = 1080


class Tile(QWidget):
    """A ground and a word.

    Attributes:
        is_due: Whether it is to be painted anew.

    """

    is_due = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        self.is_due = False
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#204020"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "6001")
        painter.end()


class Watch:
    """Says what was painted.

    Arguments:
        tile: What of it is told.

    """

    def __init__(self, tile: Tile) -> None:
        self._tile = tile
        self._word = "first"
        self._is_due = True

    def ask(self) -> None:
        """Have the tile painted anew."""
        self._is_due = self._tile.is_due = True
        self._tile.update()

    def on_painted(self, now_ns: int) -> None:
        """Say it, if it was the tile."""
        if self._is_due and not self._tile.is_due:
            self._is_due = False
            print(self._word, now_ns, flush=True)
            self._word = "painted"


def main(port: int, tile_width: int, tile_height: int) -> int:
    """Show the window until told to end."""
    application = QApplication(["bare"])
    window = QWidget()
    window.setGeometry(QRect(0, 0, WIDTH, HEIGHT))
    tile = Tile(window)
    tile.setGeometry(40, 40, tile_width, tile_height)
    window.show()
    watch = Watch(tile)
    clock = PaintClock(window, watch.on_painted)
    phone_system = QTcpSocket(clock)

    def paint_anew() -> None:
        phone_system.readAll()
        watch.ask()

    phone_system.readyRead.connect(paint_anew)
    if port:
        phone_system.connectToHost("127.0.0.1", port)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
