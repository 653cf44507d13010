"""The bare minimum of Qt on a screen: a window, a socket, a widget that is painted anew when bytes come.

Started with the port to connect to (0 for none), and the size of the widget. Says ``first NS`` when the
window was painted for the first time and ``painted NS`` when the widget was painted anew.
"""

import sys
import time

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtNetwork import QTcpSocket
from PySide6.QtWidgets import QApplication, QWidget

WIDTH = 1920
HEIGHT = 1080


class Tile(QWidget):
    """A ground and a word.

    Attributes:
        is_due: Whether it is to be painted anew.

    """

    is_due = False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint them."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor("#402020" if self.is_due else "#204020"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "6001")
        painter.end()


class Window(QWidget):
    """A window that takes the time when it was painted."""

    def __init__(self, tile_width: int, tile_height: int) -> None:
        super().__init__()
        self.setGeometry(QRect(0, 0, WIDTH, HEIGHT))
        self.tile = Tile(self)
        self.tile.setGeometry(40, 40, tile_width, tile_height)
        self._is_first = True

    def event(self, event: QEvent) -> bool:
        """Let Qt paint, then look at the clock."""
        taken = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            now_ns = time.monotonic_ns()
            if self._is_first:
                self._is_first = False
                print("first", now_ns, flush=True)
            if self.tile.is_due:
                self.tile.is_due = False
                print("painted", now_ns, flush=True)
        return taken


def main(port: int, tile_width: int, tile_height: int) -> int:
    """Show the window until told to end."""
    application = QApplication(["bare"])
    window = Window(tile_width, tile_height)
    window.show()
    phone_system = QTcpSocket()

    def paint_anew() -> None:
        phone_system.readAll()
        window.tile.is_due = True
        window.tile.update()

    phone_system.readyRead.connect(paint_anew)
    if port:
        phone_system.connectToHost("127.0.0.1", port)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
