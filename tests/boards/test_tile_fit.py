"""The sizes of tiles and type, measured with the fonts that are drawn."""

import pytest

from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.boards.head_fit import fit_head
from desktop.boards.tile_fit import TileFit, TileRoom, fit_tiles
from desktop.ui.brushes import Brushes

ROOMS = [(528, 200), (1250, 484), (1876, 744), (3752, 1490)]


def fit(brushes: Brushes, width: int, height: int, count: int, longest: str = "6001") -> TileFit:
    return fit_tiles(TileRoom(width, height, fit_head(width, height).tile_gap, count, longest), brushes.width)


@pytest.mark.parametrize(("width", "height"), ROOMS)
@pytest.mark.parametrize("count", [1, 6, 15, 24, 60, 240, 1000])
def test_every_text_fits_its_tile_and_all_tiles_fit_unless_they_scroll(
    brushes: Brushes, width: int, height: int, count: int
) -> None:
    tiles = fit(brushes, width, height, count)
    inside = tiles.width - tiles.faces.bar - 2 * tiles.faces.pad
    words = SHORT_STATE_WORDS if tiles.has_short_words else STATE_WORDS
    time = brushes.width("9h59" if tiles.has_short_words else "00:00", tiles.faces.state)
    for word in words.values():
        assert tiles.faces.shape_room + brushes.width(word, tiles.faces.state) + time < inside
    detail = brushes.width("P 860" if tiles.has_short_details else "path 860", tiles.faces.detail)
    assert brushes.width("6001", tiles.faces.name) + detail < inside
    columns = (width + tiles.gap) // (tiles.width + tiles.gap)
    assert columns >= 1
    rows = -(-count // columns)
    fits = rows * (tiles.height + tiles.gap) - tiles.gap <= height
    assert fits is not tiles.scrolls


def test_fewer_agents_get_larger_tiles(brushes: Brushes) -> None:
    sizes = [fit(brushes, 1876, 744, count).faces.name.px for count in (6, 15, 24, 60, 240)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2 * sizes[-1]


def test_sixty_agents_on_full_hd_have_names_legible_at_three_metres(brushes: Brushes) -> None:
    # desktop/boards/README.md, A1: capital height 22 px at 3 m on 55 inches.
    face = fit(brushes, 1876, 770, 60).faces.name
    assert brushes.metrics(face).capHeight() >= 22


def test_a_longer_name_needs_a_wider_tile(brushes: Brushes) -> None:
    short = fit(brushes, 1250, 484, 60)
    long = fit(brushes, 1250, 484, 60, longest="Bartholomew Featherstone")
    assert brushes.width("Bartholomew Featherstone", long.faces.name) < long.width
    assert long.faces.name.px < short.faces.name.px


def test_names_and_details_are_never_below_the_legible_size(brushes: Brushes) -> None:
    for count in (1, 24, 60, 240, 1000):
        faces = fit_tiles(TileRoom(1876, 744, 13, count, "Olga W.", 38, 31), brushes.width).faces
        assert faces.name.px >= 38
        assert min(faces.state.px, faces.detail.px) >= 31


def test_tiles_on_a_wall_fill_the_room_and_never_scroll(brushes: Brushes) -> None:
    for count in (1, 2, 7, 24, 60, 61, 240, 1000):
        tiles = fit_tiles(TileRoom(1876, 744, 13, count, "Olga W.", 38, 31), brushes.width)
        assert not tiles.scrolls
        assert 744 - tiles.rows < tiles.rows * (tiles.height + tiles.gap) - tiles.gap <= 744
        assert 1876 - tiles.columns < tiles.columns * (tiles.width + tiles.gap) - tiles.gap <= 1876
        pages = [len(tiles.on_page(page)) for page in range(tiles.pages)]
        assert sum(pages) == count
        assert max(pages) == tiles.per_page <= tiles.columns * tiles.rows
        assert max(pages) - min(pages) <= 1


def test_an_area_too_small_to_be_legible_shows_one_tile_a_page(brushes: Brushes) -> None:
    tiles = fit_tiles(TileRoom(200, 60, 13, 3, "Olga W.", 200, 160), brushes.width)
    assert (tiles.pages, tiles.per_page, tiles.scrolls) == (3, 1, False)
    assert tiles.faces.name.px < 200


def test_full_words_may_cost_size_if_there_is_enough(brushes: Brushes) -> None:
    assert not fit(brushes, 1876, 744, 6).has_short_words
    assert fit(brushes, 1876, 744, 60).has_short_words


def test_a_wall_s_head_has_no_type_below_the_legible_size() -> None:
    head = fit_head(1920, 1080, 51, 64, share=0.5)
    name, figure, label = head.compact_faces
    assert min(face.px for face in (head.name, head.label, head.chip, name, label)) >= 51
    assert min(face.px for face in (head.key, head.figure, head.side, figure)) >= 64


def test_the_head_grows_with_the_window_and_stays_legible_in_a_small_one() -> None:
    assert fit_head(3840, 2160).key.px == 2 * fit_head(1920, 1080).key.px
    assert fit_head(560, 420).label.px >= 13
