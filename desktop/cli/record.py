"""``tallymate record``: records the stream of phone systems, without a board."""

import argparse
import dataclasses
import pathlib
from typing import Final

from PySide6.QtCore import QCoreApplication, QTimer

from desktop.cli.options import (
    Parser,
    host,
    no_phone_system,
    open_settings,
    setting,
    settings_given,
    warn_of_settings,
)
from desktop.live.line_feeds import LineFeeds
from desktop.live.recording import Recording
from desktop.live.run import lines_to
from desktop.recording.recorder import RecordingState, check_recordable
from desktop.recording.rolling import SizeLimits
from desktop.settings import Settings, read_addresses
from desktop.system import clock
from desktop.system.console import log_to_console, say
from desktop.system.exit_signals import exit_signals

REPORT_MS: Final = 60_000
"""How often the command reports its progress."""


def add_options(parser: Parser) -> None:
    """Add the options of the command."""
    usual = Settings()
    add = parser.add_argument
    add("file", type=pathlib.Path, metavar="FILE", help="the recording; an existing one is continued")
    add(
        "--host",
        type=host,
        action="append",
        metavar="HOST[:PORT]",
        default=argparse.SUPPRESS,
        help="the phone system; repeat the option for several (default: those of the settings)",
    )
    add(
        "--roll-mb",
        type=setting("record_roll_mb"),
        default=usual.record_roll_mb,
        help="start a new file after this many megabytes (default %(default)s)",
    )
    add(
        "--keep-mb",
        type=setting("record_keep_mb"),
        default=usual.record_keep_mb,
        help="delete the oldest files above this many megabytes in all (default %(default)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Record until told to end; return the exit code.

    Raises:
        SettingsError: No phone system is named, or the settings can't be used.
        RecordingError: The recording can't be kept there.

    """
    file = open_settings(options)
    settings = dataclasses.replace(file.chosen.settings, **settings_given(options))
    log_to_console(settings.log_level)
    warn_of_settings(file)
    lines = lines_to(read_addresses(settings.host, settings.port), settings)
    if not lines:
        raise no_phone_system(file)
    check_recordable(options.file)
    application = QCoreApplication(["tallymate"])
    feeds = LineFeeds(lines, clock.now)
    limits = SizeLimits.of_megabytes(options.roll_mb, options.keep_mb)
    recording = Recording(feeds, options.file, limits, clock.now)
    report = QTimer()
    report.timeout.connect(lambda: say(_describe(recording.state)))
    with exit_signals(application.exit):
        try:
            # Before the lines start, so that what they bring at once is recorded too.
            recording.start()
            feeds.start()
            report.start(REPORT_MS)
            return application.exec()
        finally:
            report.stop()
            feeds.stop()
            recording.stop()
            say(_describe(recording.last_state))


def _describe(state: RecordingState | None) -> str:
    if state is None:
        return "Nothing is recorded yet."
    lost = f", {state.dropped_bytes} bytes could not be written" if state.dropped_bytes else ""
    fault = f" ({state.fault})" if state.fault is not None else ""
    return f"{state.bytes_written} bytes recorded in {state.path}{lost}{fault}."
