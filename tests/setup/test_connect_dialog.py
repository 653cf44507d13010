"""Asking for the phone system's address."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.setup.connect_dialog import ConnectDialog
from desktop.system import clock
from tests.support import PhoneSystem


@pytest.fixture
def dialog(qtbot: QtBot) -> Iterator[ConnectDialog]:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ConnectDialog("", 15373, clock.now, parent)
    dialog.show()
    yield dialog
    dialog.reject()


def button(dialog: ConnectDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == "Connect")


def test_an_address_is_typed_and_confirmed_by_keyboard_alone(qtbot: QtBot, dialog: ConnectDialog) -> None:
    field = dialog.findChild(QLineEdit)
    assert not button(dialog).isEnabled()
    qtbot.keyClicks(field, " 192.168.201.2 ".strip())
    assert button(dialog).isEnabled()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (dialog.form.host, dialog.form.port) == ("192.168.201.2", 15373)


def test_the_typed_address_is_tested_and_the_result_shown_as_plain_text(
    qtbot: QtBot, dialog: ConnectDialog, phone_system: PhoneSystem
) -> None:
    test = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Test connection")
    assert not test.isEnabled()
    qtbot.keyClicks(dialog.findChild(QLineEdit), f"127.0.0.1:{phone_system.port}")
    test.click()
    assert not test.isEnabled()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(b"<b>08:30:15</b> K\r\n")
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    qtbot.waitUntil(lambda: "<b>08:30:15</b> K" in shown.toPlainText())
    phone_system.close()
    qtbot.waitUntil(test.isEnabled)


def test_an_invalid_address_is_reported_beside_the_field(qtbot: QtBot, dialog: ConnectDialog) -> None:
    qtbot.keyClicks(dialog.findChild(QLineEdit), "two words")
    reasons = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert "'two words' is not a name or an address" in reasons
    assert not button(dialog).isEnabled()


@pytest.mark.parametrize("ended", [False, True])
def test_enter_connects_while_a_test_runs_and_after_it(
    qtbot: QtBot, dialog: ConnectDialog, phone_system: PhoneSystem, *, ended: bool
) -> None:
    qtbot.keyClicks(dialog.findChild(QLineEdit), f"127.0.0.1:{phone_system.port}")
    test = next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Test connection")
    test.setFocus()
    qtbot.keyClick(test, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    if ended:
        phone_system.close()
        qtbot.waitUntil(test.isEnabled)
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Return)


def test_a_busy_line_s_test_is_shown_to_its_end(qtbot: QtBot, dialog: ConnectDialog) -> None:
    shown = dialog.findChild(QPlainTextEdit)
    assert shown is not None
    for number in range(5_000):
        dialog.form.log.add_line(f"line {number}")
    qtbot.waitUntil(lambda: shown.toPlainText().endswith("line 4999"))
    assert len(shown.toPlainText().splitlines()) == 2_000
