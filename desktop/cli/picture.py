"""``tallymate picture``: a board as a PNG file, made without a screen."""

import argparse
import dataclasses
import logging
import math
import pathlib
from typing import Final

from desktop import UserError
from desktop.acd.connection import Connection, Connections
from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.cli.options import Parser, add_settings, check_play, files, number, read_settings, whole
from desktop.live.directory_file import DirectoryError, load_directory, read_directory
from desktop.live.files import files_of
from desktop.live.scene import Scene, demonstrated_scene
from desktop.live.terms import limits_of
from desktop.protocol.line import LinePhase
from desktop.publish.data_file import find_data_file
from desktop.publish.file_place import DataFileError
from desktop.publish.replacing import replace_file
from desktop.recording.playback import Playback, describe_losses
from desktop.recording.reconstruction import reconstruct
from desktop.settings import BoardSettings, SettingsError
from desktop.settings.declared import settings_in
from desktop.settings.probe import why_not_writable
from desktop.system.console import log_to_console, say
from desktop.system.display import why_no_painting
from desktop.system.places import EXAMPLE_DIRECTORY, resources_folder

SMALLEST: Final = (640, 360)
"""The smallest board to lay out before scaling: on a smaller one texts would not fit."""
_WIDTHS: Final = (320, 7680)
_HEIGHTS: Final = (240, 4320)
_log = logging.getLogger(__name__)


class PictureError(UserError):
    """A picture can't be made."""


def add_options(parser: Parser) -> None:
    """Add the options of the command."""
    add = parser.add_argument
    add("out", type=_png, metavar="OUT.png", help="the picture; an existing file is replaced")
    add(
        "--size",
        type=_size,
        default=(1920, 1080),
        metavar="WxH",
        help="width and height in pixels (default 1920x1080)",
    )
    add(
        "--scale",
        type=number(0.5, 4),
        default=1.0,
        metavar="N",
        help="scaling of the picture, like that of a screen (default 1)",
    )
    add("--theme", choices=("dark", "light"), help="dark or light colours (default: as set, else dark)")
    presets = tuple(settings_in(BoardSettings)["preset"].metadata["choices"])
    add("--preset", choices=presets, help="the set of colours (default: as set)")
    add("--board", metavar="NAME", default="", help="which board to paint (default: the first)")
    add("--demo", action="store_true", default=argparse.SUPPRESS, help="show a simulated phone system")
    add(
        "--replay",
        type=files,
        action="extend",
        default=argparse.SUPPRESS,
        metavar="FILE",
        help="show a recording; repeat the option for further pieces (default: show the last data file)",
    )
    add(
        "--at",
        type=number(0, 604_800),
        metavar="SECONDS",
        help="time since the beginning (default: 450 with --demo, the end with --replay)",
    )
    add_settings(parser)


def run(options: argparse.Namespace) -> int:
    """Make the picture; return the exit code.

    Raises:
        SettingsError: Options or settings are wrong.
        PictureError: It can't be painted as wanted, or kept where it is wanted.
        RecordingError: Nothing in the recordings can be shown.
        DataFileError: There is no data file, or it can't be understood.

    """
    chosen, folder = read_settings(options)
    check_play(options)
    given = {name: value for name in ("theme", "preset") if (value := getattr(options, name))}
    board = dataclasses.replace(_board_named(options.board, chosen.boards or (BoardSettings(),)), **given)
    kept = files_of(chosen.settings, folder)
    log_to_console("warning")
    out: pathlib.Path = options.out
    _check(out, options.size, options.scale)
    if options.replay:
        scene = _recorded_scene(options.replay, options.at, chosen.settings.silent_after_s)
    else:
        scene = demonstrated_scene(options.at) if options.demo else _last_known_scene(kept.data_file)
    try:
        # Loads the windows.
        from desktop.cli.painting import paint_png
    except ImportError as error:
        message = f"a system library is missing: {error}"
        raise PictureError(message) from error
    limits = limits_of(chosen.limits, chosen.queue_limits)
    directory = _directory(resources_folder() / EXAMPLE_DIRECTORY if options.demo else kept.directory_file)
    content = paint_png(scene, board, limits, directory, options.size, options.scale)
    reason = replace_file(out, content) if content else "Qt can't write a PNG"
    if reason is not None:
        message = f"picture {out} can't be written: {reason}"
        raise PictureError(message)
    say(f"The picture is in {out}.")
    return 0


def _png(text: str) -> pathlib.Path:
    path = pathlib.Path(text)
    if path.suffix.lower() != ".png":
        message = f"{text!r} does not end in .png"
        raise argparse.ArgumentTypeError(message)
    return path


def _size(text: str) -> tuple[int, int]:
    width, times, height = text.lower().partition("x")
    if not times:
        message = f"{text!r} is not a size like 1920x1080"
        raise argparse.ArgumentTypeError(message)
    return whole(*_WIDTHS)(width), whole(*_HEIGHTS)(height)


def _board_named(name: str, boards: tuple[BoardSettings, ...]) -> BoardSettings:
    if not name:
        return boards[0]
    for board in boards:
        if board.name.casefold() == name.casefold():
            return board
    message = f"there is no board {name!r}, only {', '.join(repr(board.name) for board in boards)}"
    raise SettingsError(message)


def _check(out: pathlib.Path, size: tuple[int, int], scale: float) -> None:
    """Check the size, the place of the picture and Qt before anything is read.

    Raises:
        PictureError: The picture would be too small, or can't be painted or written.

    """
    smallest = tuple(math.ceil(length * scale) for length in SMALLEST)
    reason = why_not_writable(out)
    if size[0] < smallest[0] or size[1] < smallest[1]:
        message: str | None = f"at --scale {scale:g} --size is at least {smallest[0]}x{smallest[1]}"
    elif reason is not None:
        message = f"picture {out}{reason}"
    else:
        message = why_no_painting()
    if message is not None:
        raise PictureError(message)


def _recorded_scene(recording: list[pathlib.Path], at_s: float | None, silent_after_s: float) -> Scene:
    """Return a moment of a recording, by default its end.

    Raises:
        RecordingError: Nothing in it can be shown.

    """
    reconstructed = reconstruct(Playback(recording), at_s, silent_after_s)
    for line in describe_losses(reconstructed.damaged, reconstructed.dropped):
        _log.warning("%s", line)
    return Scene(reconstructed.floor, reconstructed.lines, reconstructed.at, "Recording")


def _last_known_scene(data_file: pathlib.Path) -> Scene:
    """Return the floor of the last data file, at the moment of its last change.

    Raises:
        DataFileError: There is none, or it can't be understood.

    """
    found = find_data_file(data_file)
    if found is None:
        message = f"data file {data_file} is not there yet: use --demo or --replay"
        raise DataFileError(message)
    if found.fault is not None:
        message = f"data file {data_file} {found.fault}"
        raise DataFileError(message)
    floor = Floor()
    floor.restore(found.snapshot)
    at = Moment(0.0, found.snapshot.last_update)
    old = Connection(LinePhase.LOST, "the phone system", at, "this is what the last data file knows", at)
    return Scene(floor, Connections((old,)), at, "Last known")


def _directory(path: pathlib.Path) -> Directory:
    """Read the names; without them, agents and queues are shown by their numbers."""
    try:
        content = load_directory(path)
    except DirectoryError as error:
        _log.warning("%s", error)
        return Directory()
    return read_directory(content or b"").directory
