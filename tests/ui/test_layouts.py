"""Rows and columns of widgets."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.layouts import column, row


def test_parts_are_laid_out_in_order_with_spaces_and_stretches(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first, second, last = QLabel("1"), QLabel("2"), QLabel("3")
    window.setLayout(column(row(first, 30, (second, 1)), None, last, spacing=5, margins=(1, 2, 3, 4)))
    window.resize(300, 200)
    window.show()
    assert first.pos().toTuple() == (1, 2)
    assert second.x() == first.geometry().right() + 1 + 30 + 5
    assert second.geometry().right() == 300 - 3 - 1
    assert last.geometry().bottom() == 200 - 4 - 1
