"""Composes the replaying of a recording: what is in it, and a port for each phone system."""

import math
import pathlib
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from desktop.recording.entries import RecordingError
from desktop.recording.playback import Playback, Recorded, Survey, describe_losses
from desktop.recording.raw_stream import RAW_SOURCE
from desktop.recording.replay import ReplayServer, ReplayStage
from desktop.system import clock
from desktop.system.exit_signals import ExitSignals

_LAST_PORT = 65_535
_LARGE_BYTES = 32_000_000
"""More takes some seconds, in which the person should know what goes on."""


class ReplayError(Exception):
    """A recording can't be served; the text is one line for the person who can mend it."""


def run_replay(
    paths: Sequence[pathlib.Path], source: str | None, stage: ReplayStage, say: Callable[[str], None]
) -> int:
    """Be the phone systems of a recording until told to end; give the exit code.

    Arguments:
        paths: Recordings and raw files.
        source: The one phone system to be; None for all that are in it, each on a port of its own.
        stage: Where and how; its port is the first one.
        say: Says a line to the person.

    Raises:
        RecordingError: There is nothing in it that can be replayed.
        ReplayError: It can't be listened on a port.

    """
    playback = Playback(paths)
    if playback.size > _LARGE_BYTES:
        say(f"Reading {playback.size // 1_000_000} MB to see what is in it.")
    survey = playback.survey()
    chosen = _choose(survey, source)
    if stage.port + len(chosen) - 1 > _LAST_PORT:
        message = f"{len(chosen)} phone systems need as many ports from {stage.port} on: choose a lower one"
        raise ReplayError(message)
    application = QCoreApplication(["tallymate"])
    servers: list[ReplayServer] = []
    failures: list[str] = []
    with ExitSignals(application.exit):
        try:
            for number, recorded in enumerate(chosen):
                at = replace(stage, port=stage.port + number)
                server = ReplayServer(playback, recorded.source, at, clock.now)
                server.failed.connect(failures.append)
                servers.append(server)
                server.start()
                if failures:
                    message = f"can't listen on {at.address}:{at.port}: {failures[0]}"
                    raise ReplayError(message)
            for number, recorded in enumerate(chosen):
                say(f"{_describe(recorded)}, on {stage.address}:{stage.port + number}.")
            for line in (*describe_losses(survey), _describe_manner(stage)):
                say(line)
            return application.exec()
        finally:
            for server in servers:
                server.stop()


def _choose(survey: Survey, source: str | None) -> list[Recorded]:
    chosen = [recorded for recorded in survey.recorded if source in {None, recorded.source}]
    if not chosen:
        names = ", ".join(recorded.source for recorded in survey.recorded)
        message = f"nothing of {source} is in the recording; there is {names}"
        raise RecordingError(message)
    return chosen


def _describe(recorded: Recorded) -> str:
    if recorded.source == RAW_SOURCE:
        what = "Raw stream"
        began = time.strftime("%H:%M:%S by the phone system's clock", time.gmtime(recorded.began_s))
    else:
        what = f"Recording of {recorded.source}"
        began = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(recorded.began_s))
    records = f"{recorded.records} record{'' if recorded.records == 1 else 's'}"
    return f"{what}: {records}, {_duration(recorded.seconds)} from {began}"


def _describe_manner(stage: ReplayStage) -> str:
    pace = "as fast as it reads" if stage.speed == math.inf else f"at {stage.speed:g} times the speed"
    end = "starts over at the end" if stage.loop else "stays silent at the end"
    return f"Each client gets it from the beginning, {pace}; the line {end}."


def _duration(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {whole % 60:02d} s" if minutes else f"{whole} s"
