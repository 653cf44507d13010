"""Boards painted in the program's own font, whatever fonts this computer has."""

import pytest
from PySide6.QtGui import QFontInfo
from pytestqt.qtbot import QtBot

from desktop.acd.connection import Connections
from desktop.acd.floor import Floor
from desktop.boards.view import least_px
from desktop.settings import BoardSettings
from desktop.ui.brushes import Brushes, Face, Weight
from desktop.ui.sight import ScreenSize
from desktop.ui.theme import Theme
from tests.pictures.painting import LIVE, BoardPicture, Paint, board_size, make_board, painted


@pytest.fixture
def inter(brushes: Brushes, monkeypatch: pytest.MonkeyPatch) -> Brushes:
    monkeypatch.setattr("desktop.ui.brushes.FAMILIES", ("Inter",))
    for weight in Weight:
        info = QFontInfo(brushes.font(Face(20, weight)))
        assert (info.family(), info.weight(), info.exactMatch()) == ("Inter", weight, True)
    return brushes


@pytest.fixture
def paint(qtbot: QtBot, inter: Brushes, monkeypatch: pytest.MonkeyPatch) -> Paint:
    def make(
        floor: Floor,
        theme: Theme,
        size: tuple[int, int],
        scale: float = 1.0,
        *,
        lines: Connections = LIVE,
        distance_m: float = 0.0,
    ) -> BoardPicture:
        board = make_board(inter, floor, theme, lines)
        qtbot.addWidget(board)
        if distance_m:
            seen_from = BoardSettings(diagonal_in=55, distance_m=distance_m)
            screen = ScreenSize(*board_size(size, scale))
            board.set_least_sizes(*least_px(seen_from, screen, inter.cap_ratio))
        return painted(monkeypatch, board, size, scale)

    return make
