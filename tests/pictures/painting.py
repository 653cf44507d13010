"""A board painted into a picture, with a note of every drawn text and its place."""

import math
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import cast

import pytest
from PySide6.QtCore import QMargins, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QTransform
from PySide6.QtWidgets import QWidget

from desktop.acd.agent import AgentState, DataWord
from desktop.acd.connection import Connection, Connections
from desktop.acd.directory import Directory
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.acd.snapshot import DataSnapshot
from desktop.boards.board import Board
from desktop.boards.look import BoardLook
from desktop.boards.view import BoardView, view_of
from desktop.live.terms import limits_of
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from desktop.settings import BoardSettings, LimitSettings
from desktop.ui.brushes import LEFT, Brushes, Face
from desktop.ui.theme import Theme
from tests.support import call, group, wire

NOW = Moment(10_000.0, time.mktime((2026, 1, 5, 14, 3, 7, 0, 0, -1)))
"""A fixed wall time, so that pictures are the same everywhere."""
SOURCE = "192.168.201.2:15373"
LIVE = Connections((Connection(LinePhase.LIVE, SOURCE, NOW, last_heard=NOW),))
LOST_AT = Moment(NOW.steady_s - 240, NOW.wall_s - 240)
LOST = Connections((Connection(LinePhase.LOST, SOURCE, LOST_AT, "refused", last_heard=LOST_AT),))

VIEW = view_of(BoardSettings(order="state", animate=False), limits_of(LimitSettings(), ()), Directory())
STATES = tuple(AgentState)
_RECORDS: MappingProxyType[AgentState, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        AgentState.RINGING: (("T", "00"),),
        AgentState.ACD: (("G", "01"),),
        AgentState.ACD_HOLD: (("G", "01"), ("N", "01")),
        AgentState.NON_ACD: (("H", "02"),),
        AgentState.NON_ACD_HOLD: (("H", "02"), ("N", "02")),
        AgentState.OUTBOUND: (("I", "02"),),
        AgentState.OUTBOUND_HOLD: (("I", "02"), ("N", "02")),
        AgentState.WORK_TIMER: (("L", "00"),),
        AgentState.DO_NOT_DISTURB: (("C", "07"),),
        AgentState.MAKE_BUSY: (("E", "12"),),
        AgentState.IDLE: (("A", "00"),),
        AgentState.LOGGED_OUT: (("B", "00"),),
        AgentState.UNKNOWN: (),
    }
)
_TIMES_S = (3, 59, 754, 3599, 4000, 90_000)
"""Ages of states: every form in which an elapsed time is written."""


def floor_of(agents: int, *, queues: int = 3) -> Floor:
    """Return a floor with agents in every state, each for another time, and groups with callers."""
    floor = Floor()
    names = [str(6001 + number) for number in range(agents)]
    floor.restore(DataSnapshot(MappingProxyType(dict.fromkeys(names, DataWord.IDLE))))
    for number, name in enumerate(names):
        records = [
            call(code, name, button, number="P860" if code == "G" else "1001")
            for code, button in _RECORDS[STATES[number % len(STATES)]]
        ]
        ago_s = _TIMES_S[number % len(_TIMES_S)]
        at = Moment(NOW.steady_s - ago_s, NOW.wall_s - ago_s)
        floor.apply(Decoder().receive_data(wire(*records)), at, SOURCE)
    reports = [group(f"{610 + number}", 3 * number, 20 + number, "1234") for number in range(queues)]
    floor.apply(Decoder().receive_data(wire(*reports)), NOW, SOURCE)
    return floor


@dataclass(frozen=True, slots=True)
class Spot:
    """A text as it was asked for.

    Attributes:
        text: As asked for.
        place: Its assigned rectangle, in the picture's pixels.
        seen: The part of the picture that its widget covers.
        ink: The bounding box of its letters, in the font it was drawn with.
        face: Size in the board's own pixels, and weight.
        colour: As asked for.

    """

    text: str
    place: QRectF
    seen: QRectF
    ink: QRectF
    face: Face
    colour: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A drawn shape.

    Attributes:
        shape: Its name.
        place: Its rectangle, in the picture's pixels.
        colour: As asked for.

    """

    shape: str
    place: QRectF
    colour: str


@dataclass(slots=True)
class BoardPicture:
    """A picture of a board.

    Attributes:
        board: The painted board.
        image: The picture.
        scale: Pixels of the picture per pixel of the board.
        spots: The texts that were asked for.
        drawn: The texts that were actually drawn.
        signs: The shapes that were drawn.

    """

    board: Board
    image: QImage
    scale: float
    spots: list[Spot] = field(default_factory=list)
    drawn: list[str] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)


Paint = Callable[..., BoardPicture]


def make_board(
    brushes: Brushes, floor: Floor, theme: Theme, lines: Connections = LIVE, view: BoardView = VIEW
) -> Board:
    """Return a board as on a full screen."""
    look = BoardLook(brushes, theme, lambda: NOW, view=view)
    board = Board(floor, look)
    board.on_lines_changed(lines)
    return board


def painted(
    monkeypatch: pytest.MonkeyPatch, board: Board, size: tuple[int, int], scale: float = 1.0
) -> BoardPicture:
    """Paint a board of that size in pixels, noting what is drawn."""
    board.resize(*board_size(size, scale))
    image = QImage(*size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    picture = BoardPicture(board, image, scale)
    with noted(monkeypatch, picture):
        board.render(image)
    image.setDevicePixelRatio(1.0)
    return picture


def board_size(size: tuple[int, int], scale: float) -> tuple[int, int]:
    """Return the size in the board's own pixels."""
    return math.ceil(size[0] / scale), math.ceil(size[1] / scale)


@contextmanager
def noted(monkeypatch: pytest.MonkeyPatch, picture: BoardPicture) -> Iterator[None]:
    """Note every text that is asked for and every one that is drawn."""
    draw_text, draw_shape, qt_draw_text = Brushes.draw_text, Brushes.draw_shape, QPainter.drawText

    def asked(  # noqa: PLR0913, PLR0917 - the signature it stands in for
        brushes: Brushes,
        painter: QPainter,
        where: QRectF,
        text: str,
        face: Face,
        colour: str,
        alignment: int = LEFT,
    ) -> None:
        draw_text(brushes, painter, where, text, face, colour, alignment)
        metrics = QFontMetricsF(painter.font())
        to_picture = painter.deviceTransform()
        ink = _ink(metrics, where, text, alignment)
        device = painter.device()
        assert isinstance(device, QWidget)
        seen = to_picture.mapRect(QRectF(device.rect()))
        picture.spots.append(
            Spot(text, to_picture.mapRect(where), seen, to_picture.mapRect(ink), face, colour)
        )

    def signed(brushes: Brushes, painter: QPainter, name: str, where: QRectF, colour: str) -> None:
        draw_shape(brushes, painter, name, where, colour)
        picture.signs.append(Sign(name, painter.deviceTransform().mapRect(where), colour))

    def drawn(painter: QPainter, *arguments: object) -> object:
        picture.drawn += [argument for argument in arguments if isinstance(argument, str)]
        return qt_draw_text(painter, *arguments)  # type: ignore[call-overload]

    with monkeypatch.context() as patch:
        patch.setattr(Brushes, "draw_text", asked)
        patch.setattr(Brushes, "draw_shape", signed)
        patch.setattr(QPainter, "drawText", drawn)
        yield


def _ink(metrics: QFontMetricsF, where: QRectF, text: str, alignment: int) -> QRectF:
    """Return the bounding box of a line's letters as aligned in its place."""
    box = metrics.tightBoundingRect(text)
    advance = metrics.horizontalAdvance(text)
    left = where.left()
    if alignment & Qt.AlignmentFlag.AlignRight.value:
        left = where.right() - advance
    elif alignment & Qt.AlignmentFlag.AlignHCenter.value:
        left = where.center().x() - advance / 2
    baseline = where.center().y() - metrics.height() / 2 + metrics.ascent()
    return box.translated(left, baseline)


def pixels(image: QImage, where: QRect) -> Counter[int]:
    """Count the colours in a part of a picture."""
    part = where.intersected(image.rect())
    all_pixels = cast("memoryview", image.constBits()).cast("I")
    counts: Counter[int] = Counter()
    for y in range(part.top(), part.bottom() + 1):
        start = y * image.width()
        counts.update(all_pixels[start + part.left() : start + part.right() + 1])
    return counts


def luminance(rgb: int) -> float:
    """Return the relative luminance of a colour (WCAG)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    colour = QColor.fromRgb(rgb & 0xFFFFFF)
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(first: int, second: int) -> float:
    """Return the contrast of two colours (WCAG)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ground_around(image: QImage, box: QRect) -> int:
    """Return the most frequent colour around a box."""
    frame = pixels(image, box.marginsAdded(QMargins(2, 2, 2, 2))) - pixels(image, box)
    return frame.most_common(1)[0][0]


def tile_rects(picture: BoardPicture) -> list[QRect]:
    """Return the rectangles of the tiles in the picture."""
    view = picture.board.tiles
    size = QSize(view.tile_fit.width, view.tile_fit.height)
    model = view.model()
    rects = []
    for row in range(model.rowCount()):
        where = view.visualRect(model.index(row, 0)).topLeft()
        tile = QRect(view.viewport().mapTo(picture.board, where), size)
        rects.append(QTransform.fromScale(picture.scale, picture.scale).mapRect(tile))
    return rects
