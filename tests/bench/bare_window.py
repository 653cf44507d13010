"""The bare minimum of Qt on a screen: a window, a socket, a widget that is repainted when bytes arrive.

Its arguments are the port to connect to (0 for none) and the size of the widget. Prints ``first NS`` when the
window was first painted and ``painted NS`` when the widget was repainted. After ``quiet`` on its input it
prints no more of these; at ``figures`` it prints ``figures GAP_MS``, the longest time for which its event
loop was blocked since ``reset``.
"""

import sys

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtNetwork import QTcpSocket
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.heartbeat import Console, Heartbeat, say
from tests.bench.paint_clock import PaintClock

WIDTH = 1920
HEIGHT = 1080


class Tile(QWidget):
    """A ground and a word.

    Attributes:
        is_due: Whether a repaint is due.

    """

    is_due = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both."""
        self.is_due = False
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#204020"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "6001")
        painter.end()


class Watch:
    """Prints what was painted.

    Arguments:
        tile: The widget.
        heartbeat: The event loop's.

    """

    def __init__(self, tile: Tile, heartbeat: Heartbeat) -> None:
        self._tile = tile
        self._heartbeat = heartbeat
        self._word = "first"
        self._is_due = True
        self._is_quiet = False

    def ask(self) -> None:
        """Ask for the tile to be painted again."""
        self._is_due = self._tile.is_due = True
        self._tile.update()

    def on_painted(self, now_ns: int) -> None:
        """Print it, if it was the tile."""
        if self._is_due and not self._tile.is_due:
            self._is_due = False
            if not self._is_quiet:
                say(self._word, now_ns)
            self._word = "painted"

    def on_told(self, word: str) -> None:
        """Answer."""
        self._heartbeat.beat()
        match word:
            case "quiet":
                self._is_quiet = True
            case "reset":
                self._heartbeat.reset()
            case "figures":
                say("figures", self._heartbeat.longest_ms)


def main(port: int, tile_width: int, tile_height: int) -> int:
    """Show the window until told to end."""
    application = QApplication(["bare"])
    window = QWidget()
    window.setGeometry(QRect(0, 0, WIDTH, HEIGHT))
    tile = Tile(window)
    tile.setGeometry(40, 40, tile_width, tile_height)
    window.show()
    watch = Watch(tile, Heartbeat(window))
    console = Console(window)
    console.told.connect(watch.on_told)
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
