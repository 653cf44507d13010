"""A board off screen, and the texts drawn on it."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop.acd.floor import Floor
from desktop.boards.board import Board
from desktop.boards.look import BoardLook
from desktop.boards.view import BoardView
from desktop.ui.brushes import LEFT, Brushes, Face
from desktop.ui.theme import DARK, Theme
from tests.drawn_boards import DATA_FILE, LIVE, MakeBoard
from tests.support import Clock

_EVERYTHING = BoardView()


@pytest.fixture
def make_board(qtbot: QtBot, brushes: Brushes, clock: Clock) -> MakeBoard:
    def make(
        floor: Floor,
        *,
        theme: Theme = DARK,
        view: BoardView = _EVERYTHING,
        size: tuple[int, int] = (1280, 720),
    ) -> Board:
        look = BoardLook(brushes, theme, clock, view=view)
        menu = QMenu()
        board = Board(floor, look, menu)
        menu.setParent(board, menu.windowFlags())
        board.footer.show_file_fault(DATA_FILE, None)
        qtbot.addWidget(board)
        board.resize(*size)
        board.on_lines_changed(LIVE)
        board.show()
        return board

    return make


@dataclass
class DrawnTexts:
    """The drawn texts, and those that did not fit their places."""

    texts: list[str] = field(default_factory=list)
    cut: list[str] = field(default_factory=list)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> DrawnTexts:
    """Note every text drawn from here on."""
    note = DrawnTexts()
    draw_text = Brushes.draw_text

    def draw(  # noqa: PLR0913, PLR0917 - the signature it stands in for
        brushes: Brushes,
        painter: QPainter,
        where: QRectF,
        text: str,
        face: Face,
        colour: str,
        alignment: int = LEFT,
    ) -> None:
        note.texts.append(text)
        if brushes.width(text, face) > where.width() + 1:
            note.cut.append(text)
        draw_text(brushes, painter, where, text, face, colour, alignment)

    monkeypatch.setattr(Brushes, "draw_text", draw)
    return note
