"""The lines to all phone systems, each on a thread of its own."""

from PySide6.QtCore import QThread
from pytestqt.qtbot import QtBot

from desktop.acd.batch import Batch
from desktop.acd.moment import Moment
from desktop.feed.worker import MAX_IN_FLIGHT, Line
from desktop.live.line_feeds import LineFeeds
from desktop.protocol.line import LinePhase
from desktop.system import clock
from tests.support import PhoneSystem, call, wire


class ObservedFeeds(LineFeeds):
    """Notes what it is to apply, and on which thread."""

    def __init__(self, *lines: Line) -> None:
        super().__init__(lines, clock.now)
        self.batches: list[Batch] = []
        self.threads: set[QThread] = set()

    def take(self, batch: Batch) -> None:
        self.batches.append(batch)
        self.threads.add(QThread.currentThread())


def when(lines: ObservedFeeds) -> Moment | None:
    """Return when the last record came."""
    return lines.last_record


def test_reads_from_before_a_line_ends_are_applied_on_the_main_thread(
    qtbot: QtBot, phone_system: PhoneSystem
) -> None:
    lines = ObservedFeeds(Line("127.0.0.1", phone_system.port))
    lines.start()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    phone_system.send(wire(*(call("A", f"{number:07d}") for number in range(40_000))))
    QThread.msleep(1_000)  # the line reads as much as may wait to be applied
    assert lines.batches == []
    assert lines.stop()
    assert 0 < len(lines.batches) <= MAX_IN_FLIGHT
    assert lines.threads == {QThread.currentThread()}
    assert lines.last_record == lines.batches[-1].at


def test_the_lines_states_and_the_last_record_are_known_in_one_place(
    qtbot: QtBot, phone_system: PhoneSystem
) -> None:
    lines = ObservedFeeds(Line("127.0.0.1", phone_system.port))
    assert when(lines) is None
    with qtbot.waitSignal(lines.lines_changed):
        lines.start()
    qtbot.waitUntil(lambda: bool(phone_system.clients))
    try:
        with qtbot.waitSignal(lines.lines_changed, check_params_cb=lambda changed: changed.is_live):
            phone_system.send(wire(call("A")))
        assert lines.lines.is_live
        qtbot.waitUntil(lambda: when(lines) is not None)
        first = when(lines)
        assert first is not None
        phone_system.send(b"no record\n" + wire(call("B")))
        qtbot.waitUntil(lambda: (when(lines) or first) > first)
        assert lines.feeds[0].unread.total == 1
    finally:
        assert lines.stop()
    assert lines.lines.phase is LinePhase.LOST
    assert when(lines) is not None
    lines.listen_to(())
    assert when(lines) is None
