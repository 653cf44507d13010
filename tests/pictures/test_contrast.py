"""Painted contrast: letters against the pixels around them, in every look (desktop/boards/README.md)."""

import functools
from dataclasses import replace

import pytest
from PySide6.QtCore import QMargins, QRect
from PySide6.QtGui import QColor

from desktop.acd.connection import Connections
from desktop.ui.brushes import SHAPES, Weight
from desktop.ui.theme import DARK, Theme
from tests.pictures.looks import THEMES
from tests.pictures.painting import (
    LIVE,
    LOST,
    BoardPicture,
    Paint,
    Spot,
    contrast,
    floor_of,
    ground_around,
    pixels,
    tile_rects,
)

contrast_of = functools.lru_cache(maxsize=None)(contrast)


def measured(picture: BoardPicture, spot: Spot) -> tuple[float, float]:
    """Return the contrast of a text's colour with the ground around it, and that of its painted letters."""
    box = spot.ink.toAlignedRect()
    around = box.marginsAdded(QMargins(2, 2, 2, 2))
    inside = pixels(picture.image, box)
    frame = pixels(picture.image, around) - inside
    # For hatched figures, both the ground and the lines on it.
    grounds = [colour for colour, count in frame.items() if count >= frame.total() * 0.15]
    asked = QColor(spot.colour).rgb()
    worst = min(grounds, key=lambda ground: contrast_of(asked, ground))
    return contrast_of(asked, worst), max(contrast_of(colour, worst) for colour in inside)


@pytest.mark.parametrize("lines", [LIVE, LOST], ids=["live", "lost"])
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_has_enough_contrast_where_it_stands(
    paint: Paint, theme: Theme, lines: Connections
) -> None:
    """With 6 agents nobody is free while callers wait; with 60 every state is there."""
    faint = {theme.quiet, theme.off.accent}
    for agents in (6, 60):
        for size in ((1280, 720), (1920, 1080)):
            picture = paint(floor_of(agents), theme, size, lines=lines)
            spots = [spot for spot in picture.spots if spot.text and spot.seen.contains(spot.ink)]
            assert len(spots) > 3 * agents
            for spot in spots:
                asked, painted = measured(picture, spot)
                # Names and figures; old figures and absent agents may be quieter.
                is_status = spot.text.startswith("No data")
                is_key = spot.face.weight is Weight.KEY and spot.colour not in faint and not is_status
                assert asked >= (7 if is_key else 4.5), spot
                # It was painted in that colour; thin strokes may be a little fainter.
                assert painted >= asked * 0.9, spot


@pytest.mark.parametrize("theme", THEMES)
def test_shapes_and_bars_have_enough_contrast(paint: Paint, theme: Theme) -> None:
    picture = paint(floor_of(26), theme, (1920, 1080))
    image = picture.image
    assert {*SHAPES.values(), "live", "attention", "trouble"} <= {sign.shape for sign in picture.signs}
    for sign in picture.signs:
        box = sign.place.toAlignedRect()
        ground = ground_around(image, box)
        assert max(contrast_of(colour, ground) for colour in pixels(image, box)) >= 3, sign
    for tile in tile_rects(picture):
        middle = tile.center().y()
        # Between the edge's anti-aliasing and the first letter; a rim may stand before the bar.
        strip = QRect(tile.left(), middle, picture.board.tiles.tile_fit.faces.bar, 1)
        bar = max(pixels(image, strip), key=lambda colour: contrast_of(colour, QColor(theme.ground).rgb()))
        assert contrast_of(bar, QColor(theme.ground).rgb()) >= 3
        assert contrast_of(bar, image.pixel(tile.center().x(), tile.top() + tile.height() // 8)) >= 3


def test_a_text_that_is_too_faint_is_found(paint: Paint) -> None:
    faint = replace(DARK, acd=replace(DARK.acd, accent="#305070"))
    picture = paint(floor_of(6), faint, (1280, 720))
    word = next(spot for spot in picture.spots if spot.text == "ACD")
    asked, painted = measured(picture, word)
    assert asked < 4.5
    assert painted < 4.5
