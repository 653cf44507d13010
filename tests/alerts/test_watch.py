"""Muting alerts by the program's clocks."""

import pathlib
from collections.abc import Iterator
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from desktop.acd.alerts.mute import MuteDuration
from desktop.acd.moment import Moment
from desktop.alerts.watch import AlertWatch
from desktop.live.floor import LiveFloor
from desktop.settings import SettingsFile
from tests.alerts.live_floor import LiveFloorStandIn
from tests.support import START, Clock


@pytest.fixture
def watch(
    qtbot: QtBot,  # noqa: ARG001 - timers need an application
    clock: Clock,
    tmp_path: pathlib.Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[AlertWatch]:
    monkeypatch.setattr("desktop.alerts.watch.LONGEST_WAIT_S", 0.01)
    file = SettingsFile(tmp_path / "settings.ini")
    watch = AlertWatch(
        cast(LiveFloor, LiveFloorStandIn(clock)), file, clock, lambda: False, can_withdraw=True
    )
    yield watch
    watch.stop()
    watch.stop()


def test_putting_the_clock_back_keeps_no_alert_muted(qtbot: QtBot, watch: AlertWatch, clock: Clock) -> None:
    watch.mute_for(MuteDuration.QUARTER)
    clock.now = Moment(START.steady_s + 899, START.wall_s - 3600)
    qtbot.wait(100)
    assert watch.muted_until_s
    assert watch.muted_for is MuteDuration.QUARTER
    clock.now = Moment(START.steady_s + 901, START.wall_s - 3600)
    with qtbot.waitSignal(watch.muted_changed):
        pass
    assert not watch.muted_until_s
    assert watch.muted_for is None
