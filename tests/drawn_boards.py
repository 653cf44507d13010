"""Parts for tests of the board."""

import pathlib
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage

from desktop.acd.connection import Connection, Connections
from desktop.boards.board import TICK_MS, Board
from desktop.protocol.line import LinePhase
from tests.support import START, call, group

MakeBoard = Callable[..., Board]
DATA_FILE = pathlib.Path("/data/mitel_data.json")
LIVE = Connections((Connection(LinePhase.LIVE, "192.168.201.2:15373", START, last_heard=START),))
LOST = Connections((Connection(LinePhase.LOST, "192.168.201.2:15373", START, "refused", last_heard=START),))

BUSY_FLOOR = (
    *[call("A", f"{6001 + i}") for i in range(60)],
    *[call("G", f"{6001 + i}", "01", number="P860") for i in range(20)],
    call("N", "6001", "01"),
    *[call("L", f"{6030 + i}") for i in range(4)],
    call("E", "6040", "07"),
    call("C", "6041"),
    call("B", "6042"),
    call("T", "6043"),
    call("H", "6044", "02"),
    call("I", "6045", "02"),
    group("610", 7, 22, "0342"),
    group("611", 0, 19),
)


def ticks(board: Board) -> QTimer:
    """Return the timer of a board's ticks."""
    return next(timer for timer in board.findChildren(QTimer) if timer.interval() == TICK_MS)


def picture(board: Board) -> QImage:
    return board.grab().toImage()
