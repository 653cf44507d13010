"""The options of the command line: names, ranges, help."""

import argparse
import glob
import math
import pathlib
import sys
from collections.abc import Callable
from typing import Final, NoReturn, TypeVar

from desktop import __version__
from desktop.acd.plain_text import printable
from desktop.feed.worker import Line
from desktop.settings import DEFAULT_PORT, BoardSettings, Settings, read_places, wrong_value
from desktop.settings.declared import settings_in
from desktop.simulator.plan import Plan
from desktop.system.message_box import show_message

_Value = TypeVar("_Value")
_Number = TypeVar("_Number", int, float)

_MOST_AGENTS: Final = 9_999
_MOST_QUEUES: Final = 100


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """End with the message and exit code 2."""
        if message.startswith("argument command: invalid choice"):
            message += "; a phone system is named with --host"
        if sys.stderr is None:  # a Windows program without a console
            show_message(printable(message))
        self.exit(2, f"tallymate: error: {printable(message)}\n")


def make_parser() -> Parser:
    """Make the parser of the whole command line."""
    parser = Parser(
        prog="tallymate",
        description="Shows the agents and queues of a Mitel call centre, and keeps mitel_data.json current.",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add(
        "--host",
        type=_host,
        action="append",
        metavar="HOST[:PORT]",
        help="name or address of the phone system; once more for each further one",
    )
    add("--port", type=_port, help=f"its TCP port (default {DEFAULT_PORT})")
    add(
        "--data-file",
        metavar="FILE",
        help="where mitel_data.json is kept (default: the per-user data folder)",
    )
    add(
        "--detail-file",
        metavar="FILE",
        help="where a file with more detail for other programs is kept (default: none)",
    )
    add("--settings", type=pathlib.Path, metavar="FILE", help="the settings file; made when missing")
    add("--headless", action="store_true", help="no window and no tray, for services")
    add("--demo", action="store_true", help="show a simulated phone system")
    add(
        "--replay",
        type=_files,
        action="extend",
        default=[],
        metavar="FILE",
        help="show what a recording holds; once more for each further piece of it",
    )
    add("--speed", type=_speed, metavar="N|max", help="how fast it is replayed (default 1)")
    add("--fullscreen", action="store_true", default=None, help="fill the screen with the board")
    add("--screen", type=_screen, metavar="N", help="the screen for the board, from 1")
    add("--minimized", action="store_true", default=None, help="start in the tray")
    add("--log-level", choices=("debug", "info", "warning", "error"), help="what is said on the console")
    add("--quit", action="store_true", help="end the program that runs with these settings")
    add("--selftest", action="store_true", help="try every part of the program out and say what was found")
    add(
        "--report",
        type=pathlib.Path,
        metavar="FILE",
        help="where to keep what was found: text, or JSON in a .json",
    )
    add("--version", action="version", version=f"TallyMate {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="command", title="commands", parser_class=Parser)
    _add_check(_command(commands, "check", "try a phone system out and say what it sends"))
    _add_record(_command(commands, "record", "keep the stream as it comes in a file"))
    # What its options default to takes words.
    _add_picture(
        commands.add_parser("picture", help="make a picture of a board, without a screen", allow_abbrev=False)
    )
    _add_replay(_command(commands, "replay", "be the phone system of a recording"))
    _add_rehearse(
        commands.add_parser("rehearse", help="try the rules of alerts out on a recording", allow_abbrev=False)
    )
    _add_simulate(_command(commands, "simulate", "be a phone system to try things against"))
    return parser


def _command(commands: "argparse._SubParsersAction[Parser]", name: str, what: str) -> Parser:
    return commands.add_parser(
        name, help=what, formatter_class=argparse.ArgumentDefaultsHelpFormatter, allow_abbrev=False
    )


def _add_check(parser: Parser) -> None:
    parser.add_argument("place", type=read_line, metavar="HOST[:PORT]", help="the phone system")
    parser.add_argument("--seconds", type=_number(1, 86_400), default=30.0, help="how long to listen")


def _add_record(parser: Parser) -> None:
    add = parser.add_argument
    add("file", type=pathlib.Path, metavar="FILE", help="where the stream is kept; added to if it is there")
    add(
        "--host",
        type=_host,
        action="append",
        metavar="HOST[:PORT]",
        default=argparse.SUPPRESS,
        help="the phone system; once more for each further one (default: those of the settings)",
    )
    add("--roll-mb", type=_setting("record_roll_mb"), default=16, help="megabytes after which a piece ends")
    add("--keep-mb", type=_setting("record_keep_mb"), default=512, help="megabytes of all pieces together")


def _add_picture(parser: Parser) -> None:
    add = parser.add_argument
    add("out", type=_png, metavar="OUT.png", help="where it is kept; a file that is there is replaced")
    add(
        "--size",
        type=_size,
        default=(1920, 1080),
        metavar="WxH",
        help="its width and height in its own pixels (default: 1920x1080)",
    )
    add(
        "--scale",
        type=_number(0.5, 4),
        default=1.0,
        metavar="N",
        help="how large everything on it is, as on a screen with that scaling (default: 1)",
    )
    add("--theme", choices=("dark", "light"), help="its colours (default: as set; dark where none is set)")
    add(
        "--preset",
        choices=tuple(settings_in(BoardSettings)["preset"].metadata["choices"]),
        help="of which preset (default: as set)",
    )
    add("--board", metavar="NAME", default="", help="which board, of several (default: the first)")
    add("--demo", action="store_true", default=argparse.SUPPRESS, help="show a simulated phone system")
    add(
        "--replay",
        type=_files,
        action="extend",
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="show what a recording holds; once more for each further piece of it"
        " (default: what the last data file knows)",
    )
    add(
        "--at",
        type=_number(0, 604_800),
        metavar="SECONDS",
        help="how long after its beginning (default: 450 of the simulated one, the end of a recording)",
    )
    _add_settings_to_read(parser, "the settings file")


def _add_replay(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "files",
        type=_files,
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


def _add_settings_to_read(parser: Parser, what: str) -> None:
    parser.add_argument(
        "--settings",
        type=pathlib.Path,
        default=argparse.SUPPRESS,
        metavar="FILE",
        help=f"{what}; only read (default: the program's)",
    )


def _add_rehearse(parser: Parser) -> None:
    add = parser.add_argument
    add(
        "files",
        type=_files,
        nargs="+",
        metavar="FILE",
        help="a recording, or a raw stream without times; hours are those of this computer's time zone",
    )
    _add_settings_to_read(parser, "the settings file with the rules")


def _add_simulate(parser: Parser) -> None:
    plan = Plan()
    add = parser.add_argument
    add("--listen", default="127.0.0.1", metavar="ADDRESS", help="address to listen on")
    add("--port", type=_port, default=DEFAULT_PORT, help="TCP port to listen on")
    add("--agents", type=_whole(1, _MOST_AGENTS), default=plan.agents, help="how many agents")
    add("--groups", type=_whole(1, _MOST_QUEUES), default=plan.groups, help="how many agent groups")
    add("--paths", type=_whole(1, _MOST_QUEUES), default=plan.paths, help="how many paths")
    add("--rate", type=_number(0, 10_000), default=plan.rate, help="about how many call events a second")
    add("--seed", type=int, default=plan.seed, help="the same seed makes the same stream")
    add("--speed", type=_number(0.01, 1000), default=1.0, help="how many seconds it plays in one")


def _files(text: str) -> list[pathlib.Path]:
    """Read a file's name, or a pattern: on Windows no shell does."""
    path = pathlib.Path(text)
    found = sorted(path.parent.glob(path.name)) if glob.has_magic(path.name) and not path.exists() else []
    return found or [path]


def _png(text: str) -> pathlib.Path:
    path = pathlib.Path(text)
    if path.suffix.lower() != ".png":
        message = f"{text!r} does not end in .png"
        raise argparse.ArgumentTypeError(message)
    return path


def _size(text: str) -> tuple[int, int]:
    width, times, height = text.lower().partition("x")
    if not times:
        message = f"{text!r} is no size like 1920x1080"
        raise argparse.ArgumentTypeError(message)
    return _whole(320, 7680)(width), _whole(240, 4320)(height)


def _host(text: str) -> str:
    return _checked("host", text)


def read_line(text: str) -> Line:
    """Read one phone system's host and port."""
    places = read_places(_host(text), DEFAULT_PORT)
    if len(places) != 1:
        message = f"{text!r} names no phone system" if not places else f"{text!r} names more than one"
        raise argparse.ArgumentTypeError(message)
    return Line(*places[0])


def _setting(name: str) -> Callable[[str], int]:
    """Give a reader of a whole number that the setting of that name may be."""
    return lambda text: _checked(name, _whole(-math.inf, math.inf)(text))


_port = _setting("port")


def _speed(text: str) -> float:
    return math.inf if text == "max" else _number(0.01, 1000)(text)


def _screen(text: str) -> int:
    return _whole(1, 64)(text)


def _checked(name: str, value: _Value) -> _Value:
    wrong = wrong_value(Settings, name, value)
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
