"""Every text on a board fits its place: measured with the font it was drawn with, at every size."""

from collections import Counter

import pytest
from PySide6.QtCore import QRectF

from desktop.acd.agent import AgentState
from desktop.acd.connection import Connections
from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.ui.theme import DARK
from tests.pictures.painting import LIVE, LOST, STATES, BoardPicture, Paint, Spot, floor_of

SIZES = ((1280, 720), (1920, 1080), (3840, 2160))


def is_in_sight(spot: Spot) -> bool:
    return spot.seen.intersects(spot.ink)


def spots_in_sight(picture: BoardPicture) -> list[Spot]:
    return [spot for spot in picture.spots if spot.text and is_in_sight(spot)]


def touching(spots: list[Spot]) -> list[tuple[str, str]]:
    """Return the pairs of texts that overlap."""
    found = []
    in_order = sorted(spots, key=lambda spot: spot.ink.top())
    for number, spot in enumerate(in_order):
        for other in in_order[number + 1 :]:
            if other.ink.top() >= spot.ink.bottom():
                break
            if spot.ink.intersects(other.ink):
                found.append((spot.text, other.text))
    return found


@pytest.mark.parametrize("distance_m", [0, 3, 5], ids=["on a desk", "at 3 m", "at 5 m"])
@pytest.mark.parametrize("lines", [LIVE, LOST], ids=["live", "lost"])
@pytest.mark.parametrize("agents", [6, 60, 240])
@pytest.mark.parametrize("scale", [1.0, 2.0], ids=["scale 1", "scale 2"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_text_is_cut_or_overlaps_another(
    paint: Paint, size: tuple[int, int], scale: float, agents: int, lines: Connections, distance_m: float
) -> None:
    picture = paint(floor_of(agents), DARK, size, scale, lines=lines, distance_m=distance_m)
    spots = spots_in_sight(picture)
    texts = {spot.text for spot in spots}
    assert {"Group 610", "14:03" if lines is LIVE else "now 14:03"} <= texts
    # Beside a symbol there may be room for one word only.
    assert texts & {"callers waiting", "waiting"}
    # The drawn text is the requested one: nothing ends in an ellipsis.
    assert Counter(picture.drawn) >= Counter(spot.text for spot in picture.spots)
    scrolls = picture.board.tiles.tile_fit.scrolls
    for spot in spots:
        # Letters are measured to whole pixels, outwards.
        place = spot.place.adjusted(-1.5 * scale, 0, 1.5 * scale, 0)
        seen = spot.seen.adjusted(-1.5 * scale, 0, 1.5 * scale, 0)
        assert place.left() <= spot.ink.left(), spot
        assert spot.ink.right() <= place.right(), spot
        assert spot.ink.height() <= place.height(), spot
        if not scrolls:
            assert seen.contains(spot.ink), spot
            assert QRectF(picture.image.rect()).contains(spot.ink), spot
    assert touching(spots) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("agents", [60, 240])
def test_every_agent_is_shown_with_name_and_state(paint: Paint, size: tuple[int, int], agents: int) -> None:
    picture = paint(floor_of(agents), DARK, size)
    tiles = picture.board.tiles
    if tiles.tile_fit.scrolls:
        assert size == (1280, 720)
        return
    words = SHORT_STATE_WORDS if tiles.tile_fit.has_short_words else STATE_WORDS
    texts = Counter(spot.text for spot in spots_in_sight(picture))
    for number in range(agents):
        assert texts[str(6001 + number)] == 1
    for state in AgentState:
        assert texts[words[state]] >= agents // len(STATES)


def test_a_text_that_is_too_long_is_found(paint: Paint, monkeypatch: pytest.MonkeyPatch) -> None:
    too_long = dict.fromkeys(AgentState, "Far too long " * 9)
    for words in ("STATE_WORDS", "SHORT_STATE_WORDS"):
        monkeypatch.setattr(f"desktop.boards.tile_delegate.{words}", too_long)
    picture = paint(floor_of(60), DARK, (1280, 720))
    assert not Counter(picture.drawn) >= Counter(spot.text for spot in picture.spots)
