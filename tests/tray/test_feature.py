"""Icon, menu and popover in the joined program."""

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.alert import AlertKey, Subject, SubjectKind
from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.alerts.open_alerts import AlertSummary
from desktop.acd.limits import Level
from desktop.acd.moment import Moment
from desktop.tray.popover_rows import AgentChips, AlertRow, LinkRow, QueueRow
from tests.faults.joined import JoinedProgram, StartProgram
from tests.finding import the
from tests.support import PhoneSystem, call, group, wire

KEY = AlertKey("Sales over 5", Subject(SubjectKind.GROUP, "610"))
ALERT = AlertSummary(KEY, "Sales over 5 waiting", Level.TROUBLE, Moment(0, 0))


@pytest.fixture
def program(qtbot: QtBot, phone_system: PhoneSystem, start_program: StartProgram) -> JoinedProgram:
    program = start_program(port=phone_system.port)
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(call("A", "6001"), group("610", 3, 5, "0030"), group("611", 0)))
    qtbot.waitUntil(lambda: program.context.overview.summary.waiting == 3)
    # These tests set the open alerts themselves; in tests/alerts the rules decide.
    program.context.requests.alerts_wanted.disconnect()
    return program


def said(program: JoinedProgram, kind: type[QueueRow | AlertRow | AgentChips]) -> list[str]:
    return [part.accessibleName() for part in program.popover.findChildren(kind) if part.isVisible()]


def click(program: JoinedProgram) -> None:
    program.tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)


def lines(program: JoinedProgram) -> list[str]:
    program.tray.menu.aboutToShow.emit()
    return [action.text() for action in program.tray.menu.actions() if action.isVisible()]


def test_a_click_opens_the_popover_which_follows_the_floor(
    qtbot: QtBot, program: JoinedProgram, phone_system: PhoneSystem
) -> None:
    click(program)
    assert program.popover.isVisible()
    assert "Group 610, 3 waiting" in said(program, QueueRow)[0]
    assert said(program, AgentChips)[0].startswith("1 free, ")
    phone_system.send(wire(group("610", 4, 5, "0030")))
    qtbot.waitUntil(lambda: "Group 610, 4 waiting" in said(program, QueueRow)[0])


def test_the_menu_lists_the_queues_as_of_its_opening(
    program: JoinedProgram, phone_system: PhoneSystem, qtbot: QtBot
) -> None:
    assert lines(program)[0].startswith("Group 610: 3 waiting, longest 0:3")
    phone_system.send(wire(group("610", 0)))
    qtbot.waitUntil(lambda: program.context.overview.summary.waiting == 0)
    assert lines(program)[:2] == ["Group 610: nobody waiting", "Group 611: nobody waiting"]


def test_open_alerts_are_on_the_icon_in_the_menu_and_in_the_popover(
    qtbot: QtBot, program: JoinedProgram
) -> None:
    program.context.requests.alerts_changed.emit([ALERT])
    assert "1 alert open" in program.tray.icon.toolTip()
    assert lines(program)[0].startswith("Sales over 5 waiting, ")
    click(program)
    (row,) = (row for row in program.popover.findChildren(AlertRow) if row.isVisible())
    with qtbot.waitSignal(program.context.requests.alert_asked) as asked:
        row.click()
    assert asked.args == [KEY]
    assert not program.popover.isVisible()
    program.context.requests.alerts_changed.emit([])
    assert "alert" not in program.tray.icon.toolTip()
    assert lines(program)[0].startswith("Group 610")


def test_without_open_alerts_the_menu_leads_to_the_history(qtbot: QtBot, program: JoinedProgram) -> None:
    program.context.requests.alerts_changed.emit([])
    assert "What needs attention" in lines(program)
    with qtbot.waitSignal(program.context.requests.alerts_asked):
        program.tray.menu.attention.trigger()


def test_muting_starts_in_the_menu_and_ends_in_the_popover(qtbot: QtBot, program: JoinedProgram) -> None:
    program.context.requests.muted_changed.emit(None, None)
    with qtbot.waitSignal(program.context.requests.mute_asked) as asked:
        program.tray.menu.mute.actions()[0].trigger()
    assert asked.args == [MuteDuration.QUARTER]
    program.context.requests.muted_changed.emit(MuteDuration.QUARTER, "14:30")
    assert "Muted until 14:30" in lines(program)
    click(program)
    with qtbot.waitSignal(program.context.requests.unmute_asked):
        the(LinkRow, program.popover, "Muted until 14:30. Unmute").click()


def test_the_popover_leads_to_the_board(qtbot: QtBot, program: JoinedProgram) -> None:
    click(program)
    with qtbot.waitSignal(program.context.requests.board_asked):
        program.popover.findChildren(QueueRow)[0].click()
    assert not program.popover.isVisible()
