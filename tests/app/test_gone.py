"""A run that has ended leaves nothing behind, since the program changes from one run to the next."""

import enum
import gc
import pathlib
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.mute import MuteDuration
from desktop.settings import BoardSettings
from tests.faults.joined import JoinedProgram
from tests.support import PhoneSystem, call, group, wire


def parts_in_memory() -> list["weakref.ref[object]"]:
    """Return all instances of the program's classes; enum members live as long as their class."""
    return [
        weakref.ref(one)
        for one in gc.get_objects()
        if str(type(one).__module__).startswith("desktop.")
        and type(one).__weakrefoffset__
        and not isinstance(one, enum.Enum)
    ]


def forget(program: JoinedProgram) -> None:
    program.stop()
    vars(program).clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


def open_everything(program: JoinedProgram) -> None:
    """Open every window and menu that a person can open."""
    begins = ("Settings", "Names", "Phone system", "Diagnostics", "Desk strip", "Set up", "Full screen")
    for action in begins:
        program.action(action).trigger()
        QCoreApplication.processEvents()
    program.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    program.context.requests.muted_changed.emit(MuteDuration.HOUR, "15:03")
    program.tray.menu.aboutToShow.emit()
    program.context.preferences.change_boards(
        [*program.settings_file.chosen.boards, BoardSettings(name="Second")]
    )
    QCoreApplication.processEvents()


@pytest.mark.parametrize("is_used", [False, True])
def test_a_run_that_has_ended_leaves_nothing_behind(
    qtbot: QtBot,
    qapp: QApplication,
    phone_system: PhoneSystem,
    tmp_path: pathlib.Path,
    is_used: bool,  # noqa: FBT001 - pytest's way
) -> None:
    before = {id(part()) for part in parts_in_memory()}
    program = JoinedProgram(qapp, tmp_path, port=phone_system.port)
    program.start()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001"), group("610", 3, 5, "0030")))
    qtbot.waitUntil(lambda: "6001" in program.tiles())
    if is_used:
        open_everything(program)
    parts = [part for part in parts_in_memory() if id(part()) not in before]
    assert len(parts) > 50
    forget(program)
    assert [part() for part in parts if part() is not None] == []
