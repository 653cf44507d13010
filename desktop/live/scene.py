"""Composes what a picture shows: the state of a floor at one moment, with nobody listening."""

import datetime as dt
import logging
import pathlib
import time
from dataclasses import dataclass
from typing import Final

from desktop.acd.connection import Connection, LinePhase, Lines
from desktop.acd.floor import Floor
from desktop.acd.limits import Limits
from desktop.acd.moment import Moment
from desktop.publish.data_file import find_data_file
from desktop.publish.file_place import DataFileError
from desktop.recording.playback import Playback, Survey, describe_losses
from desktop.recording.recall import recall
from desktop.settings import BoardSettings
from desktop.simulator.plan import GONE_ON_S, Plan

DEMO_CLOCK: Final = (2026, 1, 5, 14, 3, 7)
"""What the clock on this computer's wall says in a picture of the demonstration, a Monday; the same picture
on every computer, wherever it stands."""

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
    from desktop.simulator.shift import told_so_far  # noqa: PLC0415 - a service loads no simulator

    ends_s = GONE_ON_S if seconds is None else seconds
    end = Moment(ends_s, time.mktime((*DEMO_CLOCK, 0, 0, -1)))
    start = dt.datetime(*DEMO_CLOCK, tzinfo=dt.UTC) - dt.timedelta(seconds=ends_s)
    floor, source = Floor(), "a simulated phone system"
    for events, at in told_so_far(Plan(), start, ends_s, end):
        floor.apply(events, at, source)
    live = Connection(LinePhase.LIVE, source, end.before(ends_s), last_heard=end)
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
