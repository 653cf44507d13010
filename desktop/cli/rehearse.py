"""``tallymate rehearse``: what the alert rules would have done with a recording."""

import argparse
import datetime as dt
import time

from desktop.acd.alerts.subjects import Subjects
from desktop.acd.alerts.tally import describe
from desktop.acd.alerts.wording import AlertWords
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Floor
from desktop.acd.plain_text import printable
from desktop.acd.wording import clock, date_and_clock, spoken_duration
from desktop.cli.options import Parser, add_settings, files, read_settings
from desktop.live.directory_file import load_directory, read_directory
from desktop.live.files import files_of
from desktop.live.terms import limits_of, rules_of
from desktop.recording.playback import Playback, describe_losses
from desktop.recording.rehearsal import RehearsalResult, TrialConditions, rehearse
from desktop.system.console import say


def add_options(parser: Parser) -> None:
    """Add the options of the command."""
    parser.add_argument(
        "files",
        type=files,
        nargs="+",
        metavar="FILE",
        help="a recording, or a raw stream without times; hours of rules are in the local time zone",
    )
    add_settings(parser, "the settings file with the rules")


def run(options: argparse.Namespace) -> int:
    """Try the rules and print what they would have done; return the exit code.

    Raises:
        RecordingError: Nothing in the recordings came from a phone system, or a file can't be read.

    """
    chosen, folder = read_settings(options)
    directory_file = files_of(chosen.settings, folder).directory_file
    conditions = TrialConditions(
        rules_of(chosen.rules),
        read_directory(load_directory(directory_file) or b"").directory,
        limits_of(chosen.limits, chosen.queue_limits),
        chosen.settings.silent_after_s,
    )
    rehearsed = rehearse(Playback([path for found in options.files for path in found]), conditions)
    words = AlertWords(Subjects(Floor()), lambda: DisplayNames(conditions.directory))
    for line in report(rehearsed, words, time.strftime("%Z", time.localtime(rehearsed.began.wall_s))):
        say(line)
    return 0


def report(rehearsed: RehearsalResult, words: AlertWords, zone: str) -> list[str]:
    """Return the lines of the report.

    Arguments:
        rehearsed: The result.
        words: Describes alerts.
        zone: Name of the local time zone, in which the hours are.

    """
    began, ended = rehearsed.began, rehearsed.ended
    length = f"{dt.timedelta(seconds=round(rehearsed.watched_s))}"
    lines = [f"Tried on {length} of recording, {date_and_clock(began)} to {date_and_clock(ended)} ({zone})."]
    lines += describe_losses(rehearsed.damaged, rehearsed.dropped)
    if not rehearsed.tried:
        lines.append("There is no alert rule to try.")
    for tried in rehearsed.tried:
        lines.append(printable(f"{tried.rule.name}: {describe(tried)}"))
        if (alert := tried.worst) is not None:
            which = "It was" if tried.count == 1 else "The longest"
            took = spoken_duration(tried.worst_s)
            lines.append(f"    {which} at {clock(alert.opened)}, for {took}: {words.headline(alert)}")
    return lines
