"""Every state is recognisable without colour, in shades of grey (desktop/boards/README.md, A6)."""

import itertools
from collections import Counter

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

from desktop.acd.agent import AgentState
from desktop.acd.wording import STATE_WORDS
from desktop.ui.brushes import SHAPES
from desktop.ui.theme import Theme
from tests.pictures.looks import THEMES
from tests.pictures.painting import STATES, BoardPicture, Paint, floor_of

SEEN = 48
"""Difference between two greys that is visible at a glance, in levels of 256."""
OTHER = 0.12
"""The least share of pixels in which two shapes must differ."""


def greys(picture: BoardPicture, where: QRect) -> list[int]:
    """Return a part of a picture in shades of grey, pixel by pixel."""
    part = picture.image.copy(where).convertToFormat(QImage.Format.Format_Grayscale8)
    return [part.pixelColor(x, y).red() for y in range(part.height()) for x in range(part.width())]


def marks(picture: BoardPicture, where: QRect) -> list[bool]:
    """Return, pixel by pixel, whether it belongs to the shape, by its grey alone."""
    shades = greys(picture, where)
    ground = Counter(shades).most_common(1)[0][0] if shades[0] != shades[-1] else shades[0]
    return [abs(shade - ground) >= SEEN / 2 for shade in shades]


@pytest.mark.parametrize("theme", THEMES)
def test_each_state_has_a_shape_and_a_word_of_its_own_in_grey(paint: Paint, theme: Theme) -> None:
    picture = paint(floor_of(len(STATES)), theme, (1280, 720))
    tiles = picture.board.tiles
    side = tiles.tile_fit.faces.shape_px
    on_tiles = {sign.shape: sign for sign in picture.signs if sign.place.width() == side}
    found = {}
    for state in AgentState:
        where = on_tiles[SHAPES[state]].place.toRect()
        shades = greys(picture, where)
        assert max(abs(shade - shades[0]) for shade in shades) >= SEEN, state
        found[state] = marks(picture, where)
    for (one, its), (other, others) in itertools.combinations(found.items(), 2):
        different = sum(mine is not theirs for mine, theirs in zip(its, others, strict=True))
        assert different >= OTHER * len(its), (one, other)
    words = Counter(spot.text for spot in picture.spots)
    for state in AgentState:
        assert words[STATE_WORDS[state]] == 1


@pytest.mark.parametrize("theme", THEMES)
def test_words_are_legible_in_grey(paint: Paint, theme: Theme) -> None:
    picture = paint(floor_of(60), theme, (1920, 1080))
    for spot in picture.spots:
        if spot.text and spot.seen.contains(spot.ink):
            shades = greys(picture, spot.ink.toAlignedRect())
            assert max(shades) - min(shades) >= SEEN, spot


@pytest.mark.parametrize("theme", THEMES)
def test_trouble_has_a_symbol_and_a_word_in_grey(paint: Paint, theme: Theme) -> None:
    few, many = (paint(floor_of(agents), theme, (1280, 720)) for agents in (6, 26))
    texts = {spot.text for picture in (few, many) for spot in picture.spots}
    assert {"nobody free", "too long", "long"} <= texts
    signs = {sign.shape: sign.place.toRect() for sign in many.signs}
    for shape in ("attention", "trouble"):
        shades = greys(many, signs[shape])
        assert max(shades) - min(shades) >= SEEN
