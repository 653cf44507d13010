"""Composes ``tallymate rehearse``: what the rules of alerts would have come to in recordings."""

import datetime as dt
import pathlib
import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop.acd.alerts.subjects import Subjects
from desktop.acd.alerts.tally import RuleTally, describe
from desktop.acd.alerts.wording import AlertWords
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Floor
from desktop.acd.plain_text import printable
from desktop.acd.wording import clock, date_and_clock, spoken_duration
from desktop.recording.playback import Playback, Survey, describe_losses
from desktop.recording.rehearsal import Rehearsed, Terms, rehearse


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What is to be tried.

    Attributes:
        files: Recordings and raw files.
        terms: The rules, and what they are tried with.

    """

    files: tuple[pathlib.Path, ...]
    terms: Terms


def run_rehearsal(order: Rehearsal, say: Callable[[str], None]) -> int:
    """Try rules out and say what they come to; give the exit code.

    Raises:
        RecordingError: Nothing in the recordings came from a phone system, or a file can't be read.

    """
    rehearsed = rehearse(Playback(order.files), order.terms)
    words = AlertWords(Subjects(Floor()), lambda: DisplayNames(order.terms.directory))
    for line in report(rehearsed, words, time.strftime("%Z", time.localtime(rehearsed.began.wall_s))):
        say(line)
    return 0


def report(rehearsed: Rehearsed, words: AlertWords, zone: str) -> list[str]:
    """Say what trying rules out came to, in lines.

    Arguments:
        rehearsed: What it came to.
        words: Says alerts in words.
        zone: What the time zone of this computer is called, in which hours are meant.

    """
    began, ended = rehearsed.began, rehearsed.ended
    length = f"{dt.timedelta(seconds=round(rehearsed.watched_s))}"
    lines = [
        f"RuleTally on {length} of recording, {date_and_clock(began)} to {date_and_clock(ended)} ({zone})."
    ]
    lines += describe_losses(Survey((), rehearsed.damaged, rehearsed.dropped))
    if not rehearsed.tried:
        lines.append("There is no rule of alerts to try.")
    for tried in rehearsed.tried:
        lines.append(printable(f"{tried.rule.name}: {describe(tried)}"))
        if tried.worst is not None:
            lines.append(f"    {_worst(tried, words)}")
    return lines


def _worst(tried: RuleTally, words: AlertWords) -> str:
    alert = tried.worst
    if alert is None:
        return ""
    which = "It was" if tried.count == 1 else "The longest"
    return f"{which} at {clock(alert.opened)}, for {spoken_duration(tried.worst_s)}: {words.headline(alert)}"
