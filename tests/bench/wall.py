"""Rows: a board on a large screen, with 10,000 agents in all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.settings import BoardSettings
from desktop.settings.declared import settings_in
from desktop.ui.theme import PRESETS
from tests.bench.conditions import Conditions
from tests.bench.process import Process
from tests.bench.samples import median
from tests.bench.screen import Screen
from tests.bench.table import Row
from tests.bench.timed_window import LARGEST, SMALLEST, STEPS
from tests.bench.wall_board import BURST, ORDERS

AGENTS: Final = 10_000
TILES: Final = 240
PAGE_TIMES: Final = 3.5
FIGURE_TIMES: Final = 5
STATE_TIMES: Final = 8
TICK_TIMES: Final = 2
MOVE_TIMES: Final = 4
RESIZE_TIMES: Final = 4
WORST_RESIZE_TIMES: Final = 6
SCROLLING_RESIZE_TIMES: Final = 8
BURST_TIMES: Final = 4.5
OPEN_TIMES: Final = 20
_SIZE: Final = f"{LARGEST[0]}x{LARGEST[1]}"
_THEMES: Final = {preset: tuple(f"all-{preset}-{shade}" for shade in ("dark", "light")) for preset in PRESETS}
_PAGES: Final = ("open", *(name for names in _THEMES.values() for name in names), "tick", "turn")
_CHANGES: Final = ("figure", "state", "move", *(f"burst-{order}" for order in ORDERS))


@dataclass(frozen=True, slots=True)
class WallTimes:
    """The times of a process of its own.

    Attributes:
        tiles: Tiles in sight, pages, columns, rows, width and height.
        ms: Milliseconds by name.

    """

    tiles: Sequence[str]
    ms: Mapping[str, Sequence[float]]


def measure_wall(conditions: Conditions) -> Iterator[Row]:
    """Run boards of that size that time themselves, and the bare minimum of such a board."""
    folder = conditions.folder / "wall"
    folder.mkdir(exist_ok=True)
    with Screen(folder, LARGEST) as screen:
        wall = _take(conditions, screen, (*_PAGES, *_CHANGES, "resize"), AGENTS, TILES)
        bare = _take_bare(conditions, screen, wall.tiles[2:])
        few = _take(conditions, screen, ("resize",), TILES, 0, "resize")
        many = _take(conditions, screen, ("resize",), AGENTS, 0, "resize")
    seen, pages, *_, width, height = wall.tiles
    note = (
        f"{AGENTS:,} agents with names on {pages} pages, {seen} tiles of {width}x{height} on this one, on"
        f" {screen.name}, until Qt has sent it to the screen; bare: one widget with a ground and three words"
        " for each tile"
    )
    yield from _rows_of_a_page(wall, bare, note)
    yield from _rows_of_changes(wall, bare)
    minimum = bare.ms["resize"]
    dragged = f"to {SMALLEST[0]}x{SMALLEST[1]} and back in {STEPS} steps each way"
    on_desk = f"{few.tiles[0]} tiles as on a desk; {dragged}"
    for what, taken, times, worst, told in (
        ("a page", wall, RESIZE_TIMES, WORST_RESIZE_TIMES, dragged),
        (f"{TILES} agents", few, RESIZE_TIMES, WORST_RESIZE_TIMES, on_desk),
        (f"{AGENTS:,} that scroll", many, SCROLLING_RESIZE_TIMES, None, f"{many.tiles[0]} tiles in sight"),
    ):
        steps = taken.ms["resize"]
        yield Row(f"{_SIZE} resized, {what}, median", median(steps), "ms", median(minimum), times, note=told)
        yield Row(f"{_SIZE} resized, {what}, worst", max(steps), "ms", max(minimum), worst)


def _rows_of_a_page(wall: WallTimes, bare: WallTimes, note: str) -> Iterator[Row]:
    page = median(bare.ms["all"])
    for preset, title in settings_in(BoardSettings)["preset"].metadata["choices"].items():
        slowest = max(median(wall.ms[name]) for name in _THEMES[preset])
        yield Row(f"{_SIZE} painted, {title}", slowest, "ms", page, PAGE_TIMES, note=note)
        note = ""
    yield Row(f"{_SIZE} page turned", median(wall.ms["turn"]), "ms", page, PAGE_TIMES)
    tick, words = median(wall.ms["tick"]), median(bare.ms["tick"])
    yield Row(f"{_SIZE} second ticked", tick, "ms", words, TICK_TIMES, note="all of the board")


def _rows_of_changes(wall: WallTimes, bare: WallTimes) -> Iterator[Row]:
    tile, page = median(bare.ms["figure"]), median(bare.ms["all"])
    figure, state, move = (median(wall.ms[name]) for name in ("figure", "state", "move"))
    yield Row("tile with another reason, painted", figure, "ms", tile, FIGURE_TIMES)
    note = "with the figures above that count it"
    yield Row("tile with another state, painted", state, "ms", tile, STATE_TIMES, note=note)
    note = "with those between the two places"
    yield Row("tile in another place, painted", move, "ms", page, MOVE_TIMES, note=note)
    for order in ORDERS:
        burst = median(wall.ms[f"burst-{order}"])
        yield Row(f"{BURST} agents changed, by {order}", burst, "ms", page, BURST_TIMES)
    note = "bare: the page painted"
    opened = median(wall.ms["open"])
    yield Row(f"board opened over {AGENTS:,} agents", opened, "ms", page, OPEN_TIMES, note=note)


def _take(
    conditions: Conditions, screen: Screen, names: Sequence[str], agents: int, tiles: int, what: str = "all"
) -> WallTimes:
    options = str(agents), str(tiles), what
    return _run(conditions, screen, names, "tests.bench.wall_board", *options)


def _take_bare(conditions: Conditions, screen: Screen, tiles: Sequence[str]) -> WallTimes:
    names = "all", "figure", "tick", "resize"
    return _run(conditions, screen, names, "tests.bench.bare_wall", *tiles)


def _run(
    conditions: Conditions, screen: Screen, names: Sequence[str], module: str, *options: str
) -> WallTimes:
    folder = conditions.folder / "wall"
    with Process(folder, module, *options, environment=screen.environment) as process:
        return read_times(process, names)


def read_times(process: Process, names: Sequence[str]) -> WallTimes:
    """Return the times that a process prints; the names are in the order of its output.

    Raises:
        ChildProcessError: It ended, or printed nothing for long.

    """
    tiles = process.read("tiles")
    return WallTimes(tiles, {name: [float(ms) for ms in process.read(name)] for name in names})
