"""A whole board, laid out for the room it hangs in: desktop/boards/README.md, A1, A2 and A12."""

import itertools

import pytest

from desktop.acd.wording import SHORT_STATE_WORDS, STATE_WORDS
from desktop.boards.board_fit import BoardFit, Contents, fit_board
from desktop.boards.head_layout import Queues, key_width, narrowest_card
from desktop.boards.view import USUAL_FIGURES
from desktop.ui.brushes import Brushes
from desktop.ui.sight import KEY_ARC, TEXT_ARC, Sight

FOUR_QUEUES = Queues(("Sales", "Support", "Billing", "Returns"))
NAMES = ("Olga W.", "Yusuf M.", "Chloe R.", "Quinn F.")
COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 24, 60, 240)
SIZES = ((1280, 720), (1920, 1080), (3840, 2160))


def in_room(
    brushes: Brushes, sight: Sight, agents: int, queues: Queues = FOUR_QUEUES, names: tuple[str, ...] = NAMES
) -> BoardFit:
    longest = max(names, key=len)
    return fit_board(
        (sight.width_px, sight.height_px),
        Contents(agents, longest, queues),
        brushes.width,
        sight.least_name_px(brushes.cap_ratio),
        sight.least_text_px(brushes.cap_ratio),
    )


def caps(brushes: Brushes, board: BoardFit) -> tuple[float, float]:
    """Return the capital heights of the smallest key figure or name, and of the smallest other text."""
    head, tiles = board.head, board.tiles.faces
    cards = board.layout.cards
    keys, texts = [head.key, tiles.name], [head.label, head.chip, tiles.state, tiles.detail]
    if cards is not None:
        keys += [head.compact_faces[1]] if cards.is_compact else [head.figure, head.side]
        texts += [head.compact_faces[0], head.compact_faces[2]] if cards.is_compact else [head.name]
    heights = [min(brushes.metrics(face).capHeight() for face in faces) for faces in (keys, texts)]
    return heights[0], heights[1]


def assert_all_fits(brushes: Brushes, board: BoardFit, width: int, height: int) -> None:
    """Check that nothing reaches over an edge or is cut."""
    tiles, head, layout = board.tiles, board.head, board.layout
    inside = width - 2 * head.unit
    assert not tiles.scrolls
    assert tiles.columns * (tiles.width + tiles.gap) - tiles.gap <= inside
    bottom = board.tiles_top + tiles.rows * (tiles.height + tiles.gap) - tiles.gap
    assert bottom <= height - head.unit
    assert tiles.per_page <= tiles.columns * tiles.rows
    line = tiles.width - tiles.faces.bar - 2 * tiles.faces.pad
    words = SHORT_STATE_WORDS if tiles.has_short_words else STATE_WORDS
    room = line - tiles.faces.shape_room - tiles.faces.time_width(brushes.width)
    assert max(brushes.width(word, tiles.faces.state) for word in words.values()) < room
    assert max(brushes.width(name, tiles.faces.name) for name in NAMES) <= line
    assert sum(tiles.line_heights) <= tiles.height
    assert layout.key_width >= key_width(head, brushes.width, USUAL_FIGURES)
    cards = layout.cards
    if cards is not None:
        assert cards.width >= narrowest_card(head, brushes.width, FOUR_QUEUES, is_compact=cards.is_compact)
        taken = cards.columns * (cards.width + cards.gap) - cards.gap
        assert taken + (layout.key_width + head.unit if layout.is_beside else 0) <= inside
        assert cards.columns * cards.rows >= len(FOUR_QUEUES.names)
        assert not cards.scrolls


def test_sixty_agents_are_on_one_page_and_legible_at_three_metres_on_fifty_five_inches(
    brushes: Brushes,
) -> None:
    # A12, with A1 and A2: 22 and 28 pixels; key figures, four queue cards and chips are above.
    board = in_room(brushes, Sight(1920, 1080, 55, 3), 60)
    assert board.tiles.pages == 1
    name_cap, text_cap = caps(brushes, board)
    assert name_cap >= 27.5
    assert text_cap >= 22
    assert board.layout.cards is not None
    assert not board.layout.cards.is_compact
    assert board.head.key.px > 2 * board.tiles.faces.name.px
    assert_all_fits(brushes, board, 1920, 1080)


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize(("diagonal_in", "distance_m"), [*itertools.product((43, 55, 65), (3, 5))])
@pytest.mark.parametrize("size", SIZES)
def test_any_number_of_agents_is_legible_from_three_and_five_metres(
    brushes: Brushes, size: tuple[int, int], diagonal_in: float, distance_m: float, count: int
) -> None:
    sight = Sight(*size, diagonal_in, distance_m)
    board = in_room(brushes, sight, count)
    name_cap, text_cap = caps(brushes, board)
    assert name_cap >= sight.cap_px(KEY_ARC)
    assert text_cap >= sight.cap_px(TEXT_ARC)
    assert_all_fits(brushes, board, *size)


@pytest.mark.parametrize("count", [1, 6, 60, 240])
@pytest.mark.parametrize("diagonal_in", [43, 55, 65])
@pytest.mark.parametrize("size", SIZES)
def test_if_people_are_too_far_away_text_is_as_large_as_the_content_allows(
    brushes: Brushes, size: tuple[int, int], diagonal_in: float, count: int
) -> None:
    sight = Sight(*size, diagonal_in, 8)
    board = in_room(brushes, sight, count)
    assert board.room.least_name_px < sight.least_name_px(brushes.cap_ratio)
    name_cap, text_cap = caps(brushes, board)
    assert brushes.cap_ratio * board.room.least_name_px <= name_cap + 1
    assert brushes.cap_ratio * board.room.least_text_px <= text_cap + 1
    nearer = in_room(brushes, Sight(*size, diagonal_in, 3), count)
    assert caps(brushes, nearer)[1] < text_cap
    assert_all_fits(brushes, board, *size)


@pytest.mark.parametrize("count", range(1, 13))
def test_few_agents_fill_the_screen(brushes: Brushes, count: int) -> None:
    board = in_room(brushes, Sight(1920, 1080, 55, 3), count)
    tiles = board.tiles
    room = 1080 - board.head.unit - board.tiles_top
    assert tiles.rows * (tiles.height + tiles.gap) - tiles.gap > room - tiles.rows
    assert tiles.columns * (tiles.width + tiles.gap) - tiles.gap > 1920 - 2 * board.head.unit - tiles.columns
    assert tiles.columns * tiles.rows - count <= 2
    assert tiles.faces.name.px >= 60


def test_more_agents_never_get_larger_type(brushes: Brushes) -> None:
    sizes = [in_room(brushes, Sight(1920, 1080, 55, 3), count).tiles.faces.name.px for count in COUNTS]
    assert sizes == sorted(sizes, reverse=True)


def test_agents_that_do_not_fit_are_spread_evenly_over_pages(brushes: Brushes) -> None:
    tiles = in_room(brushes, Sight(1920, 1080, 55, 3), 241).tiles
    assert tiles.pages == 4
    pages = [tiles.on_page(page) for page in range(tiles.pages)]
    assert [len(page) for page in pages] == [61, 60, 60, 60]
    assert [number for page in pages for number in page] == list(range(241))
    assert tiles.per_page == 61


def test_an_empty_floor_has_one_empty_page(brushes: Brushes) -> None:
    tiles = in_room(brushes, Sight(1920, 1080, 55, 3), 0).tiles
    assert (tiles.pages, tiles.per_page, list(tiles.on_page(0))) == (1, 0, [])


def test_the_head_shrinks_only_if_that_saves_a_page(brushes: Brushes) -> None:
    few, many = (in_room(brushes, Sight(1920, 1080, 55, 3), count) for count in (12, 60))
    assert few.tiles.pages == many.tiles.pages == 1
    assert many.tiles_top < few.tiles_top


def test_at_a_desk_the_head_is_as_large_as_the_window_and_agents_scroll(brushes: Brushes) -> None:
    board = fit_board((1280, 720), Contents(1000, "6001", FOUR_QUEUES, below_px=30), brushes.width)
    assert board.tiles.scrolls
    assert board.tiles.pages == 1
    assert board.room.least_name_px == 0


@pytest.mark.parametrize("count", [0, 1, 8, 12])
def test_queue_cards_stay_in_sight_on_a_wall_up_to_a_dozen(brushes: Brushes, count: int) -> None:
    queues = Queues(tuple(f"Group {610 + number}" for number in range(count)))
    board = in_room(brushes, Sight(1920, 1080, 55, 3), 60, queues)
    if not count:
        assert board.layout.cards is None
        return
    cards = board.layout.cards
    assert cards is not None
    assert not cards.scrolls
    assert cards.columns * cards.rows_seen >= count


@pytest.mark.parametrize("size", [(1, 1), (40, 2000), (3840, 20)])
@pytest.mark.parametrize("least", [0, 38, 900])
def test_any_size_is_laid_out(brushes: Brushes, size: tuple[int, int], least: int) -> None:
    board = fit_board(size, Contents(60, "Olga W.", FOUR_QUEUES), brushes.width, least, least * 4 // 5)
    assert board.tiles.pages >= 1
    assert board.tiles.faces.name.px >= 1


def test_a_new_layout_measures_no_text_again(brushes: Brushes) -> None:
    """A layout is made at each step while an edge is dragged; ``bench wall`` says how long a step takes."""
    sight = Sight(1920, 1080, 55, 3)
    in_room(brushes, sight, 60)
    before = brushes.width.cache_info()
    in_room(brushes, sight, 60)
    after = brushes.width.cache_info()
    assert after.misses == before.misses
    assert after.hits - before.hits < 2000
