"""The command line, nothing else."""

import argparse
import contextlib
import dataclasses
import datetime as dt
import importlib
import io
import logging
import math
import os
import pathlib
import sys
from collections.abc import Callable, Sequence
from typing import Any, Final, NoReturn, TextIO, TypeVar

from desktop import __version__
from desktop.app import Run, run_check, run_headless, run_simulator
from desktop.app_replay import ReplayError, run_replay
from desktop.feed.recording import RecordingError
from desktop.feed.replay import ReplayStage
from desktop.feed.worker import Line
from desktop.publish.data_file import DataFileError, check_writable
from desktop.settings import DEFAULT_PORT, Settings, SettingsError, SettingsFile, wrong_value
from desktop.simulator.floor import Plan
from desktop.simulator.server import Stage
from desktop.system.display import why_no_display
from desktop.system.places import data_folder, settings_folder

DATA_FILE_NAME: Final = "mitel_data.json"
SETTINGS_FILE_NAME: Final = "settings.ini"
SIMULATED_START: Final = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)
"""The simulated phone system's clock begins here, so that the same seed makes the same stream."""

_log = logging.getLogger(__name__)

_Value = TypeVar("_Value")
_Number = TypeVar("_Number", int, float)

_MOST_AGENTS: Final = 9_999
_MOST_QUEUES: Final = 100


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"tallymate: error: {message}\n")


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program; give its exit code: 0 on a normal end, 2 for a wrong option or setting."""
    parser = _make_parser()
    options = parser.parse_args(arguments)
    if options.command == "check":
        return run_check(options.place, options.seconds, _say)
    if options.command == "simulate":
        stage = Stage(SIMULATED_START, options.listen, options.port, options.speed)
        plan = Plan(options.agents, options.groups, options.paths, options.rate, options.seed)
        return run_simulator(plan, stage, _say)
    if options.command == "replay":
        try:
            return run_replay(
                options.files,
                options.source,
                ReplayStage(options.listen, options.port, options.speed, options.loop),
                _say,
            )
        except (RecordingError, ReplayError) as error:
            parser.error(str(error))
    try:
        this_run = _prepare(options)
    except (SettingsError, DataFileError) as error:
        parser.error(str(error))
    _say_on_console(this_run.settings.log_level)
    for name in this_run.settings_file.foreign:
        _log.warning("settings file %s: %s is no setting of this program", this_run.settings_file.path, name)
    try:
        return _run(this_run, headless=options.headless)
    except (SettingsError, DataFileError) as error:
        parser.error(str(error))


def _say(text: str) -> None:
    try:
        print(text, flush=True)  # noqa: T201 - a command that answers on the console
    except BrokenPipeError:  # nobody reads any more
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(run: Run, *, headless: bool) -> int:
    if not headless:
        reason = why_no_display()
        if reason is None:
            # A service loads no windows: only here is the other half of the program asked for.
            with_screen = importlib.import_module("desktop.app_with_screen")
            code: int = with_screen.run_with_screen(run)
            return code
        _log.warning("No display (%s): carrying on headless.", reason)
    if not run.demo and not run.settings.host:
        message = f"no phone system is named: give --host, or host in {run.settings_file.path}"
        raise SettingsError(message)
    return run_headless(run)


def _prepare(options: argparse.Namespace) -> Run:
    """Put settings and options together.

    Raises:
        SettingsError: A setting is wrong or its file can't be kept.
        DataFileError: The data file can't be kept where it is wanted.

    """
    settings_path = options.settings or _folder(settings_folder()) / SETTINGS_FILE_NAME
    settings_file = SettingsFile(settings_path)
    names = {setting.name for setting in dataclasses.fields(Settings)}
    given: dict[str, Any] = {
        name: value for name, value in vars(options).items() if name in names and value is not None
    }
    settings = dataclasses.replace(settings_file.settings, **given)
    if options.data_file is not None:
        data_file = pathlib.Path(options.data_file)
    elif settings.data_file and not options.demo:
        data_file = settings_file.path.parent / os.path.expanduser(settings.data_file)  # noqa: PTH111 - never raises
    else:
        # A demonstration's agents must not be known again on a real board.
        data_file = _folder(data_folder() / "demo" if options.demo else data_folder()) / DATA_FILE_NAME
    data_file = pathlib.Path(os.path.abspath(data_file))  # noqa: PTH100 - links stay as they were given
    check_writable(data_file)
    return Run(settings, settings_file, data_file, options.demo, options.screen is not None)


def _folder(path: pathlib.Path) -> pathlib.Path:
    """Make one of the program's own folders if it is missing."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"folder {path} can't be made: {error.strerror or error}"
        raise SettingsError(message) from error
    return path


class _Console(logging.StreamHandler[TextIO]):
    """Says things on a stream for as long as somebody is there to read it."""

    def __init__(self, stream: TextIO) -> None:
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
        super().__init__(stream)

    def handleError(self, record: logging.LogRecord) -> None:
        """Fall silent when the reader went away; the program has other things to do than to talk."""
        if isinstance(sys.exc_info()[1], OSError):
            logging.getLogger().removeHandler(self)
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), self.stream.fileno())
        else:
            super().handleError(record)


def _say_on_console(level: str) -> None:
    """Send what is said to the console: warnings and errors apart from the rest."""
    logging.captureWarnings(capture=True)
    root = logging.getLogger()
    root.setLevel(level.upper())
    if sys.stdout is None or sys.stderr is None:  # a Windows program without a console
        root.addHandler(logging.NullHandler())
        return
    news, trouble = _Console(sys.stdout), _Console(sys.stderr)
    news.addFilter(lambda record: record.levelno < logging.WARNING)
    trouble.setLevel(logging.WARNING)
    for handler in (news, trouble):
        handler.setFormatter(logging.Formatter("%(message)s"))
        root.addHandler(handler)


def _make_parser() -> _Parser:
    parser = _Parser(
        prog="tallymate",
        description="Shows the agents and queues of a Mitel call centre, and keeps mitel_data.json current.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--host", type=_host, help="name or address of the phone system")
    add("--port", type=_port, help=f"its TCP port (default {DEFAULT_PORT})")
    add(
        "--data-file",
        metavar="FILE",
        help="where mitel_data.json is kept (default: the per-user data folder)",
    )
    add("--settings", type=pathlib.Path, metavar="FILE", help="the settings file; made when missing")
    add("--headless", action="store_true", help="no window and no tray, for services")
    add("--demo", action="store_true", help="show a simulated phone system")
    add("--fullscreen", action="store_true", default=None, help="fill the screen with the board")
    add("--screen", type=_screen, metavar="N", help="the screen for the board, from 1")
    add("--minimized", action="store_true", default=None, help="start in the tray")
    add("--log-level", choices=("debug", "info", "warning", "error"), help="what is said on the console")
    add("--version", action="version", version=f"TallyMate {__version__}")
    plan = Plan()
    commands = parser.add_subparsers(
        dest="command", metavar="command", title="commands", parser_class=_Parser
    )
    check = commands.add_parser(
        "check",
        help="try a phone system out and say what it sends",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        allow_abbrev=False,
    )
    check.add_argument("place", type=_place, metavar="HOST[:PORT]", help="the phone system")
    check.add_argument("--seconds", type=_number(1, 86_400), default=30.0, help="how long to listen")
    simulate = commands.add_parser(
        "simulate",
        help="be a phone system to try things against",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        allow_abbrev=False,
    )
    add = simulate.add_argument
    add("--listen", default="127.0.0.1", metavar="ADDRESS", help="address to listen on")
    add("--port", type=_port, default=DEFAULT_PORT, help="TCP port to listen on")
    add("--agents", type=_whole(1, _MOST_AGENTS), default=plan.agents, help="how many agents")
    add("--groups", type=_whole(1, _MOST_QUEUES), default=plan.groups, help="how many agent groups")
    add("--paths", type=_whole(1, _MOST_QUEUES), default=plan.paths, help="how many paths")
    add("--rate", type=_number(0, 10_000), default=plan.rate, help="about how many call events a second")
    add("--seed", type=int, default=plan.seed, help="the same seed makes the same stream")
    add("--speed", type=_number(0.01, 1000), default=1.0, help="how many seconds it plays in one")
    replay = commands.add_parser(
        "replay",
        help="be the phone system of a recording",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        allow_abbrev=False,
    )
    add = replay.add_argument
    add(
        "files",
        type=pathlib.Path,
        nargs="+",
        metavar="FILE",
        help="a recording, or a raw stream without times",
    )
    add(
        "--speed", type=_speed, default=1.0, metavar="N|max", help="how many recorded seconds it plays in one"
    )
    add("--port", type=_port, default=DEFAULT_PORT, help="TCP port to listen on, of several the first")
    add("--listen", default="127.0.0.1", metavar="ADDRESS", help="address to listen on")
    add("--loop", action="store_true", help="start over at the end")
    add(
        "--from",
        dest="source",
        metavar="HOST:PORT",
        help="the one phone system to be, if several were recorded",
    )
    return parser


def _speed(text: str) -> float:
    return math.inf if text == "max" else _number(0.01, 1000)(text)


def _host(text: str) -> str:
    return _checked("host", text)


def _place(text: str) -> Line:
    """Read ``host``, ``host:port``, ``[address with colons]:port`` or an address with colons."""
    host, colon, port = text.rpartition(":")
    if not colon or (":" in host and not host.endswith("]")):
        host, port = text, str(DEFAULT_PORT)
    host = host.removeprefix("[").removesuffix("]")
    if not host:
        message = f"{text!r} names no phone system"
        raise argparse.ArgumentTypeError(message)
    return Line(_host(host), _port(port))


def _port(text: str) -> int:
    return _checked("port", _whole(-math.inf, math.inf)(text))


def _screen(text: str) -> int:
    return _whole(1, 64)(text)


def _checked(name: str, value: _Value) -> _Value:
    wrong = wrong_value(name, value)
    if wrong is not None:
        raise argparse.ArgumentTypeError(wrong)
    return value


def _whole(low: float, high: float) -> Callable[[str], int]:
    return _in_range(int, "a whole number", low, high)


def _number(low: float, high: float) -> Callable[[str], float]:
    return _in_range(float, "a number", low, high)


def _in_range(kind: Callable[[str], _Number], what: str, low: float, high: float) -> Callable[[str], _Number]:
    def read(text: str) -> _Number:
        try:
            value = kind(text)
        except ValueError:
            message = f"{text!r} is not {what}"
            raise argparse.ArgumentTypeError(message) from None
        if not low <= value <= high:
            message = f"{value} is not from {low:g} to {high:g}"
            raise argparse.ArgumentTypeError(message)
        return value

    return read
