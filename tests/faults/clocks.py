"""Faults of clocks: this computer's, that of the time zone, the phone system's, and a sleep."""

import calendar
import json
import sys
import time
from typing import Any, Final

from PySide6.QtCore import Qt

from desktop.protocol.line import LinePhase
from desktop.recording.entries import ClockSet
from tests.faults.joined import JoinedProgram
from tests.faults.phone_system import PhoneSystem
from tests.faults.records import call, group, wire
from tests.faults.stage import Fault, ImpossibleFaultError, Stage, recorded_entries

_DAY_S: Final = 86_400
_HOUR_S: Final = 3_600


class _Floor:
    """An agent and a group on the board of a program whose clock stands still."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        stage.clock.hold()
        self.phone_system: PhoneSystem = stage.phone_system()
        self.program: JoinedProgram = stage.start(port=self.phone_system.port, detail_file="detail.json")
        self.program.action("Record").trigger()
        stage.wait_until(lambda: bool(self.phone_system.clients), "connected")
        self.say(call("A", "6001"), group("610", 2, 5, "0134"))
        stage.wait_until(lambda: self.program.tiles() == {"6001": "idle"}, "an agent is there")
        stage.wait_until(lambda: "610" in self.program.file()["groups"], "the file says so")
        stage.wait_until(lambda: self.program.recorded() > 0, "so does the recording")

    def say(self, *records: str) -> None:
        self.phone_system.send(wire(*records))

    def make_busy(self) -> None:
        """Change something; wait until the file shows it."""
        self.say(call("E", "6001"))
        self.stage.wait_until(lambda: self.program.file()["agents"] == {"6001": "busy"}, "the file says so")

    @property
    def last_update(self) -> object:
        return self.program.file()["lastUpdate"]

    @property
    def is_stale(self) -> bool:
        """Whether tiles, tray, title and detail file all say that figures are old; never only some do."""
        detail: dict[str, Any] = _read(self.program)
        said = (
            self.program.context.live_floor.lines.stale_since("") is not None,
            "Silent since" in self.program.tray.icon.toolTip(),
            detail["stale"],
        )
        return all((*said, "Silent since" in self.program.window.windowTitle()))

    @property
    def sentences(self) -> list[str]:
        """The accessible text of everything on the board, with its times."""
        board = self.program.board
        board.show_figures()
        said = [board.key_figures.accessibleName(), board.chips.accessibleName()]
        for view in (board.tiles, board.cards):
            model = view.model()
            rows = [model.index(row, 0) for row in range(model.rowCount())]
            said += [index.data(Qt.ItemDataRole.AccessibleTextRole) for index in rows]
        return said


def _read(program: JoinedProgram) -> dict[str, Any]:
    assert program.detail_file is not None
    content: dict[str, Any] = json.loads(program.detail_file.read_bytes())
    return content


def _play_clock_set(stage: Stage, by_s: float) -> None:
    floor = _Floor(stage)
    stage.clock.sleep(30)
    before = floor.sentences
    assert "Agent 6001: Idle, for 30 seconds" in before
    stage.clock.set_by(by_s)
    # Long enough for the silence to be checked, the board to tick and the tray to sum up.
    stage.run(1_500)
    assert floor.sentences == before
    assert floor.program.live_floor.lines.is_live
    floor.make_busy()
    assert floor.last_update == stage.clock().wall_s
    stage.clock.sleep(61)
    stage.wait_until(lambda: floor.is_stale, "silence is shown all the same")
    stage.heartbeat.stop()
    floor.program.recording.stop()
    kept = recorded_entries(floor.program)
    assert [round(entry.by_s) for entry in kept if isinstance(entry, ClockSet)] == [by_s]


def play_clock_set_forward(stage: Stage) -> None:
    _play_clock_set(stage, _DAY_S)


def play_clock_set_back(stage: Stage) -> None:
    _play_clock_set(stage, -_DAY_S)


def _play_daylight_saving(stage: Stage, ends_s: float, shown: str) -> None:
    """Play from ten seconds before the change to ten seconds after it, and over the next midnight."""
    if sys.platform == "win32":
        message = "a process can't choose its time zone on Windows"
        raise ImpossibleFaultError(message)
    stage.set_time_zone("Europe/Berlin")
    stage.clock.hold()
    stage.clock.set_by(ends_s - 10 - stage.clock().wall_s)
    floor = _Floor(stage)
    first = floor.last_update
    stage.clock.sleep(20)
    assert "Agent 6001: Idle, for 20 seconds" in floor.sentences
    floor.make_busy()
    assert floor.last_update == stage.clock().wall_s == first + 20  # type: ignore[operator]
    line_below = floor.program.below(1)
    assert line_below.accessibleName() == f"Last record {shown}"
    folder = floor.program.recording_file.parent
    assert len(list(folder.iterdir())) == 1
    midnight_s = time.mktime((*time.localtime(ends_s)[:3], 24, 0, 0, 0, 0, -1))
    for seconds, pieces in ((-1, 1), (1, 2)):
        stage.clock.sleep(midnight_s + seconds - stage.clock().wall_s)
        before = floor.program.recorded()
        floor.say(call("A", "6001"))
        stage.wait_until(lambda before=before: floor.program.recorded() > before, "it is recorded")  # type: ignore[misc]
        assert len(list(folder.iterdir())) == pieces


def play_daylight_saving_begins(stage: Stage) -> None:
    _play_daylight_saving(stage, calendar.timegm((2026, 3, 29, 1, 0, 0)), "03:00:10")


def play_daylight_saving_ends(stage: Stage) -> None:
    _play_daylight_saving(stage, calendar.timegm((2026, 10, 25, 1, 0, 0)), "02:00:10")


def play_asleep(stage: Stage) -> None:
    floor = _Floor(stage)
    stage.clock.sleep(30)
    assert "longest 2 minutes 4 seconds" in floor.sentences[0]
    program, slept_at = floor.program, stage.clock()
    stage.clock.sleep(_HOUR_S)
    stage.wait_until(lambda: floor.is_stale, "all of it looks old", patience_s=5)
    since = program.live_floor.lines.stale_since()
    assert since is not None
    assert slept_at.wall_s - since.wall_s == 30
    # The sleep is not added to the times on the board: nobody waits for an hour and a half.
    assert "longest 1 minute 34 seconds" in floor.sentences[0]
    stage.wait_until(lambda: floor.phone_system.connections == 2, "the line is made again")
    stage.run(200)
    assert floor.is_stale
    floor.say(call("A", "6002"))
    stage.wait_until(lambda: not floor.is_stale, "the line is live again")
    assert not program.live_floor.floor.agents["6001"].shown.confirmed


def play_phone_system_s_clock(stage: Stage) -> None:
    floor = _Floor(stage)
    before = floor.sentences
    for phone_time in ("153000", "013000", "999999", "000000"):
        stage.clock.sleep(20)
        for code in "BA":
            floor.say(call(code, "6001").replace("083000", phone_time))
            word = {"A": "in", "B": "out"}[code]
            stage.wait_until(
                lambda word=word: floor.program.file()["agents"] == {"6001": word},  # type: ignore[misc]
                "the file says so",
            )
        floor.say(group("610", 2, 5, "0134").replace("083000", phone_time))
        stage.wait_until(lambda: floor.sentences == before, "the board says the same as with the right time")
        assert floor.last_update == stage.clock().wall_s
    assert floor.program.live_floor.lines.phase is LinePhase.LIVE


FAULTS: Final = (
    Fault(
        "clock set forward by a day",
        "elapsed times and silence stay; lastUpdate follows",
        play_clock_set_forward,
    ),
    Fault(
        "clock set back by a day", "elapsed times and silence stay; lastUpdate follows", play_clock_set_back
    ),
    Fault(
        "daylight saving begins",
        "elapsed times stay; a new piece of the recording at midnight",
        play_daylight_saving_begins,
    ),
    Fault(
        "daylight saving ends",
        "elapsed times stay; a new piece of the recording at midnight",
        play_daylight_saving_ends,
    ),
    Fault("asleep for an hour", "everything looks old within a second; the line is reconnected", play_asleep),
    Fault("the phone system's clock is wrong", "nothing depends on it", play_phone_system_s_clock),
)
