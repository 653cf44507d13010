"""When mitel_data.json is written, with a stand-in for the writer."""

import logging

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop.acd.floor import Floor
from desktop.acd.snapshot import DataSnapshot
from desktop.publish.publisher import Publisher, PublishState
from desktop.publish.writer import WriteOutcome
from tests.support import START, call, floor_after


class Writer(QObject):
    """A stand-in for the writer that answers when the test says so."""

    def __init__(self, publisher: Publisher) -> None:
        super().__init__()
        self.publisher = publisher
        self.snapshots: list[DataSnapshot] = []
        self.states: list[PublishState] = []
        publisher.snapshot_taken.connect(self._on_snapshot_taken)
        publisher.state_changed.connect(self.states.append)

    def _on_snapshot_taken(self, snapshot: DataSnapshot) -> None:
        self.snapshots.append(snapshot)

    def answer(self, fault: str | None = None) -> None:
        self.publisher.on_write_ended(WriteOutcome(START, 0.25, fault))


@pytest.fixture
def floor() -> Floor:
    return floor_after(call("A"))


@pytest.fixture
def writer(qtbot: QtBot, floor: Floor) -> Writer:  # noqa: ARG001 - timers need an application
    return Writer(Publisher(floor.snapshot))


def test_the_first_change_is_written_at_once(writer: Writer) -> None:
    writer.publisher.publish()
    assert len(writer.snapshots) == 1


def test_a_burst_of_changes_is_one_more_write_with_the_last_state(
    qtbot: QtBot, writer: Writer, floor: Floor
) -> None:
    writer.publisher.publish()
    floor.agents.update(floor_after(call("A", "6002")).agents)
    for _ in range(100):
        writer.publisher.publish()
    writer.answer()
    for _ in range(100):
        writer.publisher.publish()
    assert len(writer.snapshots) == 1
    qtbot.waitUntil(lambda: len(writer.snapshots) == 2)
    assert set(writer.snapshots[-1].agents) == {"6001", "6002"}


def test_nothing_is_written_if_nothing_changed(qtbot: QtBot, writer: Writer) -> None:
    writer.publisher.publish()
    writer.answer()
    qtbot.wait(250)
    assert len(writer.snapshots) == 1


def test_no_write_starts_while_another_is_under_way(qtbot: QtBot, writer: Writer) -> None:
    writer.publisher.publish()
    writer.publisher.publish()
    qtbot.wait(250)
    assert len(writer.snapshots) == 1
    writer.answer()
    qtbot.waitUntil(lambda: len(writer.snapshots) == 2)


def test_a_failure_is_retried_logged_once_and_shown(
    qtbot: QtBot, writer: Writer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        writer.publisher.publish()
        writer.answer("no space left")
        qtbot.waitUntil(lambda: len(writer.snapshots) == 2)
        writer.answer("no space left")
        qtbot.waitUntil(lambda: len(writer.snapshots) == 3)
        assert len([r for r in caplog.records if "can't be written" in r.getMessage()]) == 1
        assert writer.states[-1] == PublishState(fault="no space left", failures=2)
        writer.answer()
    assert writer.states[-1] == PublishState(START, 0.25, writes=1, failures=2)
    assert caplog.records[-1].getMessage() == "The data file can be written again."


def test_of_two_pending_writes_the_last_decides(writer: Writer) -> None:
    writer.publisher.publish()
    writer.publisher.flush()
    writer.answer()
    assert not writer.publisher.is_settled
    writer.answer()
    assert writer.publisher.is_settled


def test_after_the_end_no_timer_is_left(writer: Writer) -> None:
    writer.publisher.publish()
    writer.publisher.stop()
    writer.answer("no space left")
    assert not any(timer.isActive() for timer in writer.publisher.findChildren(QTimer))


def test_at_the_end_the_last_state_is_written_without_a_pause(writer: Writer) -> None:
    writer.publisher.publish()
    writer.answer()
    writer.publisher.publish()
    assert len(writer.snapshots) == 1
    writer.publisher.flush()
    assert len(writer.snapshots) == 2
    writer.answer()
    writer.publisher.flush()
    assert len(writer.snapshots) == 2
