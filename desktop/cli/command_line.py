"""The command line, nothing else."""

import argparse
import dataclasses
import datetime as dt
import importlib
import logging
import os
import pathlib
import sys
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from desktop.app.instance import quit_first, run_as_one
from desktop.app.service import run_check, run_headless, run_simulator
from desktop.cli.options import make_parser
from desktop.cli.record import run_record
from desktop.cli.rehearse import Rehearsal, run_rehearsal
from desktop.cli.replay import ReplayError, run_replay
from desktop.live.directory_file import DirectoryError, load_directory, read_directory
from desktop.live.files import DEMONSTRATION, REPLAY, files_of, files_of_run, for_a_play, made
from desktop.live.limits_of import limits_of
from desktop.live.rules_of import rules_of
from desktop.live.run import Run
from desktop.live.scene import PictureError, PictureOrder
from desktop.publish.file_place import DataFileError
from desktop.recording.entries import RecordingError
from desktop.recording.rehearsal import Terms
from desktop.recording.replay import ReplayStage
from desktop.recording.rolling import Limits
from desktop.settings import BoardSettings, Settings, SettingsError, SettingsFile, read_site
from desktop.settings.chosen import Chosen
from desktop.simulator.plan import Plan, Stage
from desktop.system.console import log_to_console, say, tell
from desktop.system.crash_log import CrashLog
from desktop.system.display import why_no_display
from desktop.system.frozen import free_children
from desktop.system.log_file import kept_log
from desktop.system.one_instance import OneInstance
from desktop.system.places import LOG_FILE, SETTINGS_FILE, log_folder, settings_folder, site_settings_file

SIMULATED_START: Final = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
"""The simulated phone system's clock begins here, so that the same seed makes the same stream."""

_NAMED_FILES: Final = ("data_file", "detail_file")
_WRONG: Final = (SettingsError, DataFileError, RecordingError, ReplayError, PictureError, DirectoryError)
"""What the person who started the program can mend."""

_log = logging.getLogger(__name__)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; give its exit code: 0 on a normal end, 2 for a wrong option or setting."""
    free_children()
    parser = make_parser()
    options = parser.parse_args(arguments)
    before = _before_the_command(options.command, sys.argv[1:] if arguments is None else arguments)
    if before is not None:
        parser.error(f"{before} does not go with {options.command}")
    if options.report is not None and not options.selftest:
        parser.error("--report goes with --selftest alone")
    try:
        return _selftest(options.report) if options.selftest else _do(options)
    except _WRONG as error:
        parser.error(str(error))


def _selftest(report: pathlib.Path | None) -> int:
    # A service has no use for what this needs.
    code: int = importlib.import_module("desktop.cli.selftest").run_selftest(report, say)
    return code


def _do(options: argparse.Namespace) -> int:  # noqa: PLR0911 - one flat match, an entry for each command
    match options.command:
        case "check":
            return run_check(options.place, options.seconds, say)
        case "simulate":
            stage = Stage(SIMULATED_START, options.listen, options.port, options.speed)
            plan = Plan(options.agents, options.groups, options.paths, options.rate, options.seed)
            return run_simulator(plan, stage, say)
        case "replay":
            replay_stage = ReplayStage(options.listen, options.port, options.speed, options.loop)
            files = [path for found in options.files for path in found]
            return run_replay(files, options.source, replay_stage, say)
        case "rehearse":
            return _rehearse(options)
        case "picture":
            return _picture(options)
        case "record":
            return _record(_prepare(options), options)
        case _:
            return _be_the_program(options)


def _be_the_program(options: argparse.Namespace) -> int:
    if options.quit:
        return quit_first(options.settings or settings_folder() / SETTINGS_FILE, say)
    run = _prepare(options)
    return run_as_one(
        run, (say, tell), partial(_show_or_serve, run, headless=options.headless), headless=options.headless
    )


def _show_or_serve(run: Run, instance: OneInstance, *, headless: bool) -> int:
    logs = log_folder(run.settings_file.path)
    with kept_log(logs / LOG_FILE), CrashLog(logs, _WRONG):
        _tell_what_does_not_count(run.settings_file)
        return _run(dataclasses.replace(run, log_folder=logs), instance, headless=headless)


def _tell_what_does_not_count(file: SettingsFile) -> None:
    for problem in file.problems:
        _log.warning("%s", problem)
    for name in file.site.foreign:
        _log.warning("the site's settings file %s: %s is no setting of this program", file.site.path, name)
    for name in file.foreign:
        _log.warning("settings file %s: %s is no setting of this program", file.path, name)


def _record(run: Run, options: argparse.Namespace) -> int:
    if not run.lines:
        raise SettingsError(_nobody_named(run))
    limits = Limits.of_megabytes(options.roll_mb, options.keep_mb)
    return run_record(run.lines, options.file, limits, say)


def _rehearse(options: argparse.Namespace) -> int:
    chosen, folder = _chosen(options)
    names = read_directory(load_directory(files_of(chosen.settings, folder).directory_file) or b"")
    terms = Terms(
        rules_of(chosen.alerts),
        names.directory,
        limits_of(chosen.limits, chosen.queue_limits),
        chosen.settings.silent_after_s,
    )
    files = tuple(path for found in options.files for path in found)
    return run_rehearsal(Rehearsal(files, terms), say)


def _chosen(options: argparse.Namespace) -> tuple[Chosen, pathlib.Path]:
    """Give what is set and the folder of its file, for a command that makes nothing but what it is asked for.

    Raises:
        SettingsError: The file that was named is not there, or what stands in it is wrong.

    """
    path = options.settings or settings_folder() / SETTINGS_FILE
    site = read_site(site_settings_file())
    if path.exists():
        return SettingsFile(path, site, is_only_read=True).chosen, path.parent
    if options.settings is not None:
        message = f"settings file {path} is not there"
        raise SettingsError(message)
    return site.chosen, path.parent


def _picture(options: argparse.Namespace) -> int:
    chosen, folder = _chosen(options)
    boards = chosen.boards or (BoardSettings(),)
    _check_that_they_go_together(options)
    given = {name: value for name in ("theme", "preset") if (value := getattr(options, name))}
    files = files_of(chosen.settings, folder)
    order = PictureOrder(
        out=options.out,
        board=dataclasses.replace(_board_named(options.board, boards), **given),
        limits=limits_of(chosen.limits, chosen.queue_limits),
        directory_file=None if options.demo else files.directory_file,
        silent_after_s=chosen.settings.silent_after_s,
        data_file=files.data_file,
        width=options.size[0],
        height=options.size[1],
        scale=options.scale,
        demo=options.demo,
        replay=tuple(options.replay),
        at_s=options.at,
    )
    log_to_console("warning")
    try:
        # Windows and what they are made of are loaded for this alone.
        from desktop.cli.picture import run_picture  # noqa: PLC0415 - see above
    except ImportError as error:
        message = f"a system library is missing: {error}"
        raise PictureError(message) from error
    return run_picture(order, say)


def _board_named(name: str, boards: tuple[BoardSettings, ...]) -> BoardSettings:
    if not name:
        return boards[0]
    for board in boards:
        if board.name.casefold() == name.casefold():
            return board
    message = f"there is no board {name!r}: there is {', '.join(repr(board.name) for board in boards)}"
    raise SettingsError(message)


def _nobody_named(run: Run) -> str:
    return f"no phone system is named: give --host, or host in {run.settings_file.path}"


def _run(run: Run, instance: OneInstance, *, headless: bool) -> int:
    if not headless:
        reason = why_no_display()
        if reason is None:
            # A service loads no windows: only here is the other half of the program asked for.
            with_screen = importlib.import_module("desktop.app.screen")
            code: int = with_screen.run_with_screen(run, instance)
            return code
        _log.warning("No display (%s): carrying on headless.", reason)
    if not run.is_play and not run.lines:
        raise SettingsError(_nobody_named(run))
    return run_headless(run, instance)


def _prepare(options: argparse.Namespace) -> Run:
    """Put settings and options together.

    Raises:
        SettingsError: A setting is wrong or its file can't be kept.
        DataFileError: The data file can't be kept where it is wanted.

    """
    settings_path = options.settings or made(settings_folder()) / SETTINGS_FILE
    settings_file = SettingsFile(settings_path, read_site(site_settings_file()))
    names = {setting.name for setting in dataclasses.fields(Settings)}
    if options.command is None:
        _check_that_they_go_together(options)
    if options.host is not None:
        options.host = ", ".join(options.host)
    given: dict[str, Any] = {
        name: value for name, value in vars(options).items() if name in names and value is not None
    }
    # An option names a file from where the person is, a setting from where its file is.
    given |= {name: os.path.abspath(given[name]) for name in _NAMED_FILES if name in given}  # noqa: PTH100 - links stay
    settings = dataclasses.replace(settings_file.settings, **given)
    log_to_console(settings.log_level)
    if options.command == "record":
        _tell_what_does_not_count(settings_file)
        return Run(settings, settings_file, pathlib.Path(), pathlib.Path())
    play = DEMONSTRATION if options.demo else REPLAY if options.replay else ""
    of_files = settings
    if play:
        of_files = for_a_play(settings, *(given.pop(name, "") for name in _NAMED_FILES))
    files = files_of_run(of_files, settings_file.path.parent, play)
    return Run(
        settings,
        settings_file,
        files.data_file,
        files.record_file,
        files.detail_file,
        options.demo,
        tuple(options.replay),
        options.speed or 1.0,
        options.screen or 0,
        bool(options.fullscreen),
        None if options.demo else files.directory_file,
        given,
    )


def _before_the_command(command: str | None, arguments: Sequence[str]) -> str | None:
    """Give an option that stands before a command which takes none from there; None when there is none."""
    if command in {None, "record"} or command not in arguments:
        return None
    return next(iter(arguments[: list(arguments).index(command)]), None)


def _check_that_they_go_together(options: argparse.Namespace) -> None:
    """Make sure that no option says what another one makes impossible.

    Raises:
        SettingsError: One does.

    """
    play = "--demo" if options.demo else "--replay" if options.replay else ""
    wrong = [
        ("--demo and --replay don't go together", options.demo and options.replay),
        (f"--host does not go with {play}", play and options.host),
        (f"--port does not go with {play}", play and options.port),
        ("--speed goes with --replay alone", options.speed and not options.replay),
        ("--at goes with --demo or --replay alone", getattr(options, "at", None) is not None and not play),
    ]
    for message, is_so in wrong:
        if is_so:
            raise SettingsError(message)
