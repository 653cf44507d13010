"""The history of alerts in the program."""

import json
import logging
import pathlib
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.history import HistoryEntry
from desktop.acd.moment import Moment
from desktop.alerts.history import HISTORY_FILE_NAME, AlertHistory
from desktop.system.places import data_folder, log_folder, settings_folder
from tests.support import Clock

Make = Callable[..., AlertHistory]


@pytest.fixture
def make(qtbot: QtBot, clock: Clock) -> Iterator[Make]:  # noqa: ARG001 - an application
    made: list[AlertHistory] = []

    def start(path: pathlib.Path | None, days: int = 30) -> AlertHistory:
        made.append(AlertHistory(path, days, clock))
        return made[-1]

    yield start
    assert all(history.stop() for history in made)


def entry(clock: Clock, text: str) -> HistoryEntry:
    return HistoryEntry(Moment(0.0, clock().wall_s), "callers", "opened", text)


def texts(history: AlertHistory) -> list[str]:
    return [one.text for one in history.entries]


def test_entries_from_before_the_file_is_read_come_after_its_own(
    qtbot: QtBot, make: Make, clock: Clock, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "logs" / "alerts.jsonl"
    first = make(path)
    first.start()
    first.start()
    first.add([entry(clock, "one"), entry(clock, "two")])
    assert first.stop()
    second = make(path)
    second.start()
    with qtbot.waitSignals([second.changed, second.changed]):
        second.add([entry(clock, "three")])
    assert texts(second) == ["one", "two", "three"]
    second.add([])
    assert second.stop()
    assert len(path.read_text().splitlines()) == 3


def test_entries_from_before_the_start_are_kept_too(make: Make, clock: Clock, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "alerts.jsonl"
    history = make(path)
    history.add([entry(clock, "one")])
    history.start()
    history.add([entry(clock, "two")])
    assert history.stop()
    assert [json.loads(line)["text"] for line in path.read_text().splitlines()] == ["one", "two"]
    assert texts(history) == ["one", "two"]


def test_old_entries_are_removed(make: Make, clock: Clock) -> None:
    history = make(None)
    history.add([entry(clock, "one")])
    clock.go_on(8 * 86_400)
    assert texts(history) == ["one"]
    history.take_days(7)
    assert texts(history) == []


def test_faults_of_the_file_are_logged(
    qtbot: QtBot, make: Make, clock: Clock, tmp_path: pathlib.Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "logs" / "alerts.jsonl"
    path.parent.mkdir()
    path.write_text("damaged\n\nso is this\n")
    history = make(path)
    with caplog.at_level(logging.WARNING):
        history.start()
        qtbot.waitUntil(lambda: f"History of alerts {path}: 2 lines are damaged and skipped" in caplog.text)
        path.unlink()
        path.mkdir()
        history.add([entry(clock, "one")])
        qtbot.waitUntil(lambda: f"Cannot write the history of alerts {path}: " in caplog.text)
    assert texts(history) == ["one"]


def test_a_file_for_a_person_is_written(qtbot: QtBot, make: Make, tmp_path: pathlib.Path) -> None:
    history = make(None)
    history.start()
    with qtbot.waitSignal(history.exported) as told:
        history.export(str(tmp_path / "out.csv"), [])
    assert told.args == [str(tmp_path / "out.csv"), None]
    assert (tmp_path / "out.csv").read_bytes() == b"\xef\xbb\xbfwhen,rule,what,text,note,by\r\n"


def test_each_settings_file_has_its_own_history(tmp_path: pathlib.Path) -> None:
    own = log_folder(settings_folder() / "settings.ini") / HISTORY_FILE_NAME
    assert own == data_folder() / "logs" / "alerts.jsonl"
    assert log_folder(tmp_path / "a.ini") != log_folder(tmp_path / "b.ini")
