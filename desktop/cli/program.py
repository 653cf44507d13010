"""The program itself, with a screen or headless; one instance runs for each settings file."""

import argparse
import dataclasses
import gc
import logging
import pathlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

from desktop import UserError, __version__
from desktop.cli.options import (
    Parser,
    check_play,
    files,
    host,
    no_phone_system,
    open_settings,
    setting,
    settings_given,
    settings_path,
    speed,
    warn_of_settings,
    whole,
)
from desktop.settings import DEFAULT_PORT
from desktop.system.console import log_to_console, say, tell

if TYPE_CHECKING:
    from desktop.live.run import Run
    from desktop.system.one_instance import OneInstance

_log = logging.getLogger(__name__)


def add_options(parser: Parser) -> None:
    """Add the options that stand before or without a command."""
    add = parser.add_argument
    add(
        "--host",
        type=host,
        action="append",
        metavar="HOST[:PORT]",
        help="name or address of the phone system; repeat the option for several",
    )
    add("--port", type=setting("port"), help=f"TCP port of the phone system (default {DEFAULT_PORT})")
    add("--data-file", metavar="FILE", help="where to keep mitel_data.json (default: the user's data folder)")
    add(
        "--detail-file",
        metavar="FILE",
        help="where to keep a file with more detail for other programs (default: none)",
    )
    add("--settings", type=pathlib.Path, metavar="FILE", help="the settings file; created if missing")
    add("--headless", action="store_true", help="run without windows or a tray icon, as a service")
    add("--demo", action="store_true", help="show a simulated phone system")
    add(
        "--replay",
        type=files,
        action="extend",
        default=[],
        metavar="FILE",
        help="show a recording; repeat the option for further pieces",
    )
    add("--speed", type=speed, metavar="N|max", help="playback speed of --replay (default 1)")
    add("--fullscreen", action="store_true", default=None, help="show the board full screen")
    add("--screen", type=whole(1, 64), metavar="N", help="the number of the screen for the board, from 1")
    add("--minimized", action="store_true", default=None, help="start in the tray")
    add(
        "--log-level",
        choices=("debug", "info", "warning", "error"),
        help="which messages to print on the console",
    )
    add("--quit", action="store_true", help="end the program that runs with these settings")
    add("--selftest", action="store_true", help="test every part of the program and print the results")
    add(
        "--report",
        type=pathlib.Path,
        metavar="FILE",
        help="where to keep the results of --selftest: as JSON in a .json file, otherwise as text",
    )
    add("--version", action="version", version=f"TallyMate {__version__}")


def run(options: argparse.Namespace) -> int:
    """Run the program and return its exit code."""
    with _loading():
        from desktop.app.instance import quit_first, run_as_one

    if options.quit:
        return quit_first(settings_path(options), say)
    run = make_run(options)
    go = partial(_run_logged, run, headless=options.headless)
    return run_as_one(run, (say, tell), go, headless=options.headless)


def make_run(options: argparse.Namespace) -> "Run":
    """Return the run that the settings and the options ask for.

    Raises:
        SettingsError: A setting is wrong, or the settings file can't be kept.
        DataFileError: The data file can't be kept where it is wanted.

    """
    with _loading():
        from desktop.live.files import DEMONSTRATION, REPLAY, files_of_run
        from desktop.live.run import Run

    file = open_settings(options)
    check_play(options)
    given = settings_given(options)
    settings = dataclasses.replace(file.chosen.settings, **given)
    log_to_console(settings.log_level)
    play = DEMONSTRATION if options.demo else REPLAY if options.replay else ""
    of_files = settings
    if play:
        own = {name: given.pop(name, "") for name in ("data_file", "detail_file")}
        of_files = dataclasses.replace(settings, **own)
    kept = files_of_run(of_files, file.path.parent, play)
    return Run(
        settings,
        file,
        kept.data_file,
        kept.record_file,
        kept.detail_file,
        options.demo,
        tuple(options.replay),
        options.speed or 1.0,
        options.screen or 0,
        bool(options.fullscreen),
        None if options.demo else kept.directory_file,
        given,
    )


def _run_logged(run: "Run", instance: "OneInstance", *, headless: bool) -> int:
    """Run the program with its log file and crash log open."""
    from desktop.system.crash_log import crash_log
    from desktop.system.log_file import kept_log
    from desktop.system.places import LOG_FILE, log_folder

    logs = log_folder(run.settings_file.path)
    with kept_log(logs / LOG_FILE), crash_log(logs, (UserError,)):
        warn_of_settings(run.settings_file)
        run = dataclasses.replace(run, log_folder=logs)
        if not headless:
            from desktop.system.display import why_no_display

            reason = why_no_display()
            if reason is None:
                with _loading():
                    # The windows, which a service never needs.
                    from desktop.app.screen import run_with_screen

                return run_with_screen(run, instance)
            _log.warning("No display (%s): continuing headless.", reason)
        if not run.is_play and not run.lines:
            raise no_phone_system(run.settings_file)
        from desktop.app.service import run_headless

        return run_headless(run, instance)


@contextmanager
def _loading() -> Iterator[None]:
    """Load modules without garbage collection, which takes a tenth of the start and finds none in modules."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
