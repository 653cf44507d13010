"""Composes what a picture shows: the state of a floor at one moment, with nobody listening."""

import datetime as dt
import logging
import math
import pathlib
import time
from dataclasses import dataclass
from typing import Final

from desktop.acd.connection import Connection, LinePhase, Lines
from desktop.acd.floor import Floor
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.feed.playback import Playback, Survey, describe_losses
from desktop.feed.recall import recall
from desktop.protocol.decoder import Decoder
from desktop.publish.data_file import find_data_file
from desktop.publish.file_place import DataFileError
from desktop.settings import BoardSettings
from desktop.simulator.plan import Plan

DEMO_S: Final = 450.0
"""So long the simulated shift has gone on, unless another time is asked for."""
DEMO_CLOCK: Final = (2026, 1, 5, 14, 3, 7)
"""What the clock on this computer's wall says in a picture of the demonstration, a Monday; the same picture
on every computer, wherever it stands."""

_STEP_S: Final = 0.25
"""What a simulated phone system says within so long comes in one read."""

_log = logging.getLogger(__name__)


class PictureError(Exception):
    """A picture that can't be made; the text is one line for the person who can mend it."""


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """What picture is wanted.

    Attributes:
        out: The PNG file.
        board: What the board shows and how it looks.
        limits: From when on something is too much.
        directory_file: Where the names are; None for those of the demonstration.
        silent_after_s: Seconds without a byte after which figures of a recording are old.
        data_file: Where mitel_data.json is kept.
        width: Of the picture, in its own pixels.
        height: Of the picture, in its own pixels.
        scale: How large everything on it is, as on a screen with that scaling.
        demo: Whether it shows the demonstration.
        replay: Recordings that it shows a moment of; none for none.
        at_s: Seconds from the beginning of either to the moment; None for the usual one.

    """

    out: pathlib.Path
    board: BoardSettings
    limits: Limits
    directory_file: pathlib.Path | None
    silent_after_s: float
    data_file: pathlib.Path
    width: int
    height: int
    scale: float
    demo: bool = False
    replay: tuple[pathlib.Path, ...] = ()
    at_s: float | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a board shows at one moment.

    Attributes:
        floor: Agents and queues.
        lines: How the lines to the phone systems stand.
        at: The moment.
        play: What is shown instead of what happens.

    """

    floor: Floor
    lines: Lines
    at: Moment
    play: str


def make_scene(order: PictureOrder) -> Scene:
    """Give what the picture is to show.

    Raises:
        RecordingError: There is nothing in the recordings that can be shown.
        DataFileError: There is no data file, or it says nothing.

    """
    if order.replay:
        return recorded_scene(order.replay, order.at_s, order.silent_after_s)
    return demonstrated_scene(order.at_s) if order.demo else last_known_scene(order.data_file)


def recorded_scene(paths: tuple[pathlib.Path, ...], seconds: float | None, silent_after_s: float) -> Scene:
    """Give a moment of recordings, by default their end.

    Raises:
        RecordingError: There is nothing in them that can be shown.

    """
    recalled = recall(Playback(paths), seconds, silent_after_s)
    for line in describe_losses(Survey((), recalled.damaged, recalled.dropped)):
        _log.warning("%s", line)
    return Scene(recalled.floor, recalled.lines, recalled.at, "Recording")


def demonstrated_scene(seconds: float | None) -> Scene:
    """Give a moment of the simulated shift: the same at every call."""
    from desktop.simulator.floor import SimulatedFloor  # noqa: PLC0415 - a service loads no simulator

    ends_s = DEMO_S if seconds is None else seconds
    end = Moment(ends_s, time.mktime((*DEMO_CLOCK, 0, 0, -1)))
    ends_at = dt.datetime(*DEMO_CLOCK, tzinfo=dt.UTC)
    simulated = SimulatedFloor(Plan(), ends_at - dt.timedelta(seconds=ends_s))
    floor, decoder, source = Floor(), Decoder(), "a simulated phone system"
    began = at = _before(end, ends_s)
    for step in range(1, math.ceil(ends_s / _STEP_S) + 1):
        at = _before(end, max(0.0, ends_s - step * _STEP_S))
        floor.apply(decoder.receive_data(b"".join(simulated.records_until(at.steady_s))), at, source)
    live = Connection(LinePhase.LIVE, source, began, last_heard=at)
    return Scene(floor, Lines((live,)), end, "Demonstration")


def last_known_scene(data_file: pathlib.Path) -> Scene:
    """Give what the last data file knows, as old as it is.

    Raises:
        DataFileError: There is none, or it says nothing.

    """
    found = find_data_file(data_file)
    if found is None:
        message = f"data file {data_file} is not there yet: give --demo or --replay"
        raise DataFileError(message)
    if found.fault is not None:
        message = f"data file {data_file} {found.fault}"
        raise DataFileError(message)
    floor = Floor()
    floor.restore(found.snapshot)
    at = Moment(0.0, found.snapshot.last_update)
    old = Connection(LinePhase.LOST, "the phone system", at, "this is what the last data file knows", at)
    return Scene(floor, Lines((old,)), at, "Last known")


def _before(moment: Moment, seconds: float) -> Moment:
    return Moment(moment.steady_s - seconds, moment.wall_s - seconds)
