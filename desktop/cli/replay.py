"""``tallymate replay``: plays a recording, with a port for each phone system in it."""

import argparse
import math
import time
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop import UserError
from desktop.cli.options import Parser, add_listening, files, speed
from desktop.recording.entries import RecordingError
from desktop.recording.playback import Playback, SourceRecording, Survey, describe_losses
from desktop.recording.raw_stream import RAW_SOURCE
from desktop.recording.replay import ReplayServer, ReplayStage
from desktop.system import clock
from desktop.system.console import say
from desktop.system.exit_signals import exit_signals

_LAST_PORT: Final = 65_535
_LARGE_BYTES: Final = 32_000_000
"""Reading more takes some seconds, so the user is told."""


class ReplayError(UserError):
    """A recording can't be played."""


def add_options(parser: Parser) -> None:
    """Add the options of the command."""
    add = parser.add_argument
    add("files", type=files, nargs="+", metavar="FILE", help="a recording, or a raw stream without times")
    add("--speed", type=speed, default=1.0, metavar="N|max", help="playback speed (default 1)")
    add_listening(parser, "TCP port of the first phone system, the others follow (default %(default)s)")
    add("--loop", action="store_true", help="start again at the end")
    add(
        "--from",
        dest="source",
        metavar="HOST:PORT",
        help="play only this phone system of several (default: all of them)",
    )


def run(options: argparse.Namespace) -> int:
    """Play the phone systems of a recording until told to end; return the exit code.

    Raises:
        RecordingError: Nothing in it can be replayed.
        ReplayError: A port can't be listened on.

    """
    stage = ReplayStage(options.listen, options.port, options.speed, options.loop)
    playback = Playback([path for found in options.files for path in found])
    if playback.size > _LARGE_BYTES:
        say(f"Reading {playback.size // 1_000_000} MB to find out what it holds.")
    survey = playback.survey()
    chosen = _choose(survey, options.source)
    if stage.port + len(chosen) - 1 > _LAST_PORT:
        message = f"{len(chosen)} phone systems need as many ports from {stage.port} on: choose a lower port"
        raise ReplayError(message)
    application = QCoreApplication(["tallymate"])
    servers: list[ReplayServer] = []
    failures: list[str] = []
    with exit_signals(application.exit):
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
            for line in (*describe_losses(survey.damaged, survey.dropped), _describe_manner(stage)):
                say(line)
            return application.exec()
        finally:
            for server in servers:
                server.stop()


def _choose(survey: Survey, source: str | None) -> list[SourceRecording]:
    chosen = [recorded for recorded in survey.recorded if source in {None, recorded.source}]
    if not chosen:
        names = ", ".join(recorded.source for recorded in survey.recorded)
        message = f"the recording holds nothing from {source}, only from {names}"
        raise RecordingError(message)
    return chosen


def _describe(recorded: SourceRecording) -> str:
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
    end = "starts again" if stage.loop else "stays open and silent"
    return f"Each client gets it from the beginning, {pace}; at the end the line {end}."


def _duration(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {whole % 60:02d} s" if minutes else f"{whole} s"
