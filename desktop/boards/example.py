"""A board with an invented busy floor, for pictures of boards that need no known agents."""

import itertools
import time
from typing import Final

from desktop.acd.connection import Connection, Connections
from desktop.acd.directory import Directory, DirectoryEntry
from desktop.acd.display_names import DisplayNames
from desktop.acd.floor import Floor
from desktop.acd.moment import Moment
from desktop.boards.board import Board
from desktop.boards.legibility import SAMPLE_NAMES, SAMPLE_QUEUES
from desktop.boards.look import BoardLook
from desktop.boards.view import BoardView
from desktop.protocol.decoder import Decoder
from desktop.protocol.line import LinePhase
from desktop.ui.brushes import Brushes
from desktop.ui.theme import Theme

_SOURCE: Final = "an example"
_SHARES: Final = (
    (0.03, "T", "00"),
    (0.45, "G", "01"),
    (0.65, "A", "00"),
    (0.72, "H", "02"),
    (0.78, "I", "02"),
    (0.87, "L", "00"),
    (0.94, "C", "00"),
    (1.0, "B", "00"),
)
"""Cumulative shares of the agents, with the event and button that each sends (desktop/protocol/README.md).

Free agents are in the middle, so that a single agent is free.
"""
_AGO_S: Final = (211, 45, 518, 262, 139, 475, 150, 77, 592, 33, 311, 401)
"""Ages of the agents' states, in turn."""
_REPORTS: Final = ("6100070220342", "6110020190051", "6120000110000", "6130000040000")
"""Reporting number, calls waiting, agents logged in and longest wait of each agent group."""


def example_board(brushes: Brushes, theme: Theme, agents: int) -> Board:
    """Make a board with that many agents and four queues, as on a full screen."""
    ids = [f"{10_000 + number}" for number in range(agents)]
    now = Moment(10_000.0, time.mktime((2026, 1, 5, 14, 3, 7, 0, 0, -1)))
    floor = Floor()
    for turn, ago_s in enumerate(_AGO_S):
        records = [_record(number, agents, ids[number]) for number in range(turn, agents, len(_AGO_S))]
        floor.apply(Decoder().receive_data(b"".join(records)), now.before(ago_s), _SOURCE)
    reports = b"".join(_framed(f"01K140000{figures}0000000") for figures in _REPORTS)
    floor.apply(Decoder().receive_data(reports), now, _SOURCE)
    names = zip(ids, map(DirectoryEntry, itertools.cycle(SAMPLE_NAMES)), strict=False)
    groups = zip((report[:3] for report in _REPORTS), map(DirectoryEntry, SAMPLE_QUEUES.names), strict=True)
    display_names = DisplayNames(Directory(dict(names), dict(groups)))
    board = Board(floor, BoardLook(brushes, theme, lambda: now, view=BoardView(names=display_names)))
    board.on_lines_changed(Connections((Connection(LinePhase.LIVE, _SOURCE, now, last_heard=now),)))
    return board


def _record(number: int, agents: int, agent_id: str) -> bytes:
    share = (number + 0.5) / agents
    code, button = next((code, button) for up_to, code, button in _SHARES if share <= up_to)
    return _framed(f"01{code}140000{'1001':<7}{agent_id:<7}{button}")


def _framed(record: str) -> bytes:
    return b"\x02" + record.encode("ascii") + b"\r\n"
