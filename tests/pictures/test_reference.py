"""A handful of approved pictures: the board still looks like them.

Each version of the font engine draws type a little differently, so pictures are compared coarsely. Plain
ground must stay plain and keep its colour, or else a tile is missing, a colour wrong or a text moved; type
may differ a little. To renew the pictures after an intended change (then look at them)::

    RENEW_PICTURES=1 python -m pytest tests/pictures/test_reference.py
"""

import os
import pathlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

from desktop.acd.connection import Connections
from desktop.acd.floor import Floor
from desktop.ui.brushes import Brushes, Face
from desktop.ui.theme import themed
from tests.pictures.painting import LIVE, LOST, Paint, floor_of, tile_rects
from tests.pixels import pixels

REFERENCES = pathlib.Path(__file__).parent / "references"
MOST_BYTES = 400_000
STEP = 4
"""Side of the squares of pixels that are compared as one."""
PLAIN = 4
"""Difference allowed on plain ground, in levels of 256."""
TYPE = 64
"""The same where there is type."""

PICTURES: dict[str, tuple[Callable[[], Floor], str, bool, tuple[int, int], Connections]] = {
    "calm-dark": (lambda: floor_of(26), "calm", True, (800, 450), LIVE),
    "calm-light": (lambda: floor_of(6), "calm", False, (640, 360), LIVE),
    "lost": (lambda: floor_of(13), "calm", True, (640, 360), LOST),
    "many": (lambda: floor_of(60, queues=12), "okabe-ito", False, (800, 450), LIVE),
    "high-contrast": (lambda: floor_of(13, queues=1), "high-contrast", True, (640, 360), LIVE),
    "mitel": (lambda: floor_of(13), "mitel", False, (640, 360), LIVE),
}


@pytest.fixture(autouse=True)
def type_that_no_computer_bends(brushes: Brushes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Place letters by the font's design and not by this computer's hinting."""
    make_font = brushes.font

    def unhinted(face: Face) -> QFont:
        font = QFont(make_font(face))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    monkeypatch.setattr(brushes, "font", unhinted)


def coarse(image: QImage) -> QImage:
    """Return a smaller picture in which each pixel is the mean of a block."""
    return image.convertToFormat(QImage.Format.Format_RGB32).scaled(
        image.width() // STEP,
        image.height() // STEP,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def channels(image: QImage) -> list[tuple[int, int, int]]:
    return [(colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF) for colour in pixels(image)]


def apart(one: tuple[int, int, int], other: tuple[int, int, int]) -> int:
    return max(abs(mine - its) for mine, its in zip(one, other, strict=True))


def differences(reference: QImage, image: QImage) -> list[QPoint]:
    """Return the points at which a picture differs from its reference, in pixels of the picture."""
    if reference.size() != image.size():
        return [QPoint(0, 0)]
    small = coarse(reference)
    width = small.width()
    old, new = channels(small), channels(coarse(image))
    found = []
    for place, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after or (difference := apart(before, after)) <= PLAIN:
            continue
        around = (place - 1, place + 1, place - width, place + width)
        beside = [old[other] for other in around if 0 <= other < len(old)]
        is_plain = all(apart(before, other) <= PLAIN for other in beside)
        if is_plain or difference > TYPE:
            found.append(QPoint(place % width, place // width) * STEP)
    return found


@pytest.mark.parametrize("name", PICTURES)
def test_the_board_looks_like_its_reference(paint: Paint, tmp_path: pathlib.Path, name: str) -> None:
    floor, preset, dark, size, lines = PICTURES[name]
    image = paint(floor(), themed(preset, dark=dark), size, lines=lines).image
    path = REFERENCES / f"{name}.png"
    if os.environ.get("RENEW_PICTURES"):
        path.parent.mkdir(exist_ok=True)
        assert image.save(str(path), quality=0)
    found = differences(QImage(str(path)), image)
    if found:
        now = tmp_path / path.name
        image.save(str(now))
        pytest.fail(f"{now} is not like {path} at {len(found)} places, first at {found[0].toTuple()}")


def test_the_references_are_few_and_small() -> None:
    files = sorted(REFERENCES.iterdir())
    assert [file.stem for file in files] == sorted(PICTURES)
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


@pytest.fixture
def good(paint: Paint) -> QImage:
    return paint(floor_of(26), themed("calm", dark=True), (960, 540)).image


def test_a_missing_tile_is_found(paint: Paint, good: QImage) -> None:
    picture = paint(floor_of(26), themed("calm", dark=True), (960, 540))
    for tile in tile_rects(picture):
        without = good.copy()
        painter = QPainter(without)
        painter.fillRect(tile, QColor(themed("calm", dark=True).ground))
        painter.end()
        assert len(differences(good, without)) > 10


def test_a_wrong_colour_is_found(paint: Paint, good: QImage) -> None:
    theme = themed("calm", dark=True)
    for name in ("free", "ringing", "acd", "other_call", "work_timer", "off"):
        wrong = replace(theme, **{name: theme.do_not_disturb})  # type: ignore[arg-type]
        assert differences(good, paint(floor_of(26), wrong, (960, 540)).image), name
    assert differences(good, paint(floor_of(26), replace(theme, text=theme.quiet), (960, 540)).image)


def test_a_moved_text_is_found(paint: Paint, good: QImage) -> None:
    picture = paint(floor_of(26), themed("calm", dark=True), (960, 540))
    names = [spot for spot in picture.spots if spot.text.startswith("60")]
    assert len(names) == 26
    for spot in names:
        box = spot.ink.toAlignedRect()
        moved = good.copy()
        painter = QPainter(moved)
        painter.fillRect(box, good.pixelColor(box.left() - 2, box.top()))
        painter.drawImage(box.topLeft() + QPoint(4, 0), good, box)
        painter.end()
        assert differences(good, moved), spot.text
